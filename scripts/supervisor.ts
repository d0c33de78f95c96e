/**
 * Everything behind `npm start`: database, sandbox, app and worker as children of this process, started in order and
 * stopped in the opposite one. A worker or sandbox that dies is started again; an app or database that dies ends it all.
 */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { ensureBuilt, isBuilt } from "./build";
import { Child, DIE_WITH_PARENT, TYPESCRIPT } from "./child";
import { takeLock } from "./folder-lock";
import { generateClient } from "./generate-client";
import { portProblem } from "./ports";
import type { PrepareResult } from "./prepare";
import { Refusal } from "./refusal";
import { startSandbox } from "./sandbox-child";
import { readSettings, type Settings } from "./settings";

const READY_PATIENCE_MS = 120_000;
const RESTART_PAUSE_MS = 2_000;
/** Longer than proxies keep an idle connection (60 s is common): else they send a request into one that is being closed. */
const KEEP_ALIVE_MS = 75_000;

const { values: flags } = parseArgs({
	options: { dev: { type: "boolean", default: false }, "worker-only": { type: "boolean", default: false } },
});

/** In the order of starting. */
const running: { name: string; child: Child }[] = [];
let stopping = false;

async function start(): Promise<void> {
	const settings = readSettings();
	const { parsed, dataDir } = settings;
	if (flags["worker-only"]) return startWorkerOnly(settings);
	const releaseLock = lockDataDir(dataDir);
	process.once("exit", releaseLock);
	await assertPortFree(parsed.PORT, parsed.HOST);

	await generateClient();
	if (parsed.DATABASE_URL === undefined) settings.env.DATABASE_URL = await startDatabase(dataDir, settings.env);
	const { firstOwner } = await prepare(settings.env);
	if (!flags.dev) await build();
	if (settings.sandbox) {
		await keepRunning("sandbox", async () => {
			const { child, env } = await startSandbox(settings);
			Object.assign(settings.env, env);
			return child;
		});
	}
	const app = startApp(settings);
	if (parsed.WORKER === "inline") await keepRunning("worker", async () => startWorker(settings.env));
	await waitUntilReady(settings, app);
	announce(settings, firstOwner);
}

function lockDataDir(dataDir: string): () => void {
	const lock = takeLock(join(dataDir, "rezdeck.lock"));
	if ("release" in lock) return lock.release;
	throw new Refusal(
		`Rezdeck already runs with the data folder ${dataDir} (process ${lock.holder}). Stop it first, or set DATA_DIR and PORT to start a second one.`,
	);
}

async function assertPortFree(port: number, host: string): Promise<void> {
	const problem = await portProblem(port, host);
	if (problem === undefined) return;
	throw new Refusal(
		problem === "EADDRINUSE"
			? `Port ${port} is in use. Stop the program that uses it, or choose another port: PORT=${port + 1} npm start`
			: `Nothing can listen on ${host}:${port} (${problem}). Set HOST and PORT to an address of this machine and a port that this user may use.`,
	);
}

async function startDatabase(dataDir: string, env: NodeJS.ProcessEnv): Promise<string> {
	const child = new Child("scripts/database.ts", { args: ["--data", dataDir], execArgv: TYPESCRIPT, env });
	running.push({ name: "database", child });
	const message = (await child.firstMessage()) as { url: string } | undefined;
	if (message === undefined) {
		throw new Refusal(`The embedded database in ${dataDir} did not start; the lines above say why.`);
	}
	endAllWith(child, "The embedded database stopped unexpectedly. Nothing that was saved is lost; start again.");
	return message.url;
}

async function prepare(env: NodeJS.ProcessEnv): Promise<Exclude<PrepareResult, { refusal: string }>> {
	const child = new Child("scripts/prepare.ts", { execArgv: TYPESCRIPT, env });
	const result = (await child.firstMessage()) as PrepareResult | undefined;
	if (result === undefined) throw new Refusal("The database could not be prepared; the lines above say why.");
	if ("refusal" in result) throw new Refusal(result.refusal);
	return result;
}

async function build(): Promise<void> {
	if (isBuilt()) return;
	console.log("Building the app. This happens once for every version and takes one to two minutes.");
	const problem = await ensureBuilt();
	if (problem !== undefined) throw new Refusal(`${problem}\nThe app could not be built; the lines above say why.`);
}

function startApp(settings: Settings): Child {
	const { HOST, PORT } = settings.parsed;
	const child = new Child("node_modules/next/dist/bin/next", {
		args: [
			...(flags.dev ? ["dev"] : ["start", "--keepAliveTimeout", String(KEEP_ALIVE_MS)]),
			...["--port", String(PORT), "--hostname", HOST],
		],
		execArgv: DIE_WITH_PARENT,
		env: { ...settings.env, NODE_ENV: flags.dev ? "development" : "production" },
		quiet: true,
	});
	running.push({ name: "app", child });
	endAllWith(child, "The app stopped unexpectedly; the lines above say why. Start again.");
	return child;
}

function startWorker(env: NodeJS.ProcessEnv): Child {
	if (!flags.dev) return new Child("scripts/worker.ts", { execArgv: TYPESCRIPT, env });
	const watch = ["watch", "--clear-screen=false", "--conditions=react-server", "scripts/worker.ts"];
	return new Child("node_modules/tsx/dist/cli.mjs", {
		args: watch,
		execArgv: DIE_WITH_PARENT,
		env: { ...env, NODE_ENV: "development" },
	});
}

async function startWorkerOnly(settings: Settings): Promise<void> {
	if (settings.parsed.DATABASE_URL === undefined) {
		throw new Refusal(
			"More workers need a database that several machines can reach. Set DATABASE_URL to a PostgreSQL; with the embedded database `npm start` runs the worker itself.",
		);
	}
	await generateClient();
	await prepare(settings.env);
	await keepRunning("worker", async () => startWorker(settings.env));
	console.log("This worker runs. Press Ctrl-C to stop it.");
}

/** Starts it now and again whenever it ends by itself. */
async function keepRunning(name: string, startIt: () => Promise<Child>): Promise<void> {
	const entry = { name, child: await startIt() };
	running.push(entry);
	watch().catch(end);

	async function watch(): Promise<void> {
		for (;;) {
			await entry.child.exited;
			if (stopping) return;
			console.error(`The ${name} stopped unexpectedly; it is started again.`);
			await sleep(RESTART_PAUSE_MS);
			if (stopping) return;
			entry.child = await startIt();
		}
	}
}

function endAllWith(child: Child, sentence: string): void {
	void child.exited.then(() => {
		if (stopping) return;
		child.showOutput(true);
		console.error(sentence);
		void stopAll(1);
	});
}

async function waitUntilReady(settings: Settings, app: Child): Promise<void> {
	const { HOST, PORT } = settings.parsed;
	const host = HOST === "0.0.0.0" || HOST === "::" ? "127.0.0.1" : HOST;
	const deadline = Date.now() + READY_PATIENCE_MS;
	while (!(await isReady(`http://${host}:${PORT}/api/ready`))) {
		if (stopping) return;
		if (Date.now() > deadline) {
			app.showOutput(true);
			throw new Refusal("The app did not become ready within two minutes; the lines above say why.");
		}
		await sleep(200);
	}
	app.showOutput(false);
}

async function isReady(url: string): Promise<boolean> {
	try {
		return (await fetch(url, { signal: AbortSignal.timeout(30_000) })).ok;
	} catch {
		// Not listening yet.
		return false;
	}
}

function announce(settings: Settings, firstOwner: Exclude<PrepareResult, { refusal: string }>["firstOwner"]): void {
	if (stopping) return;
	const lines = ["", `Rezdeck is ready: ${settings.env.NEXTAUTH_URL}`, ""];
	if (firstOwner.kind === "setup_link")
		lines.push(`Make the first account here (once, within an hour): ${firstOwner.url}`);
	else if (settings.demo === undefined) lines.push("Sign in with your e-mail address and password.");
	else lines.push(`Sign in with   ${settings.demo.email}`, `and password   ${settings.demo.password}`);
	if (settings.sandbox) {
		lines.push("", "This is a demo: both providers are played on this machine, and no real account is touched.");
		lines.push("README.md says how to connect the real ones.");
	}
	lines.push("", "Press Ctrl-C to stop.", "");
	console.log(lines.join("\n"));
}

async function stopAll(exitCode: number): Promise<void> {
	if (stopping) return;
	stopping = true;
	for (const name of ["worker", "app", "sandbox", "database"]) {
		for (const entry of running) if (entry.name === name) await entry.child.stop();
	}
	process.exit(exitCode);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stopAll(0));
// Whoever started us is gone.
process.on("disconnect", () => void stopAll(0));

async function end(error: unknown): Promise<void> {
	if (stopping) return;
	console.error(error instanceof Refusal ? error.message : error);
	await stopAll(1);
}

start().catch(end);
