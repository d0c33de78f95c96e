/** Workers as real processes, killed with -9 at a chosen point. The long ones are in kill-process.faults.test.ts. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { getConnection } from "@/lib/connections/get-connection";
import { testActor, useTestWorld } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import { setDatabaseClock } from "@/lib/db/test-clock";
import { truncateAll } from "@/lib/db/test-database";
import { listRuns } from "./list-runs";
import { eventually, killAllWorkers, startWorkerProcess } from "./test-processes";
import { expectMirrorEqualsTruth, expectNoGhostRuns } from "./test-sync";
import type { FreezePoint } from "./test-worker";

const world = useTestWorld({ reservations: 900 });
const actor = testActor();
/** Longer than any lease a run may hold (F-06). */
const TAKE_OVER_MS = 60_000;
const LOADING = ["inventory", "window", "future", "history"];

beforeEach(async () => {
	await truncateAll();
	world.control().clearFaults();
	world.control().resetLimits();
	world.control().clearLog();
});
afterEach(async () => {
	await killAllWorkers();
	await setDatabaseClock(0);
	setClockOffset(0);
});

/** One connection with one tenant, whose first readings are all there is to do: what a kill repeats is then easy to see. */
async function connect(provider: "rezstream" | "ownerrez"): Promise<string> {
	const id = await world.connect(actor, provider, { tenants: world.tenantNames("rezstream").slice(0, 1) });
	await db().stream.deleteMany({ where: { connectionId: id, kind: { notIn: LOADING } } });
	world.control().clearLog();
	return id;
}

async function killAt(freeze: FreezePoint, skip: number): Promise<void> {
	const doomed = await startWorkerProcess({ freeze, skip });
	await doomed.said("frozen");
	await doomed.kill();
}

async function loaded(connectionId: string): Promise<void> {
	await eventually(
		() => db().stream.count({ where: { connectionId, completedAt: null } }),
		(unfinished) => unfinished === 0,
	);
}

/** Page requests that were sent more than once. */
function repeatedPages(): number {
	const pages = world
		.control()
		.log()
		.filter(({ path, server }) => /Api$/.test(server) && /byDate$|bookings$/.test(path))
		.map(({ path, query }) => `${path}?${query}`);
	expect(pages.length).toBeGreaterThan(2);
	return pages.length - new Set(pages).size;
}

async function expectAllWell(connectionId: string): Promise<void> {
	expect(await expectMirrorEqualsTruth(world.sandbox(), connectionId)).toBeGreaterThan(20);
	await expectNoGhostRuns();
	const { items } = await listRuns(actor, { connection: connectionId, limit: 200 });
	expect(items.filter(({ state }) => state === "failed")).toEqual([]);
	expect((await getConnection(actor, connectionId)).state).toBe("active");
}

describe.each(["rezstream", "ownerrez"] as const)("a worker of %s killed", (provider) => {
	it("F-01 after a page was fetched and before it is stored: the page is fetched once more, and all rows are there", async () => {
		const id = await connect(provider);
		await killAt("fetched", provider === "rezstream" ? 2 : 3);
		await setDatabaseClock(TAKE_OVER_MS);
		await startWorkerProcess({ offsetMs: TAKE_OVER_MS });
		await loaded(id);
		expect(repeatedPages()).toBe(1);
		await expectAllWell(id);
	});

	it("F-02 right after a page was stored: no page is fetched again and none is left out", async () => {
		const id = await connect(provider);
		await killAt("committed", 1);
		const stored = await db().reservation.count();
		expect(stored).toBeGreaterThan(0);
		await setDatabaseClock(TAKE_OVER_MS);
		await startWorkerProcess({ offsetMs: TAKE_OVER_MS });
		await loaded(id);
		expect(repeatedPages()).toBe(0);
		await expectAllWell(id);
	});

	it("F-03 in the middle of storing: nothing of the page is visible, and the cursor stands where it stood", async () => {
		const id = await connect(provider);
		await killAt("writing", 0);
		expect(await db().reservation.count()).toBe(0);
		expect((await db().stream.findFirstOrThrow({ where: { connectionId: id, kind: "window" } })).cursor).toBeNull();
		await setDatabaseClock(TAKE_OVER_MS);
		await startWorkerProcess({ offsetMs: TAKE_OVER_MS });
		await loaded(id);
		expect(repeatedPages()).toBeLessThanOrEqual(1);
		await expectAllWell(id);
	});
});

it("F-06 a run whose worker was killed is taken over by another one within 60 seconds, and says so", async () => {
	const id = await connect("rezstream");
	const other = await startWorkerProcess({ freeze: "fetched", skip: 1 });
	await other.said("frozen");
	const before = await db().stream.findFirstOrThrow({ where: { connectionId: id, leaseUntil: { not: null } } });
	await other.kill();
	// While the lease lives nobody else may write, so a second worker leaves it alone.
	const survivor = await startWorkerProcess();
	expect((await db().stream.findUniqueOrThrow({ where: { id: before.id } })).leaseOwner).toBe(before.leaseOwner);
	await setDatabaseClock(TAKE_OVER_MS);
	await loaded(id);
	const after = await db().stream.findUniqueOrThrow({ where: { id: before.id } });
	expect(after.fence).toBeGreaterThan(before.fence);
	await expectAllWell(id);
	expect((await survivor.stop()).code).toBe(0);
});
