/** What a start runs with: the environment, completed with what nobody gave. Throws Refusal with one sentence. */
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Environment, parseEnvironment } from "@/lib/env";
import { Refusal } from "./refusal";
import { readOrCreateSecrets } from "./secrets-file";

export const DEMO_EMAIL = "demo@rezdeck.local";

export interface Settings {
	parsed: Environment;
	/** Absolute. */
	dataDir: string;
	/** With the providers played on this machine. */
	sandbox: boolean;
	/** The printed sign-in of a demo; undefined when an administrator was named or real providers are connected. */
	demo: { email: string; password: string } | undefined;
	/** For the child processes. */
	env: NodeJS.ProcessEnv;
}

export function readSettings(): Settings {
	if (existsSync(".env")) process.loadEnvFile(".env");
	const parsed = parse();
	const dataDir = resolve(parsed.DATA_DIR);
	makeWritable(dataDir);

	const explicitProduction = process.env.NODE_ENV === "production" && parsed.DATABASE_URL !== undefined;
	if (explicitProduction) requireOwnSecrets(parsed);
	const secrets = explicitProduction ? undefined : readOrCreateSecrets(dataDir, parsed.TOKEN_KEYS !== undefined);

	const noProvider = parsed.REZSTREAM_CLIENT_ID === undefined && parsed.OWNERREZ_CLIENT_ID === undefined;
	const sandbox = parsed.SANDBOX ?? (noProvider && !explicitProduction);
	const isDemo = sandbox && secrets !== undefined && parsed.ADMIN_EMAIL === undefined;
	const demo = isDemo ? { email: DEMO_EMAIL, password: secrets.demoPassword } : undefined;
	return {
		parsed,
		dataDir,
		sandbox,
		demo,
		env: {
			...process.env,
			NEXT_TELEMETRY_DISABLED: "1",
			DATA_DIR: dataDir,
			NEXTAUTH_URL: process.env.NEXTAUTH_URL || `http://localhost:${parsed.PORT}`,
			NEXTAUTH_SECRET: parsed.NEXTAUTH_SECRET ?? secrets?.NEXTAUTH_SECRET,
			TOKEN_KEYS: parsed.TOKEN_KEYS ?? secrets?.TOKEN_KEYS,
			...(demo === undefined ? {} : { ADMIN_EMAIL: demo.email, ADMIN_PASSWORD: demo.password }),
		},
	};
}

function parse(): Environment {
	try {
		return parseEnvironment(process.env);
	} catch (error) {
		throw new Refusal(`${(error as Error).message}\nCorrect it in .env or in the environment and start again.`);
	}
}

function makeWritable(dataDir: string): void {
	try {
		makeFolder(dataDir);
		accessSync(dataDir, constants.W_OK);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		throw new Refusal(
			`The data folder ${dataDir} cannot be written (${code}). Give this user the right to write there, or set DATA_DIR to another folder.`,
		);
	}
}

/** With its parents. Node's own recursive form never returns where a file system refuses with "not found" (/proc). */
function makeFolder(folder: string): void {
	if (existsSync(folder)) return;
	if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
	mkdirSync(folder);
}

function requireOwnSecrets(parsed: Environment): void {
	const missing = (["NEXTAUTH_SECRET", "TOKEN_KEYS"] as const).filter((name) => parsed[name] === undefined);
	if (missing.length === 0) return;
	throw new Refusal(
		`${missing.join(" and ")} must be set when NODE_ENV=production and DATABASE_URL are set, so that every machine uses the same. .env.example says how to make them.`,
	);
}
