/**
 * npm run verify -- --tenant <id or name> [--all] [--json]: compares a tenant's mirror with its provider, repairs what
 * differs and says what it found. Works against the installation of this folder, running or stopped. Exit code: 0 equal,
 * 1 differences were found, 2 it could not be done.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { VerificationReport } from "@/lib/shared/verification";
import { Child, TYPESCRIPT } from "./child";
import { databaseAddressFile } from "./database-address";
import { takeLock } from "./folder-lock";
import { generateClient } from "./generate-client";
import type { PrepareResult } from "./prepare";
import { Refusal } from "./refusal";
import { startSandbox } from "./sandbox-child";
import { readSettings, type Settings } from "./settings";

const USAGE = "npm run verify -- --tenant <id or name> [--all] [--json]";
const EXIT = { equal: 0, differences: 1, failed: 2 } as const;

const children: Child[] = [];

async function main(): Promise<number> {
	const flags = readFlags();
	const settings = readSettings();
	await generateClient();
	const worksItself = await reachInstallation(settings);
	// What is imported here reads the environment that was made above.
	Object.assign(process.env, settings.env);
	const { verifyTenant } = await import("@/lib/sync/verify-tenant");
	const stop = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
	const onProgress = flags.json ? () => {} : printProgress;
	const scope = flags.all ? "all" : "window";
	const result = await verifyTenant({ tenant: flags.tenant, scope, worksItself, onProgress, signal: stop.signal });
	if (!("report" in result)) throw new Refusal(result.refusal);
	print(result.report, result.tenantName, flags.json);
	return exitCode(result.report);
}

function readFlags(): { tenant: string; all: boolean; json: boolean } {
	try {
		const { values } = parseArgs({
			options: {
				tenant: { type: "string" },
				all: { type: "boolean", default: false },
				json: { type: "boolean", default: false },
			},
		});
		if (values.tenant !== undefined) return { ...values, tenant: values.tenant };
	} catch (error) {
		throw new Refusal(`${(error as Error).message}\n${USAGE}`);
	}
	throw new Refusal(USAGE);
}

/** Completes `settings.env` so that the database can be used. False: a worker of the running installation does the work. */
async function reachInstallation(settings: Settings): Promise<boolean> {
	const { parsed, dataDir, env } = settings;
	if (parsed.DATABASE_URL !== undefined) {
		// Its workers may run anywhere; whoever claims the stream first does the work.
		return !settings.sandbox;
	}
	const lock = takeLock(join(dataDir, "rezdeck.lock"));
	if ("holder" in lock) {
		env.DATABASE_URL = addressOf(dataDir, lock.holder);
		return parsed.WORKER === "off" && !settings.sandbox;
	}
	process.once("exit", lock.release);
	env.DATABASE_URL = await startDatabase(dataDir, env);
	await prepare(env);
	if (settings.sandbox) {
		const { child, env: sandboxEnv } = await startSandbox(settings);
		children.push(child);
		Object.assign(env, sandboxEnv);
	}
	return true;
}

function addressOf(dataDir: string, holder: number): string {
	const file = databaseAddressFile(dataDir);
	if (existsSync(file)) return readFileSync(file, "utf8").trim();
	throw new Refusal(`Rezdeck is just starting (process ${holder}). Try again in a moment.`);
}

async function startDatabase(dataDir: string, env: NodeJS.ProcessEnv): Promise<string> {
	const child = new Child("scripts/database.ts", { args: ["--data", dataDir], execArgv: TYPESCRIPT, env });
	children.push(child);
	const message = (await child.firstMessage()) as { url: string } | undefined;
	if (message === undefined) throw new Refusal(`The database in ${dataDir} did not start; the lines above say why.`);
	return message.url;
}

async function prepare(env: NodeJS.ProcessEnv): Promise<void> {
	const child = new Child("scripts/prepare.ts", { execArgv: TYPESCRIPT, env });
	const result = (await child.firstMessage()) as PrepareResult | undefined;
	if (result === undefined) throw new Refusal("The database could not be prepared; the lines above say why.");
	if ("refusal" in result) throw new Refusal(result.refusal);
}

let printed = "";
function printProgress({ verification }: VerificationReport): void {
	if (verification === null) return;
	const { state, compared, expected, secondsLeft, message } = verification;
	const of = expected === null ? "" : ` of about ${expected}`;
	const left = secondsLeft === null ? "" : `, about ${secondsLeft} s left`;
	const line = `${state}: ${compared}${of} compared${left}${message === null ? "" : ` (${message})`}`;
	if (line !== printed) console.error(line);
	printed = line;
}

function print({ verification, findings, more }: VerificationReport, tenantName: string, asJson: boolean): void {
	if (verification === null) return;
	if (asJson) {
		console.log(JSON.stringify({ tenant: tenantName, verification, findings, more }, null, 2));
		return;
	}
	const { state, compared, equal, differing, missing, extra, repaired, requests, message } = verification;
	console.log(
		`${tenantName}: ${state}, ${compared} compared with ${requests} ${requests === 1 ? "request" : "requests"}`,
	);
	console.log(`equal ${equal}  differing ${differing}  missing ${missing}  extra ${extra}  repaired ${repaired}`);
	for (const { kind, remoteId, fields, repaired: mended } of findings) {
		console.log(
			`  ${kind} ${remoteId}${fields.length === 0 ? "" : `: ${fields.join(", ")}`}${mended ? "" : " (not repaired)"}`,
		);
	}
	if (more > 0) console.log(`  and ${more} more: see the tenant's page`);
	if (message !== null) console.log(message);
}

function exitCode({ verification }: VerificationReport): number {
	if (verification?.state !== "finished") return EXIT.failed;
	return verification.differing + verification.missing + verification.extra > 0 ? EXIT.differences : EXIT.equal;
}

let code: number = EXIT.failed;
try {
	code = await main();
} catch (error) {
	console.error(error instanceof Refusal ? error.message : error);
}
for (const child of children.reverse()) await child.stop();
process.exit(code);
