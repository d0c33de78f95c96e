/** The Rezdeck that the tests talk to, started by start-rezdeck.ts on a folder of its own. */
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Beside the usual ports, so that a Rezdeck in use on this machine is left alone.
export const PORT = Number(process.env.E2E_PORT ?? 3917);
export const BASE_URL = `http://localhost:${PORT}`;
export const SANDBOX_PORTS = {
	rezAccount: PORT + 1001,
	rezApi: PORT + 1002,
	ownerWeb: PORT + 1003,
	ownerApi: PORT + 1004,
	control: PORT + 1005,
};
/** The sandbox's control endpoint: true state, request log, faults. */
export const SANDBOX_CONTROL_URL = `http://127.0.0.1:${SANDBOX_PORTS.control}`;

/** Fixed by the port, so that the runner's processes agree on it. */
export const DATA_DIR = join(tmpdir(), `rezdeck-e2e-${PORT}`);
/** Cookies of the signed-in demo owner, written by the setup project. */
export const OWNER_STATE = join(DATA_DIR, "owner-cookies.json");

/** The sign-in that a demo start prints. */
export function demoSignIn(): { email: string; password: string } {
	const secrets: { demoPassword: string } = JSON.parse(readFileSync(join(DATA_DIR, "secrets.json"), "utf8"));
	return { email: "demo@rezdeck.local", password: secrets.demoPassword };
}
