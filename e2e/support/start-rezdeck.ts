/**
 * Starts Rezdeck as a person would, sandbox included, on an empty data folder; the tests end with its clean stop.
 * E2E_DEV=1 uses `npm run dev` in place of the production build, for writing tests.
 */
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync, readFileSync, rmSync } from "node:fs";
import { environment } from "../../lib/env";
import { portProblem } from "../../scripts/ports";
import { BASE_URL, DATA_DIR, PORT, SANDBOX_PORTS } from "./rezdeck";

const LOG = "playwright-report/rezdeck.log";
/** Enough for a first build on a busy machine; `npm test` has built before. */
const PATIENCE_MS = 420_000;
/** Small enough to sync within the tests; the world keeps its 80-unit group at every size. */
const RESERVATIONS = 3_000;

export default async function startRezdeck(): Promise<() => Promise<void>> {
	// Before anything is removed: the folder belongs to whoever has the port.
	const problem = await portProblem(PORT, "127.0.0.1");
	if (problem !== undefined) {
		throw new Error(`Port ${PORT} cannot be used (${problem}); perhaps other tests run. Set E2E_PORT to another one.`);
	}
	rmSync(DATA_DIR, { recursive: true, force: true });
	mkdirSync(DATA_DIR, { recursive: true });
	mkdirSync("playwright-report", { recursive: true });
	const log = createWriteStream(LOG);
	const mode = process.env.E2E_DEV === "1" ? ["--dev"] : [];
	const rezdeck = spawn(process.execPath, ["scripts/start.mjs", ...mode], {
		env: testEnvironment(),
		stdio: ["ignore", "pipe", "pipe"],
	});
	rezdeck.stdout.pipe(log, { end: false });
	rezdeck.stderr.pipe(log, { end: false });
	const exited = new Promise<number | null>((resolve) => rezdeck.once("exit", (code) => resolve(code)));

	const started = await Promise.race([ready(), exited.then(() => false)]);
	if (!started) {
		rezdeck.kill("SIGTERM");
		await exited;
		throw new Error(`Rezdeck did not start:\n${readFileSync(LOG, "utf8")}`);
	}
	return async () => {
		rezdeck.kill("SIGTERM");
		const code = await exited;
		rmSync(DATA_DIR, { recursive: true, force: true });
		if (code !== 0) throw new Error(`Rezdeck did not stop cleanly (exit code ${code}); see ${LOG}.`);
	};
}

async function ready(): Promise<boolean> {
	const deadline = Date.now() + PATIENCE_MS;
	while (Date.now() < deadline) {
		const response = await fetch(`${BASE_URL}/api/ready`).catch(() => undefined);
		if (response?.ok === true) return true;
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
	return false;
}

/** Nothing of the tester's own settings, in the environment or in .env, may reach the Rezdeck under test: set and empty wins. */
function testEnvironment(): NodeJS.ProcessEnv {
	const env: Record<string, string | undefined> = { ...process.env };
	for (const name of Object.keys(environment.shape)) env[name] = "";
	delete env.NODE_ENV;
	return Object.assign(env as NodeJS.ProcessEnv, {
		DATA_DIR,
		PORT: String(PORT),
		SANDBOX_RESERVATIONS: String(RESERVATIONS),
		SANDBOX_CHANGES_PER_MINUTE: "0",
		SANDBOX_EXTREMES: "1",
		SANDBOX_PORTS: Object.entries(SANDBOX_PORTS)
			.map(([name, port]) => `${name}=${port}`)
			.join(","),
	});
}
