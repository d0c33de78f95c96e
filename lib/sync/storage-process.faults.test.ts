/** The database under a running worker: gone for a minute, and full. Group 6. */
import { expect, it } from "vitest";
import { GET as ready } from "@/app/api/ready/route";
import { GET as tenants } from "@/app/api/tenants/route";
import { getConnection } from "@/lib/connections/get-connection";
import { useTestWorld } from "@/lib/connections/test-world";
import { closeDatabase, db } from "@/lib/db/client";
import { migrateDatabase } from "@/lib/db/migrate";
import { setDatabaseClock } from "@/lib/db/test-clock";
import { testDatabaseUrl } from "@/lib/db/test-database";
import { findPostgres, startPostgres, type TestPostgres } from "@/lib/db/test-postgres";
import { forgetEnvironment } from "@/lib/env";
import { listRuns } from "./list-runs";
import { actor, TAKE_OVER_MS, useKills } from "./test-kill";
import { eventually, startWorkerProcess, type WorkerProcess } from "./test-processes";
import { expectMirrorEqualsTruth, expectNoGhostRuns, syncUntilQuiet } from "./test-sync";

const world = useTestWorld({ reservations: 900 });
const kills = useKills(world);
const bin = findPostgres();

it("F-61 a disk that is full takes no page: nothing moves, the page says storage full, and it goes on when there is room", async () => {
	const id = await kills.connect("rezstream");
	await syncUntilQuiet(["inventory"]);
	await db().$executeRawUnsafe(`CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`);
	await db().$executeRawUnsafe(
		"CREATE TRIGGER no_room BEFORE INSERT ON reservation FOR EACH ROW EXECUTE FUNCTION no_room()",
	);
	try {
		await syncUntilQuiet(["window"]);
		const held = await db().stream.findFirstOrThrow({ where: { connectionId: id, kind: "window" } });
		expect(held).toMatchObject({ cursor: null, failures: 0, waiting: expect.stringContaining("Storage full") });
		expect(await db().reservation.count()).toBe(0);
		expect(await db().quarantinedRecord.count()).toBe(0);
		const told = await getConnection(actor, id);
		expect(told.state).toBe("active");
		expect(told.progress.waiting?.reason).toContain("Storage full");
		await expectNoGhostRuns();
	} finally {
		await db().$executeRawUnsafe("DROP FUNCTION no_room() CASCADE");
	}
	await db().stream.updateMany({ where: { waiting: { not: null } }, data: { nextDueAt: new Date(0) } });
	await syncUntilQuiet();
	await kills.expectAllWell(id);
});

/** A server of its own, because it is stopped. */
const stoppable = bin === undefined ? it.skip : it;

stoppable(
	"F-60 a database that is stopped for a minute: 503 at once, no provider is blamed, and all goes on within seconds",
	async () => {
		const server = await startOwnServer(bin ?? "");
		let worker: WorkerProcess | undefined;
		try {
			const id = await kills.connect("ownerrez");
			world.control().addFault({ kind: "delay", delayMs: 2_000, pathPattern: "bookings$", times: 1 });
			worker = await startWorkerProcess();
			await eventually(
				async () => world.control().faults(),
				([fault]) => (fault?.hits ?? 0) > 0,
			);
			server.postgres.halt();
			// What programs and pages ask meanwhile.
			for (const [get, path] of [
				[ready, "/api/ready"],
				[tenants, "/api/tenants"],
			] as const) {
				const answer = await answered(get, path);
				expect({ path, status: answer.status }).toEqual({ path, status: 503 });
				expect(answer.body).toMatchObject({
					code: "database_unavailable",
					detail: expect.stringContaining("database"),
				});
				expect(answer.tookMs).toBeLessThan(1_000);
			}
			const requests = world.control().log().length;
			await new Promise((resolve) => setTimeout(resolve, 8_000));
			// Without a database there is nobody to say that a request may leave.
			expect(world.control().log().length).toBeLessThanOrEqual(requests + 1);
			server.postgres.resume();
			// The outage lasted a minute of the database's clock.
			await setDatabaseClock(TAKE_OVER_MS);
			// As the supervisor does when a worker ended meanwhile.
			if (worker.ended) worker = await startWorkerProcess();
			await kills.loaded(id);
			expect((await answered(ready, "/api/ready")).status).toBe(200);
			expect(await expectMirrorEqualsTruth(world.sandbox(), id)).toBeGreaterThan(20);
			await expectNoGhostRuns();
			const { items } = await listRuns(actor, { connection: id, limit: 200 });
			expect(items.filter(({ state }) => state === "failed")).toEqual([]);
			expect(await db().stream.count({ where: { failures: { gt: 0 } } })).toBe(0);
			expect((await getConnection(actor, id)).state).toBe("active");
		} finally {
			await worker?.kill();
			await server.stop();
		}
	},
);

type Route = (request: Request, context: { params: Promise<Record<string, never>> }) => Promise<Response>;

async function answered(get: Route, path: string): Promise<{ status: number; body: unknown; tookMs: number }> {
	const startedAt = performance.now();
	const request = new Request(`http://localhost:3999${path}`, {
		headers: { authorization: `Bearer rzd_${"x".repeat(43)}` },
	});
	const response = await get(request, { params: Promise.resolve({}) });
	return { status: response.status, body: await response.json(), tookMs: performance.now() - startedAt };
}

async function startOwnServer(binaries: string): Promise<{ postgres: TestPostgres; stop(): Promise<void> }> {
	const before = testDatabaseUrl();
	const postgres = await startPostgres(binaries);
	await useDatabase(postgres.url);
	await migrateDatabase(postgres.url);
	return {
		postgres,
		stop: async () => {
			await useDatabase(before);
			postgres.stop();
		},
	};
}

async function useDatabase(url: string): Promise<void> {
	await closeDatabase();
	process.env.DATABASE_URL = url;
	forgetEnvironment();
}
