/** A whole installation for one run: database, both providers, two workers and, where there is a build, the app. */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { now, setClockOffset, setClockSpeed } from "@/lib/clock";
import { closeDatabase } from "@/lib/db/client";
import { migrateDatabase } from "@/lib/db/migrate";
import { setDatabaseClockSpeed } from "@/lib/db/test-clock";
import { findPostgres, startPostgres, type TestPostgres } from "@/lib/db/test-postgres";
import { forgetEnvironment } from "@/lib/env";
import { WorkerProcess } from "@/lib/sync/test-processes";
import { isGenuine, takeDelivery } from "@/lib/webhooks/receive";
import { environmentOf } from "@/sandbox/environment";
import { type Sandbox, startSandbox } from "@/sandbox/sandbox";

const TYPESCRIPT = ["--conditions=react-server", "--import", "tsx"];
const WEBHOOK = { user: "chaos", password: "chaos-webhook-password" };
const APP_PATIENCE_MS = 90_000;
/** More than a worker ever needs to start on a busy machine. */
const WORKER_PATIENCE_MS = 120_000;
const RESTART_PAUSE_MS = 2_000;

export interface Clock {
	speed: number;
	/** Real instant at which virtual time began. */
	start: number;
}

export interface Installation {
	sandbox: Sandbox;
	clock: Clock;
	/** Words for the result: what it ran on. */
	databaseName: string;
	/** Null: there is no production build here. */
	appUrl: string | null;
	workers: Workers;
	/** Undefined for the embedded database, which is not stopped. */
	postgres: TestPostgres | undefined;
	/** Moves all clocks ahead at once; the workers are started anew with it. */
	advance(ms: number): Promise<void>;
	close(): Promise<void>;
}

/** Both workers by place; a place may be empty for a while. */
export class Workers {
	readonly #places: (WorkerProcess | undefined)[] = [undefined, undefined];
	#offsetMs = 0;
	#closed = false;
	/** How often one ended by itself. */
	restarts = 0;

	constructor(private readonly clock: Clock) {}

	async start(place: number): Promise<void> {
		if (this.#places[place] !== undefined) return;
		const { speed, start } = this.clock;
		const worker = new WorkerProcess({ speed: { factor: speed, start }, offsetMs: this.#offsetMs });
		this.#places[place] = worker;
		void worker.exited.then(() => this.#ended(place, worker));
		await worker.said("ready", WORKER_PATIENCE_MS).catch(() => undefined);
	}

	/** As the supervisor does: one that ended by itself is started again. */
	async #ended(place: number, worker: WorkerProcess): Promise<void> {
		if (this.#places[place] !== worker) return;
		this.#places[place] = undefined;
		if (worker.wasTold) return;
		this.restarts++;
		await sleep(RESTART_PAUSE_MS);
		if (!this.#closed) await this.start(place);
	}

	at(place: number): WorkerProcess | undefined {
		return this.#places[place];
	}

	/** A step of one worker's wall clock, on top of everybody's. */
	step(place: number, ms: number): void {
		this.at(place)?.stepClock(this.#offsetMs + ms);
	}

	async restartAll(offsetMs: number): Promise<void> {
		await this.killAll();
		this.#closed = false;
		this.#offsetMs = offsetMs;
		await Promise.all([0, 1].map((place) => this.start(place)));
	}

	async killAll(): Promise<void> {
		this.#closed = true;
		await Promise.all(this.#places.map((worker) => worker?.kill()));
		this.#places.fill(undefined);
	}
}

export async function startInstallation(options: {
	seed: number;
	speed: number;
	reservations: number;
}): Promise<Installation> {
	const database = await startDatabase();
	await migrateDatabase(database.url);
	const receiver = await startReceiver();
	const appPort = existsSync(".next/BUILD_ID") ? await freePort() : null;
	const appUrl = appPort === null ? null : `http://127.0.0.1:${appPort}`;
	const baseUrl = appUrl ?? "http://127.0.0.1:3999";
	const clock = { speed: options.speed, start: Date.now() };
	setClockSpeed(clock.speed, clock.start);
	const sandbox = await startSandbox({
		seed: options.seed,
		reservations: options.reservations,
		now,
		// Short enough to be renewed several times in a run.
		accessTokenSeconds: 240,
		redirectUris: {
			rezstream: [`${baseUrl}/oauth/rezstream/callback`],
			ownerrez: `${baseUrl}/oauth/ownerrez/callback`,
		},
		webhook: { url: `${appUrl ?? receiver.url}/api/webhooks/ownerrez`, ...WEBHOOK },
	});
	sandbox.control.settings({ webhookRetryBaseMs: Math.round(40_000 / clock.speed) });
	setEnvironment(sandbox, database.url, baseUrl);
	await setDatabaseClockSpeed(clock.speed, clock.start);
	const workers = new Workers(clock);
	const app = appPort === null ? undefined : await startApp(appPort, clock);
	let ahead = 0;

	return {
		sandbox,
		clock,
		databaseName: database.name,
		appUrl,
		workers,
		postgres: database.postgres,
		advance: async (ms) => {
			ahead += ms;
			await workers.killAll();
			setClockOffset(ahead);
			await setDatabaseClockSpeed(clock.speed, clock.start, ahead);
			await workers.restartAll(ahead);
		},
		close: async () => {
			await workers.killAll();
			app?.kill("SIGKILL");
			receiver.server.closeAllConnections();
			receiver.server.close();
			await sandbox.close();
			await closeDatabase();
			database.stop();
		},
	};
}

interface StartedDatabase {
	name: string;
	url: string;
	postgres: TestPostgres | undefined;
	stop(): void;
}

async function startDatabase(): Promise<StartedDatabase> {
	const bin = findPostgres();
	if (bin !== undefined) {
		const postgres = await startPostgres(bin);
		const admin = new pg.Client({ connectionString: postgres.url });
		await admin.connect();
		await admin.query("CREATE DATABASE chaos");
		await admin.end();
		const url = new URL(postgres.url);
		url.pathname = "/chaos";
		return { name: "PostgreSQL", url: url.href, postgres, stop: () => postgres.stop() };
	}
	const child = fork("scripts/database.ts", ["--memory"], {
		execArgv: TYPESCRIPT,
		stdio: ["ignore", "ignore", "inherit", "ipc"],
	});
	const message = await new Promise<{ url?: string }>((done) =>
		child.once("message", (said) => done(said as { url?: string })),
	);
	if (message.url === undefined) throw new Error("The embedded database did not start.");
	return { name: "embedded database", url: message.url, postgres: undefined, stop: () => child.kill("SIGKILL") };
}

function setEnvironment(sandbox: Sandbox, databaseUrl: string, baseUrl: string): void {
	Object.assign(process.env, {
		NODE_ENV: "test",
		DATABASE_URL: databaseUrl,
		NEXTAUTH_URL: baseUrl,
		NEXTAUTH_SECRET: "chaos-session-secret-of-some-length",
		TOKEN_KEYS: `t1:${Buffer.alloc(32, 7).toString("base64")}`,
		...environmentOf(sandbox),
		OWNERREZ_WEBHOOK_USER: WEBHOOK.user,
		OWNERREZ_WEBHOOK_PASSWORD: WEBHOOK.password,
		LOG_LEVEL: process.env.CHAOS_LOG_LEVEL ?? "silent",
	});
	forgetEnvironment();
}

/** Where webhooks arrive when there is no app: the same functions as behind the app's address. */
async function startReceiver(): Promise<{ server: Server; url: string }> {
	const server = createServer(async (request, response) => {
		try {
			const parts: Buffer[] = [];
			for await (const part of request) parts.push(part as Buffer);
			const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
			if (!isGenuine("ownerrez", headers)) response.statusCode = 401;
			else if (!(await takeDelivery("ownerrez", Buffer.concat(parts).toString()))) response.statusCode = 400;
		} catch {
			// The database is away: the provider must try again.
			response.statusCode = 503;
		}
		response.end();
	});
	await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
	const address = server.address();
	return { server, url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}` };
}

async function startApp(port: number, clock: Clock): Promise<ChildProcess> {
	const preload = new URL("./fast-clock.mjs", import.meta.url).href;
	const app = spawn(
		process.execPath,
		["node_modules/next/dist/bin/next", "start", "--port", String(port), "--hostname", "127.0.0.1"],
		{
			env: {
				...process.env,
				NODE_ENV: "production",
				NODE_OPTIONS: `--import ${preload}`,
				CLOCK_SPEED: String(clock.speed),
				CLOCK_START: String(clock.start),
			},
			// What it logs is wanted only when its level was asked for.
			stdio: process.env.CHAOS_LOG_LEVEL === undefined ? "ignore" : "inherit",
		},
	);
	const giveUpAt = Date.now() + APP_PATIENCE_MS;
	for (;;) {
		const answer = await fetch(`http://127.0.0.1:${port}/api/ready`).catch(() => undefined);
		if (answer?.ok) return app;
		if (Date.now() > giveUpAt || app.exitCode !== null) throw new Error("The app did not become ready.");
		await sleep(300);
	}
}

function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const server = createServer().listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
		});
	});
}
