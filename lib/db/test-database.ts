/**
 * Test support: a real, migrated database for one test file.
 *
 *   // thing.db.test.ts
 *   useTestDatabase();          // at the top level of the file
 *   beforeEach(truncateAll);    // when tests must not see each other's rows
 *   it("…", async () => { await db().operator.create(…) });
 *
 * DATABASE_URL points at it while the file runs, so `db()`, `env()` and graphile-worker work as in the product. It is
 * embedded and in memory by default; set TEST_DATABASE=postgres (the machine's binaries) or TEST_DATABASE_URL (a server
 * where databases may be created) to run the same tests on PostgreSQL. The embedded one runs one statement at a time:
 * use TEST_DATABASE=postgres to see what really concurrent transactions do.
 */
import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { forgetEnvironment } from "@/lib/env";
import { closeDatabase } from "./client";

const START_TIMEOUT_MS = 60_000;

interface RunningDatabase {
	url: string;
	stop(): Promise<void>;
}

/** Call it once, at the top level of a `*.db.test.ts` file. */
export function useTestDatabase(): void {
	let running: RunningDatabase | undefined;
	let urlBefore: string | undefined;

	beforeAll(async () => {
		urlBefore = process.env.DATABASE_URL;
		running = await start();
		process.env.DATABASE_URL = running.url;
		forgetEnvironment();
	}, START_TIMEOUT_MS);

	afterAll(async () => {
		await closeDatabase();
		await running?.stop();
		if (urlBefore === undefined) delete process.env.DATABASE_URL;
		else process.env.DATABASE_URL = urlBefore;
		forgetEnvironment();
	}, START_TIMEOUT_MS);
}

/** The running test database's URL; only inside tests and hooks. */
export function testDatabaseUrl(): string {
	const url = process.env.DATABASE_URL;
	if (url === undefined) throw new Error("Call useTestDatabase() at the top level of the test file.");
	return url;
}

/** Empties every table of the product and the job queue. */
export async function truncateAll(): Promise<void> {
	const client = new pg.Client({ connectionString: testDatabaseUrl() });
	await client.connect();
	try {
		const { rows } = await client.query<{ name: string }>(
			`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
			 WHERE (schemaname = 'public' AND tablename <> '_prisma_migrations')
			    OR (schemaname = 'graphile_worker' AND tablename IN ('_private_jobs', '_private_job_queues', '_private_known_crontabs'))`,
		);
		// Past the triggers that keep the audit trail insert-only. DELETE: 20 times faster than TRUNCATE on few rows.
		const deletes = rows.map((row) => `DELETE FROM ${row.name}`).join("; ");
		await client.query(`BEGIN; SET LOCAL session_replication_role = replica; ${deletes}; COMMIT`);
		await client.query(
			`SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false) FROM pg_sequences
			 WHERE schemaname = 'public' AND last_value IS NOT NULL`,
		);
	} finally {
		await client.end();
	}
}

async function start(): Promise<RunningDatabase> {
	const source = inject("testDatabase");
	return source.kind === "embedded" ? startEmbedded(source.dump) : createFromTemplate(source.url, source.template);
}

/** In a process of its own, so that fake timers and busy tests do not stop it. */
async function startEmbedded(dump: string): Promise<RunningDatabase> {
	const child = fork(resolve("scripts/database.ts"), ["--memory", "--from", dump], {
		execArgv: ["--conditions=react-server", "--import", "tsx"],
		stdio: ["ignore", "ignore", "inherit", "ipc"],
	});
	const exited = new Promise<void>((done) => child.once("exit", () => done()));
	const url = await new Promise<string>((done, failed) => {
		child.once("message", (message: { url?: string; error?: string }) => {
			if (message.url === undefined) failed(new Error(message.error));
			else done(message.url);
		});
		child.once("exit", (code) => failed(new Error(`The test database ended with code ${code} before it was ready.`)));
	});
	return {
		url,
		async stop() {
			child.kill("SIGKILL");
			await exited;
		},
	};
}

async function createFromTemplate(serverUrl: string, template: string): Promise<RunningDatabase> {
	const name = `rezdeck_test_${randomBytes(6).toString("hex")}`;
	await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
	const url = new URL(serverUrl);
	url.pathname = `/${name}`;
	return { url: url.href, stop: () => onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function onServer(serverUrl: string, sql: string): Promise<void> {
	const client = new pg.Client({ connectionString: serverUrl });
	await client.connect();
	try {
		await client.query(sql);
	} finally {
		await client.end();
	}
}
