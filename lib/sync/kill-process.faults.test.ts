/** Crash and restart with real processes: every point of a page for both providers, and the long ones of group 1. */
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { useTestWorld } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import { setDatabaseClock } from "@/lib/db/test-clock";
import { listRuns } from "./list-runs";
import { actor, TAKE_OVER_MS, useKills } from "./test-kill";
import { eventually, startWorkerProcess } from "./test-processes";
import { expectNoGhostRuns } from "./test-sync";

const world = useTestWorld({ reservations: 900 });
const kills = useKills(world);

describe.each(["rezstream", "ownerrez"] as const)("a worker of %s", (provider) => {
	it("F-01 killed after a page was fetched and before it is stored: the page is fetched once more", async () => {
		const id = await kills.connect(provider);
		await kills.killAt("fetched", provider === "rezstream" ? 2 : 3);
		await kills.finish(id);
		expect(kills.repeatedPages()).toBe(1);
		await kills.expectAllWell(id);
	});

	it.each([0, 1, 2])(
		"F-02 killed right after page %i of its rows was stored: none is repeated or left out",
		async (page) => {
			const id = await kills.connect(provider);
			await kills.killAt("committed", page);
			expect(await db().reservation.count()).toBeGreaterThan(0);
			await kills.finish(id);
			expect(kills.repeatedPages()).toBe(0);
			await kills.expectAllWell(id);
		},
	);

	it("F-03 killed in the middle of storing: nothing of the page is visible, and the cursor stands where it stood", async () => {
		const id = await kills.connect(provider);
		await kills.killAt("writing", 0);
		// The server notices the end of its client a moment later.
		await eventually(
			() =>
				db().$queryRaw<
					unknown[]
				>`SELECT 1 FROM pg_locks WHERE relation = 'reservation'::regclass AND mode = 'RowExclusiveLock'`,
			(locks) => locks.length === 0,
		);
		expect(await db().reservation.count()).toBe(0);
		expect((await db().stream.findFirstOrThrow({ where: { connectionId: id, kind: "window" } })).cursor).toBeNull();
		await kills.finish(id);
		expect(kills.repeatedPages()).toBe(1);
		await kills.expectAllWell(id);
	});

	it("F-05 told to end in the middle of a page ends within 10 seconds, with no failed run and nothing held", async () => {
		const id = await kills.connect(provider);
		world.control().addFault({ kind: "delay", delayMs: 25_000, pathPattern: "byDate$|bookings$", skip: 1, times: 1 });
		const worker = await startWorkerProcess();
		await eventually(
			async () => world.control().faults(),
			([fault]) => (fault?.hits ?? 0) > 0,
		);
		const ended = await worker.stop();
		expect(ended.code).toBe(0);
		expect(ended.tookMs).toBeLessThan(10_000);
		await expectNoGhostRuns();
		expect(await db().stream.count({ where: { connectionId: id, leaseUntil: { not: null } } })).toBe(0);
		const { items } = await listRuns(actor, { connection: id, limit: 200 });
		expect(items.filter(({ state }) => state === "failed" || state === "cancelled")).toEqual([]);
		world.control().clearFaults();
		// Nobody has to wait for a lease: another worker goes on at once.
		await startWorkerProcess();
		await kills.loaded(id);
		expect(kills.repeatedPages()).toBeLessThanOrEqual(1);
		await kills.expectAllWell(id);
	});
});

it("F-07 everything restarted in the middle of a run: no start is ever refused because something runs already", async () => {
	const id = await kills.connect("rezstream");
	for (let restart = 1; restart <= 3; restart++) {
		const [first, second] = await Promise.all([
			startWorkerProcess({ freeze: "fetched", skip: 1, offsetMs: (restart - 1) * TAKE_OVER_MS }),
			startWorkerProcess({ offsetMs: (restart - 1) * TAKE_OVER_MS, freeze: "fetched", skip: 1 }),
		]);
		await Promise.race([first.said("frozen"), second.said("frozen")]);
		await Promise.all([first.kill(), second.kill()]);
		await setDatabaseClock(restart * TAKE_OVER_MS);
	}
	await startWorkerProcess({ offsetMs: 3 * TAKE_OVER_MS });
	await kills.loaded(id);
	expect(kills.repeatedPages()).toBeLessThanOrEqual(3);
	await kills.expectAllWell(id);
});

it("F-08 a worker that slept for five minutes is refused by its fence; what it had in hand is not written", async () => {
	const id = await kills.connect("rezstream");
	world.control().addFault({ kind: "delay", delayMs: 3_000, pathPattern: "byDate$", times: 1 });
	const sleeper = await startWorkerProcess();
	await eventually(
		async () => world.control().faults(),
		([fault]) => (fault?.hits ?? 0) > 0,
	);
	sleeper.pause();
	const held = await db().stream.findFirstOrThrow({ where: { connectionId: id, leaseUntil: { not: null } } });
	await setDatabaseClock(5 * 60_000);
	const other = await startWorkerProcess({ offsetMs: 5 * 60_000 });
	await kills.loaded(id);
	const before = await db().stream.findUniqueOrThrow({ where: { id: held.id } });
	expect(before.fence).toBeGreaterThan(held.fence);
	const rows = await rowVersions();
	sleeper.resume();
	// It gets its answer now, and a lease that is not its own any more.
	await sleep(5_000);
	expect(sleeper.ended).toBe(false);
	const after = await db().stream.findUniqueOrThrow({ where: { id: held.id } });
	expect({ fence: after.fence, cursor: after.cursor }).toEqual({ fence: before.fence, cursor: before.cursor });
	expect(await rowVersions()).toEqual(rows);
	expect(kills.repeatedPages()).toBe(1);
	await kills.expectAllWell(id);
	expect((await other.stop()).code).toBe(0);
});

/** Changes with every write to a row. */
async function rowVersions(): Promise<unknown> {
	return db().$queryRaw`SELECT id, xmin::text FROM reservation ORDER BY id`;
}
