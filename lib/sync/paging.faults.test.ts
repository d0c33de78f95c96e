/** Cursors and paging against moving lists, through the whole engine: FAULTS.md group 3, and the page transaction of group 1. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { testActor, useTestWorld } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import { truncateAll } from "@/lib/db/test-database";
import { runStream } from "./run-stream";
import {
	dataRequests,
	expectMirrorEqualsTruth,
	expectNoGhostRuns,
	expectRequestsWithin,
	expectToldTruth,
	forgetAllowance,
	syncUntilQuiet,
} from "./test-sync";

const world = useTestWorld({ reservations: 200, rezstreamTenants: 1, ownerrezUsers: 1 });
const actor = testActor();
const NEVER = new AbortController().signal;
const PAGES = ["inventory", "window", "future", "history", "blocks", "changed"];
const LISTS = "reservations/(byDate|updated)$|/v2/bookings$";

type ProviderId = "rezstream" | "ownerrez";

// Thousands of records on a machine that may be busy: slow is no fault.
vi.setConfig({ testTimeout: 240_000 });
beforeAll(forgetAllowance);
beforeEach(async () => {
	await truncateAll();
	const control = world.control();
	control.clearFaults();
	control.onRequest(null);
	control.settings({ ownerBookingOrder: "made", ownerRateLimit: 0 });
	control.resetLimits();
	control.clearLog();
});
afterEach(() => {
	setClockOffset(0);
	world.control().onRequest(null);
	unmake();
});

const accountOf = (provider: ProviderId) => {
	const account = world
		.control()
		.world()
		.accounts.find((one) => one.provider === provider);
	if (account === undefined) throw new Error("the world has no such account");
	return account.id;
};

async function filled(provider: ProviderId): Promise<string> {
	const id = await world.connect(actor, provider);
	await syncUntilQuiet(PAGES);
	world.control().clearLog();
	return id;
}

const streamOf = (connectionId: string, kind: string) =>
	db().stream.findFirstOrThrow({ where: { connectionId, kind } });

/** Looks for changes once, at `offsetMs` from the real clock, to the end of its run. */
async function poll(connectionId: string, offsetMs = 0): Promise<void> {
	setClockOffset(offsetMs);
	await db().stream.updateMany({ where: { connectionId, kind: "changed" }, data: { nextDueAt: new Date(0) } });
	await syncUntilQuiet(["changed"]);
}

/** The mark of a change cursor: how far it was read. */
async function markOf(connectionId: string): Promise<number> {
	const { cursor } = await streamOf(connectionId, "changed");
	return Date.parse(JSON.parse(cursor ?? "{}").mark.at);
}

const stampName = (provider: ProviderId) => (provider === "rezstream" ? "updatedAt" : "updated_utc");
const stampText = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

function stamp(provider: ProviderId, id: string, at: number, patch: Record<string, string> = {}): void {
	const tenant = accountOf(provider);
	const change = { ...patch, [stampName(provider)]: stampText(at) };
	world.control().change({ provider, tenant, op: "set", id, patch: change });
}

const made: { provider: ProviderId; id: string }[] = [];

function create(provider: ProviderId, count: number): string[] {
	const changes = world.control().change({ provider, tenant: accountOf(provider), op: "create" }, count);
	for (const { id } of changes) made.push({ provider, id });
	return changes.map(({ id }) => id);
}

/** The world is the file's, not the test's: what one test made would make the next ones slow. */
function unmake(): void {
	const deleted = new Set(
		(["rezstream", "ownerrez"] as const).flatMap(
			(provider) => world.control().truth({ provider, tenant: accountOf(provider) }).deletedIds,
		),
	);
	for (const { provider, id } of made.splice(0)) {
		if (!deleted.has(id)) world.control().change({ provider, op: "delete", id });
	}
}

/** Ids of records that exist now. */
const liveIds = (provider: ProviderId): string[] =>
	world
		.control()
		.truth({ provider, tenant: accountOf(provider) })
		.records.map(({ id }) => String(id));

/** Runs `move` before the `nth` list page is answered (1 = the first), once. */
function beforePage(nth: number, move: () => void): void {
	let pages = 0;
	world.control().onRequest(({ path }) => {
		if (new RegExp(LISTS).test(path) && ++pages === nth) move();
	});
}

async function settled(connectionId: string, exceptions = {}): Promise<void> {
	await expectMirrorEqualsTruth(world.sandbox(), connectionId, exceptions);
	await expectNoGhostRuns();
	await expectToldTruth(actor, connectionId, { state: "active" });
}

describe.each(["rezstream", "ownerrez"] as const)("paging %s", (provider) => {
	it("F-24 reads 1,000 reservations with one update time to the last one, and then costs one request a poll", async () => {
		const id = await filled(provider);
		const at = Date.now() - 30_000;
		for (const created of create(provider, 1000)) stamp(provider, created, at);
		world.control().clearLog();
		await poll(id);
		// 10 full pages; a list by offset is joined page to page, which takes one more.
		expectRequestsWithin(world.control(), 12);
		await settled(id);
		await poll(id, 10 * 60_000);
		world.control().clearLog();
		await poll(id, 20 * 60_000);
		expect(expectRequestsWithin(world.control(), 1)).toBe(1);
		await settled(id);
	});

	it("F-25 mirrors a reservation that moves to the end while its list is paged, and skips none of its neighbours", async () => {
		world.control().settings({ ownerBookingOrder: "oldest_change" });
		const id = await filled(provider);
		const ids = create(provider, 230);
		beforePage(2, () => {
			for (const moved of ids.slice(0, 5)) world.control().change({ provider, op: "update", id: moved });
		});
		world.control().clearLog();
		await poll(id);
		expectRequestsWithin(world.control(), 7);
		// Each neighbour was read in the one run; what was changed in mid-run is there at the latest after the next.
		expect(await db().reservation.count({ where: { remoteId: { in: ids } } })).toBe(ids.length);
		await poll(id, 60_000);
		await settled(id);
	});

	it("F-26 misses nothing when rows come and go before the offset during the first walk", async () => {
		create(provider, 250);
		const connection = await world.connect(actor, provider);
		await syncUntilQuiet(["inventory"]);
		const doomed = liveIds(provider).slice(-240, -225);
		beforePage(2, () => {
			for (const gone of doomed) world.control().change({ provider, op: "delete", id: gone });
			create(provider, 3);
		});
		// What slid is unchanged, so the change feed cannot repair it: the walks must have read it.
		await syncUntilQuiet(["window", "future", "history", "blocks"]);
		world.control().onRequest(null);
		await poll(connection);
		await settled(connection, { deletionsPending: true });
		const pages = Math.ceil(liveIds(provider).length / 100);
		// Three windows, each at most one page more than full pages need, two for going back, and the rest of the streams.
		expectRequestsWithin(world.control(), pages + 3 * 3 + 8);
	});

	it("F-26 misses nothing when rows come and go before the offset of a long change feed", async () => {
		const id = await filled(provider);
		const ids = create(provider, 330);
		beforePage(3, () => {
			for (const gone of ids.slice(20, 60)) world.control().change({ provider, op: "delete", id: gone });
			for (const early of ids.slice(0, 3)) world.control().change({ provider, op: "update", id: early });
		});
		await poll(id);
		await poll(id, 60_000);
		await settled(id, { deletionsPending: true });
	});

	it("F-27 catches an update that becomes visible below the saved cursor, which itself never goes back", async () => {
		const id = await filled(provider);
		const [first = "", second = ""] = liveIds(provider).slice(-40);
		stamp(provider, first, Date.now() - 20_000);
		await poll(id);
		const before = await markOf(id);
		stamp(provider, second, Date.now() - 80_000, { notes: "visible late" });
		await poll(id, 30_000);
		expect(await markOf(id)).toBeGreaterThanOrEqual(before);
		await settled(id);
	});

	it("F-27 an update visible later than any look-back is caught by the sweep", async () => {
		const id = await world.connect(actor, provider);
		await syncUntilQuiet([...PAGES, "sweep"]);
		await poll(id, 60 * 60_000);
		await poll(id, 2 * 60 * 60_000);
		const before = await markOf(id);
		const soon = await db().reservation.findFirstOrThrow({
			where: {
				tenant: { connectionId: id },
				entity: "reservation",
				arrival: { gt: new Date(Date.now() + 5 * 86_400_000), lt: new Date(Date.now() + 40 * 86_400_000) },
			},
		});
		const old = soon.remoteUpdatedAt?.getTime() ?? 0;
		stamp(provider, soon.remoteId, old + 2_000, { notes: "visible a year late" });
		await poll(id, 2.2 * 60 * 60_000);
		setClockOffset(9 * 60 * 60_000);
		await syncUntilQuiet([...PAGES, "sweep"]);
		expect(await markOf(id)).toBeGreaterThanOrEqual(before);
		await settled(id);
	});

	it("F-28 mirrors a record of the year 2099 and a clock ten minutes ahead, and loses no later change to them", async () => {
		const id = await filled(provider);
		const [future = "", ahead = "", later = ""] = create(provider, 3);
		stamp(provider, future, Date.UTC(2099, 0, 1), { notes: "from the future" });
		stamp(provider, ahead, Date.now() + 600_000, { notes: "ten minutes ahead" });
		await poll(id);
		expect(await markOf(id)).toBeLessThanOrEqual(Date.now());
		stamp(provider, later, Date.now() + 300_000, { notes: "five minutes ahead" });
		world.control().clearLog();
		await poll(id, 60_000);
		expectRequestsWithin(world.control(), 1);
		await settled(id);
		// When our clock has come that far, the mark follows, and the future still holds nothing back.
		await poll(id, 20 * 60_000);
		const [last = ""] = create(provider, 1);
		stamp(provider, last, Date.now() + 19 * 60_000);
		await poll(id, 21 * 60_000);
		expect(await markOf(id)).toBeLessThanOrEqual(Date.now() + 21 * 60_000);
		await settled(id);
	});

	it.each(["self_next_link", "first_next_link"] as const)(
		"F-29 a next link in a circle (%s) ends the run with that text, and the walk goes on when it is mended",
		async (kind) => {
			create(provider, 120);
			const id = await world.connect(actor, provider);
			await syncUntilQuiet(["inventory"]);
			world.control().clearLog();
			world.control().addFault({ kind, pathPattern: LISTS, skip: 1 });
			await syncUntilQuiet(["future", "window"]);
			// One page well, one that leads in a circle, and at most one repeat; for two streams.
			expectRequestsWithin(world.control(), 6);
			await expectToldTruth(actor, id, { run: /led in a circle/, goesOn: true });
			world.control().clearFaults();
			setClockOffset(60 * 60_000);
			await syncUntilQuiet(PAGES);
			await settled(id);
		},
	);

	it("F-29 never calls another host that a next link names", async () => {
		let called = 0;
		const foreign = createServer((_, response) => {
			called++;
			response.end("[]");
		});
		await new Promise<void>((resolve) => foreign.listen(0, "127.0.0.1", () => resolve()));
		const host = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
		const id = await world.connect(actor, provider);
		await syncUntilQuiet(["inventory"]);
		world.control().addFault({ kind: "foreign_next_link", pathPattern: LISTS, host });
		await syncUntilQuiet(["window"]);
		await expectToldTruth(actor, id, { stream: "window", run: /another host/ });
		world.control().clearFaults();
		setClockOffset(60 * 60_000);
		await syncUntilQuiet(PAGES);
		await new Promise((resolve) => foreign.close(resolve));
		expect(called).toBe(0);
		await settled(id);
	});

	it("F-30 ends a list whose last page is exactly full, and one without any link, after just its pages", async () => {
		world.control().addFault({ kind: "bare_last_page", pathPattern: LISTS });
		const id = await filled(provider);
		const at = Date.now() - 30_000;
		await poll(id, 10 * 60_000);
		await poll(id, 20 * 60_000);
		for (const created of create(provider, 100)) stamp(provider, created, at + 20 * 60_000);
		world.control().clearLog();
		await poll(id, 21 * 60_000);
		expect(expectRequestsWithin(world.control(), 1)).toBe(1);
		await settled(id);
	});

	it("F-30 passes by an empty page that leads on", async () => {
		create(provider, 120);
		world.control().addFault({ kind: "empty_page", pathPattern: LISTS });
		const id = await filled(provider);
		await settled(id);
	});

	it("F-31 loads what lies below the page at which a newest-first run was cut", async () => {
		world.control().settings({ ownerBookingOrder: "newest_change" });
		const id = await filled(provider);
		create(provider, 420);
		world.control().addFault({ kind: "status", status: 503, pathPattern: LISTS, skip: 2, times: 1 });
		await poll(id);
		expect((await streamOf(id, "changed")).failures).toBe(1);
		create(provider, 15);
		world.control().clearLog();
		await poll(id, 60_000);
		// It went on at its page: the two that were stored are not read again.
		expectRequestsWithin(world.control(), 4);
		await poll(id, 120_000);
		await settled(id);
	});

	it("F-32 costs exactly one request a poll for a day without changes, and says each time up to when it looked", async () => {
		const id = await filled(provider);
		await poll(id, 60 * 60_000);
		let asOf = 0;
		for (let hour = 2; hour <= 24; hour += 2) {
			world.control().clearLog();
			await poll(id, hour * 60 * 60_000);
			expect(dataRequests(world.control())).toHaveLength(1);
			const tenant = await db().tenant.findFirstOrThrow({ where: { connectionId: id } });
			expect(tenant.asOf?.getTime() ?? 0).toBeGreaterThan(asOf);
			asOf = tenant.asOf?.getTime() ?? 0;
		}
		await settled(id);
	});

	it("F-01 F-03 keeps nothing of a page whose transaction fails at its commit, and reads it again at the same cursor", async () => {
		const id = await world.connect(actor, provider);
		await syncUntilQuiet(["inventory"]);
		const before = await streamOf(id, "window");
		await failCommits();
		world.control().clearLog();
		await expect(runStream(before.id, "w", NEVER)).rejects.toThrow(/out of order/);
		await mendCommits();
		const after = await streamOf(id, "window");
		expect(await db().reservation.count()).toBe(0);
		expect(await db().reservationRaw.count()).toBe(0);
		expect({ cursor: after.cursor, done: after.done }).toEqual({ cursor: before.cursor, done: before.done });
		const pages = expectRequestsWithin(world.control(), 1);
		expect(pages).toBe(1);
		setClockOffset(60 * 60_000);
		await syncUntilQuiet(PAGES);
		await settled(id);
	});

	it("F-02 repeats no page and skips none when the worker ends right after a commit", async () => {
		create(provider, 250);
		const id = await world.connect(actor, provider);
		await syncUntilQuiet(["inventory", "window"]);
		const future = await streamOf(id, "future");
		const worker = new AbortController();
		beforePage(1, () => worker.abort());
		world.control().clearLog();
		await db().stream.update({ where: { id: future.id }, data: { nextDueAt: new Date(0) } });
		// Stopped while the first page was under way: it is dropped or stored whole, never half.
		await runStream(future.id, "w", worker.signal);
		world.control().onRequest(null);
		await syncUntilQuiet(["future"]);
		const asked = dataRequests(world.control()).map(({ query }) => query);
		expect(asked.length - new Set(asked).size).toBeLessThanOrEqual(1);
		await syncUntilQuiet(PAGES);
		await settled(id);
	});
});

/** A page's transaction then fails at COMMIT, after all its statements went well. */
async function failCommits(): Promise<void> {
	await db().$executeRawUnsafe(`CREATE OR REPLACE FUNCTION out_of_order() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN RAISE EXCEPTION 'out of order'; END $$`);
	await db().$executeRawUnsafe(`CREATE CONSTRAINT TRIGGER out_of_order AFTER INSERT ON reservation_raw
		DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION out_of_order()`);
}

async function mendCommits(): Promise<void> {
	await db().$executeRawUnsafe("DROP TRIGGER out_of_order ON reservation_raw");
}
