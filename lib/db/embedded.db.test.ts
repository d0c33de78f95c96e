import { fork } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "rezdeck-embedded-"));
const running = new Set<ReturnType<typeof fork>>();

/** The real process on the folder; undefined url when it refused to start. */
async function startDatabase() {
	const child = fork("scripts/database.ts", ["--data", folder], {
		execArgv: ["--conditions=react-server", "--import", "tsx"],
		stdio: ["ignore", "ignore", "pipe", "ipc"],
	});
	running.add(child);
	const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
	let errors = "";
	child.stderr?.on("data", (text) => {
		errors += text;
	});
	const url = await new Promise<string | undefined>((resolve) => {
		child.once("message", (message: { url: string }) => resolve(message.url));
		child.once("close", () => resolve(undefined));
	});
	return { url, errors: () => errors, child, exited };
}

async function query(url: string, sql: string, values: unknown[] = []): Promise<pg.QueryResult> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return await client.query(sql, values);
	} finally {
		await client.end();
	}
}

let database: Awaited<ReturnType<typeof startDatabase>>;
let url: string;

async function restart(): Promise<void> {
	database = await startDatabase();
	if (database.url === undefined) throw new Error(database.errors());
	url = database.url;
}

beforeAll(restart);
afterAll(() => {
	for (const child of running) child.kill("SIGKILL");
	rmSync(folder, { recursive: true, force: true });
});

describe("embedded database", () => {
	it("answers many connections at once, each with its own answer, errors among them", async () => {
		const pool = new pg.Pool({ connectionString: url, max: 6 });
		const answers = await Promise.all(
			Array.from({ length: 150 }, async (_, i) => {
				if (i % 5 === 0)
					await expect(pool.query("SELECT $1::int AS missing FROM nowhere", [i])).rejects.toThrow("nowhere");
				const { rows } = await pool.query("SELECT $1::int AS number, $2::text AS text", [i, `text ${i}`]);
				return rows[0];
			}),
		);
		await pool.end();
		expect(answers).toEqual(Array.from({ length: 150 }, (_, i) => ({ number: i, text: `text ${i}` })));
	});

	it("keeps transactions apart and rolls back that of a connection that breaks", async () => {
		await query(url, "CREATE TABLE counter (id int PRIMARY KEY, n int NOT NULL)");
		await query(url, "INSERT INTO counter VALUES (1, 0)");
		const broken = new pg.Client({ connectionString: url });
		broken.on("error", () => {});
		await broken.connect();
		await broken.query("BEGIN");
		await broken.query("UPDATE counter SET n = 1000");
		const increments = Array.from({ length: 20 }, async () => {
			const client = new pg.Client({ connectionString: url });
			await client.connect();
			await client.query("BEGIN");
			const { rows } = await client.query("SELECT n FROM counter WHERE id = 1");
			await client.query("UPDATE counter SET n = $1 WHERE id = 1", [rows[0].n + 1]);
			await client.query("COMMIT");
			await client.end();
		});
		(broken as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
		await Promise.all(increments);
		expect((await query(url, "SELECT n FROM counter")).rows).toEqual([{ n: 20 }]);
	});

	it("lets every connection prepare statements under the same name", async () => {
		const clients = [0, 1, 2].map(() => new pg.Client({ connectionString: url }));
		for (const [i, client] of clients.entries()) {
			await client.connect();
			const { rows } = await client.query({ name: "same", text: `SELECT $1::int + ${i} AS sum`, values: [10] });
			expect(rows).toEqual([{ sum: 10 + i }]);
		}
		const { rows } = (await clients[0]?.query({ name: "same", text: "SELECT $1::int + 0 AS sum", values: [5] })) ?? {};
		expect(rows).toEqual([{ sum: 5 }]);
		await Promise.all(clients.map((client) => client.end()));
		await expect
			.poll(async () => (await query(url, "SELECT count(*)::int AS left FROM pg_prepared_statements")).rows)
			.toEqual([{ left: 0 }]);
	});

	it("tells a listener what another connection notifies", async () => {
		const listener = new pg.Client({ connectionString: url });
		await listener.connect();
		const heard: (string | undefined)[] = [];
		listener.on("notification", (message) => heard.push(message.payload));
		await listener.query("LISTEN jobs");
		await query(url, "SELECT pg_notify('jobs', 'new')");
		await expect.poll(() => heard).toEqual(["new"]);
		await listener.end();
	});

	it("refuses a folder that a living process holds, naming it", async () => {
		const second = await startDatabase();
		expect(second.url).toBeUndefined();
		expect(second.errors()).toContain(`in use by process ${database.child.pid}`);
	});

	it("loses no acknowledged row to kill -9 and takes the dead holder's lock over", async () => {
		await query(url, "CREATE TABLE diary (n int)");
		let acknowledged = 0;
		const writing = (async () => {
			const client = new pg.Client({ connectionString: url });
			client.on("error", () => {});
			await client.connect();
			for (;;) {
				await client.query("INSERT INTO diary VALUES ($1)", [acknowledged + 1]);
				acknowledged++;
			}
		})().catch(() => undefined);
		await expect.poll(() => acknowledged, { timeout: 10_000 }).toBeGreaterThan(50);
		database.child.kill("SIGKILL");
		await Promise.all([writing, database.exited]);
		await restart();
		const { rows } = await query(url, "SELECT count(*)::int AS rows, max(n) AS last FROM diary");
		expect(rows[0].rows).toBeGreaterThanOrEqual(acknowledged);
		expect(rows[0].last).toBe(rows[0].rows);
	});

	it("stops cleanly on SIGTERM and removes its lock", async () => {
		const lock = join(folder, "database.lock");
		expect(readFileSync(lock, "utf8")).toContain(String(database.child.pid));
		database.child.kill("SIGTERM");
		await database.exited;
		expect(() => readFileSync(lock)).toThrow("ENOENT");
	});

	it("does not take a reused process id for the holder", async () => {
		writeFileSync(join(folder, "database.lock"), `${process.pid} 1`);
		await restart();
		expect((await query(url, "SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
	});
});
