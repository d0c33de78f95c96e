/** Who runs when: turns between connections, takeover of what a dead worker left, upgrades, and records that cannot be stored. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { getConnection } from "@/lib/connections/get-connection";
import { testActor, useTestWorld } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import { setDatabaseClock } from "@/lib/db/test-clock";
import { truncateAll } from "@/lib/db/test-database";
import { addMissingStreams } from "./add-missing-streams";
import { dueConnections, mostUrgentStream } from "./due-streams";
import { claimStream, dropLease } from "./lease";
import { listRuns } from "./list-runs";
import { reapDeadRuns } from "./reap-dead-runs";
import { openRun } from "./run-record";
import { runStream } from "./run-stream";
import { spreadOverdue } from "./spread-overdue";
import { expectMirrorEqualsTruth, expectNoGhostRuns, expectRequestsWithin, syncUntilQuiet } from "./test-sync";

vi.setConfig({ testTimeout: 180_000 });

const world = useTestWorld({ reservations: 1200 });
const actor = testActor();
const NEVER = new AbortController().signal;
const FEEDS = ["inventory", "window", "future", "history", "blocks", "changed"];
const SECOND = 1_000;

beforeEach(async () => {
	await truncateAll();
	world.control().clearFaults();
	world.control().resetLimits();
	world.control().clearLog();
});
afterEach(async () => {
	setClockOffset(0);
	await setDatabaseClock(0);
});

const one = (provider: "rezstream" | "ownerrez") =>
	provider === "rezstream" ? { tenants: world.tenantNames("rezstream").slice(0, 1) } : {};

interface Made {
	kind: string;
	position: number;
	/** Seconds that it has been due. */
	overdue: number;
}

/** Connections without anything behind them, each with one tenant that has these streams. */
async function makeConnections(count: number, streams: (index: number) => Made[]): Promise<string[]> {
	const at = new Date();
	const ids = Array.from({ length: count }, (_, index) => `con_${String(index).padStart(4, "0")}`);
	await db().connection.createMany({
		data: ids.map((id) => ({
			id,
			provider: "ownerrez",
			method: "oauth",
			state: "active",
			reason: "Healthy.",
			since: at,
			accountKey: id,
			accountLabel: id,
			multiTenant: false,
			createdBy: "test",
		})),
	});
	await db().tenant.createMany({
		data: ids.map((id) => ({ id: `t_${id}`, provider: "ownerrez", remoteId: id, connectionId: id, name: id })),
	});
	await db().stream.createMany({
		data: ids.flatMap((connectionId, index) =>
			streams(index).map(({ kind, position, overdue }) => ({
				id: `s_${kind}_${connectionId}`,
				connectionId,
				tenantId: `t_${connectionId}`,
				kind,
				position,
				completedAt: kind === "changed" ? at : null,
				nextDueAt: new Date(at.getTime() - overdue * SECOND),
			})),
		),
	});
	return ids;
}

describe("turns", () => {
	it("F-14 polls are found at once however many first readings are due, and nobody starves by its place in the alphabet", async () => {
		const ids = await makeConnections(300, (index) => [
			// The last in the alphabet has waited longest.
			{ kind: "history", position: 50, overdue: 10 + index },
			...(index % 100 === 99 ? [{ kind: "changed", position: 20, overdue: 1 }] : []),
		]);
		expect(await dueConnections("poll")).toEqual(expect.arrayContaining([ids[99], ids[199], ids[299]]));
		expect(await dueConnections("poll")).toHaveLength(3);
		const fills = await dueConnections("fill");
		expect(fills[0]).toBe(ids[299]);
		expect(fills).toEqual(ids.slice(100).reverse());
		// Whoever holds a place for fills does the poll of its connection first.
		expect(await mostUrgentStream(ids[99] ?? "", "fill")).toBe(`s_changed_${ids[99]}`);
		expect(await mostUrgentStream(ids[98] ?? "", "poll")).toBeNull();
	});

	it("F-14 a first reading gives way after its page when a poll of its connection is due, and goes on after it", async () => {
		const id = await world.connect(actor, "rezstream", { tenants: world.tenantNames("rezstream").slice(0, 2) });
		await syncUntilQuiet(["inventory", "window", "future", "changed"]);
		const [first, second] = await db().stream.findMany({
			where: { connectionId: id, kind: "history" },
			include: { tenant: { include: { _count: { select: { reservations: true } } } } },
		});
		if (first === undefined || second === undefined) throw new Error("two tenants");
		const poll = await db().stream.findFirstOrThrow({ where: { tenantId: second.tenantId, kind: "changed" } });
		await db().stream.update({ where: { id: poll.id }, data: { nextDueAt: new Date() } });
		await runStream(first.id, "w", NEVER);
		const run = await db().run.findFirstOrThrow({ where: { streamId: first.id }, orderBy: { startedAt: "desc" } });
		expect(run).toMatchObject({ pages: 1, state: "waiting" });
		expect(await mostUrgentStream(id, "fill")).toBe(poll.id);
		await syncUntilQuiet(FEEDS);
		await expectMirrorEqualsTruth(world.sandbox(), id);
	});

	it("F-72 200 connections that are due at the same second after a stop are spread, the longest waiting first", async () => {
		const ids = await makeConnections(200, (index) => [{ kind: "changed", position: 20, overdue: 1000 - index }]);
		await spreadOverdue();
		expect(await dueConnections("poll")).toEqual(ids.slice(0, 20));
		const rows = await db().stream.findMany({ orderBy: { nextDueAt: "asc" } });
		const ahead = rows.map(({ nextDueAt }) => ((nextDueAt?.getTime() ?? 0) - Date.now()) / SECOND).filter((s) => s > 0);
		expect(Math.max(...ahead)).toBeLessThan(61);
		// Evenly: no second gets more than a few.
		const perSecond = new Map<number, number>();
		for (const seconds of ahead) perSecond.set(Math.floor(seconds), (perSecond.get(Math.floor(seconds)) ?? 0) + 1);
		expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(6);
		// A second worker that starts moves nobody again.
		const before = await db().stream.findMany({ select: { id: true, nextDueAt: true }, orderBy: { id: "asc" } });
		await spreadOverdue();
		expect(await db().stream.findMany({ select: { id: true, nextDueAt: true }, orderBy: { id: "asc" } })).toEqual(
			before,
		);
	});
});

describe.each(["rezstream", "ownerrez"] as const)("what a dead worker of %s left", (provider) => {
	it("F-06 F-07 says so at once when its lease has ended, and blocks no new start", async () => {
		const id = await world.connect(actor, provider, one(provider));
		await syncUntilQuiet(["inventory"]);
		const window = await db().stream.findFirstOrThrow({ where: { connectionId: id, kind: "window" } });
		const claimed = await claimStream(window.id, "dead");
		if (claimed === null) throw new Error("not due");
		await openRun(claimed);
		await runStream(window.id, "early", NEVER);
		expect((await db().stream.findUniqueOrThrow({ where: { id: window.id } })).leaseOwner).toBe("dead");

		await setDatabaseClock(46 * SECOND);
		await reapDeadRuns();
		await expectNoGhostRuns();
		const { items } = await listRuns(actor, { connection: id, limit: 10 });
		expect(items.find(({ stream }) => stream === "window")).toMatchObject({
			state: "waiting",
			message: expect.stringContaining("Its worker stopped"),
		});
		await syncUntilQuiet(FEEDS);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		expect(await db().run.count({ where: { state: { in: ["running", "failed"] } } })).toBe(0);
	});

	it("F-06 a claim whose run could not begin is given back at once", async () => {
		const id = await world.connect(actor, provider, one(provider));
		await syncUntilQuiet(["inventory"]);
		const window = await db().stream.findFirstOrThrow({ where: { connectionId: id, kind: "window" } });
		await db().tenant.update({ where: { id: window.tenantId }, data: { provider: "nobody" } });
		await expect(runStream(window.id, "w", NEVER)).rejects.toThrow();
		const after = await db().stream.findUniqueOrThrow({ where: { id: window.id } });
		expect(after).toMatchObject({ leaseOwner: null, leaseUntil: null });
		await db().tenant.update({ where: { id: window.tenantId }, data: { provider } });
		const again = await claimStream(window.id, "w");
		expect(again).not.toBeNull();
		if (again !== null) await dropLease(again);
		await syncUntilQuiet(FEEDS);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		await expectNoGhostRuns();
	});
});

describe.each(["rezstream", "ownerrez"] as const)("an upgrade of %s", (provider) => {
	it("F-10 gives tenants the streams that came with it, and a half-done first reading goes on where it stood", async () => {
		const id = await world.connect(actor, provider, one(provider));
		await syncUntilQuiet(["inventory", "window", "future"]);
		const history = await db().stream.findFirstOrThrow({ where: { connectionId: id, kind: "history" } });
		await db().stream.updateMany({ where: { connectionId: id, kind: "changed" }, data: { nextDueAt: new Date(0) } });
		// A poll is due, so it gives way after one page.
		await runStream(history.id, "old", NEVER);
		const half = await db().stream.findUniqueOrThrow({ where: { id: history.id } });
		const added = ["sweep_future", "sweep_history"];
		await db().stream.deleteMany({ where: { connectionId: id, kind: { in: added } } });
		await addMissingStreams();
		await addMissingStreams();
		const rows = await db().stream.findMany({ where: { connectionId: id, kind: { in: added } } });
		expect(rows.map(({ kind }) => kind).sort()).toEqual(added);
		// They wait for the history to end.
		expect(rows.every(({ nextDueAt }) => nextDueAt === null)).toBe(half.completedAt === null);
		expect(await db().stream.findUniqueOrThrow({ where: { id: history.id } })).toEqual(half);
		await syncUntilQuiet(FEEDS);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		const due = await db().stream.findMany({ where: { connectionId: id, kind: { in: added } } });
		expect(due.every(({ nextDueAt }) => nextDueAt !== null)).toBe(true);
	});

	it("F-10 begins a search anew whose place was written by an older version", async () => {
		const id = await world.connect(actor, provider, one(provider));
		await syncUntilQuiet([...FEEDS, "sweep"]);
		await db().stream.updateMany({
			where: { connectionId: id, kind: "sweep" },
			data: { cursor: '{"v":1,"next":"http://localhost/old?offset=100","guard":{"count":1}}', nextDueAt: new Date(0) },
		});
		await syncUntilQuiet(["sweep"]);
		expect(await db().stream.count({ where: { connectionId: id, kind: "sweep", failures: 0 } })).toBe(1);
		await expectMirrorEqualsTruth(world.sandbox(), id);
	});
});

describe.each(["rezstream", "ownerrez"] as const)("a record of %s that cannot be stored", (provider) => {
	afterEach(async () => {
		await db().$executeRaw`DROP TRIGGER IF EXISTS test_refuses ON reservation`;
	});

	/** The database refuses this record, whatever the page. */
	async function refuse(remoteId: string): Promise<void> {
		await db().$executeRawUnsafe(`CREATE OR REPLACE FUNCTION test_refuses() RETURNS trigger LANGUAGE plpgsql AS
			$$ BEGIN RAISE EXCEPTION 'this record is refused'; END $$`);
		await db().$executeRawUnsafe(`CREATE TRIGGER test_refuses BEFORE INSERT ON reservation FOR EACH ROW
			WHEN (NEW.remote_id = '${remoteId}') EXECUTE FUNCTION test_refuses()`);
	}

	it("F-52 is set aside while the rest of its page is stored, and comes in when it can be stored", async () => {
		const id = await world.connect(actor, provider, one(provider));
		await syncUntilQuiet(["inventory", "window"]);
		const bad = await db().reservation.findFirstOrThrow({
			where: { entity: "reservation", tenant: { connectionId: id } },
			include: { tenant: true },
		});
		await db().reservation.deleteMany();
		await db().stream.updateMany({ where: { kind: "window" }, data: { cursor: null, nextDueAt: new Date(0) } });
		await refuse(bad.remoteId);
		world.control().clearLog();
		await syncUntilQuiet(FEEDS);
		expectRequestsWithin(world.control(), 400);
		await expectMirrorEqualsTruth(world.sandbox(), id, { except: [bad.remoteId] });
		const connection = await getConnection(actor, id);
		expect(connection.state).toBe("active");
		expect(connection.quarantined).toBe(1);
		expect(await db().quarantinedRecord.findFirstOrThrow()).toMatchObject({
			remoteId: bad.remoteId,
			reason: expect.stringContaining("could not store"),
		});
		await expectNoGhostRuns();

		await db().$executeRaw`DROP TRIGGER test_refuses ON reservation`;
		world.control().change({ provider, tenant: bad.tenant.remoteId, op: "update", id: bad.remoteId });
		setClockOffset(3_600_000);
		await setDatabaseClock(3_600_000);
		await syncUntilQuiet(["changed"]);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		expect((await getConnection(actor, id)).quarantined).toBe(0);
	});

	it("F-52 alone in its page is set aside at the third try, and the feed goes on", async () => {
		const id = await world.connect(actor, provider, one(provider));
		await syncUntilQuiet(FEEDS);
		setClockOffset(3_600_000);
		await setDatabaseClock(3_600_000);
		await syncUntilQuiet(["changed"]);
		const { tenants } = await getConnection(actor, id);
		const [made] = world.control().change({ provider, tenant: tenants[0]?.remoteId ?? "", op: "create" });
		await refuse(made?.id ?? "");
		const poll = await db().stream.findFirstOrThrow({ where: { connectionId: id, kind: "changed" } });
		for (let tries = 1; tries <= 3; tries++) {
			expect(await db().quarantinedRecord.count()).toBe(0);
			await db().stream.update({ where: { id: poll.id }, data: { nextDueAt: new Date(0) } });
			await runStream(poll.id, "w", NEVER).catch(() => undefined);
		}
		expect(await db().quarantinedRecord.findMany({ select: { remoteId: true } })).toEqual([{ remoteId: made?.id }]);
		expect((await db().stream.findUniqueOrThrow({ where: { id: poll.id } })).failures).toBe(0);
		await expectNoGhostRuns();
	});
});
