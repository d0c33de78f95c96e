/** What vanishes at the provider: searches, holds and answers, and what history keeps of it. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { getConnection } from "@/lib/connections/get-connection";
import { testActor, useTestWorld } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import { setDatabaseClock } from "@/lib/db/test-clock";
import { truncateAll } from "@/lib/db/test-database";
import { getHistory } from "@/lib/reservations/get-history";
import { sweepHold } from "@/lib/shared/connections";
import { answerHold } from "./hold-sweep";
import { runStream } from "./run-stream";
import { dataRequests, expectMirrorEqualsTruth, expectNoGhostRuns, expectToldTruth, syncUntilQuiet } from "./test-sync";

// Hundreds of questions in one test: nothing here depends on how long they take.
vi.setConfig({ testTimeout: 240_000 });

const world = useTestWorld({ reservations: 1200 });
const actor = testActor();
const NEVER = new AbortController().signal;
const FEEDS = ["inventory", "window", "future", "history", "blocks", "changed"];
const SWEEPS = ["sweep", "sweep_future", "sweep_history"];
/** One reservation of its own. */
const DETAIL = "reservations/(?!byDate|updated)[^/]+$";
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

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

async function mirrored(
	provider: "rezstream" | "ownerrez",
): Promise<{ id: string; tenantId: string; remoteId: string }> {
	const id = await world.connect(actor, provider, one(provider));
	await syncUntilQuiet([...FEEDS, ...SWEEPS]);
	await afterHours(1);
	const [tenant] = (await getConnection(actor, id)).tenants;
	if (tenant === undefined) throw new Error("no tenant");
	return { id, tenantId: tenant.id, remoteId: tenant.remoteId };
}

let hours = 0;
beforeEach(() => {
	hours = 0;
});
/** Both clocks move; the allowance of the time before is forgotten with it. */
async function afterHours(count: number): Promise<void> {
	hours += count;
	setClockOffset(hours * HOUR_MS);
	await setDatabaseClock(hours * HOUR_MS);
}

async function sweepNow(connectionId: string, kind = "sweep"): Promise<void> {
	const stream = await db().stream.findFirstOrThrow({ where: { connectionId, kind } });
	await db().stream.update({ where: { id: stream.id }, data: { nextDueAt: new Date(0) } });
	await syncUntilQuiet([kind]);
}

/** Stays between these days from today, by arrival. */
async function stays(tenantId: string, fromDay: number, toDay: number) {
	const at = (day: number) => new Date(Date.now() + day * DAY_MS);
	return db().reservation.findMany({
		where: { tenantId, entity: "reservation", goneBefore: null, arrival: { gt: at(fromDay), lt: at(toDay) } },
		orderBy: { arrival: "asc" },
	});
}

async function holdOf(connectionId: string) {
	const { held, nextDueAt } = await db().stream.findFirstOrThrow({ where: { connectionId, kind: "sweep" } });
	return { hold: held === null ? null : sweepHold.parse(held), nextDueAt };
}

const gone = () => db().reservation.count({ where: { goneBefore: { not: null } } });

describe.each(["rezstream", "ownerrez"] as const)("records deleted at %s", (provider) => {
	it("F-49b are marked, lifted when they are back under the same id, and history shows both", async () => {
		const { id, tenantId, remoteId } = await mirrored(provider);
		const [doomed] = await stays(tenantId, 2, 40);
		if (doomed === undefined) throw new Error("no stay");
		const knownBefore = (await getHistory(actor, doomed.id)).length;
		world.control().change({ provider, tenant: remoteId, op: "delete", id: doomed.remoteId });
		await afterHours(7);
		await sweepNow(id);
		const marked = await db().reservation.findUniqueOrThrow({ where: { id: doomed.id } });
		expect(marked.goneAfter?.getTime()).toBeLessThan(marked.goneBefore?.getTime() ?? 0);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		const [latest] = await getHistory(actor, doomed.id);
		expect(latest?.changes).toContainEqual({
			field: "At the provider",
			before: "there",
			after: expect.stringContaining("gone since between"),
		});

		world.control().change({ provider, tenant: remoteId, op: "restore", id: doomed.remoteId });
		await afterHours(7);
		await sweepNow(id);
		const back = await db().reservation.findUniqueOrThrow({ where: { id: doomed.id } });
		expect([back.goneAfter, back.goneBefore]).toEqual([null, null]);
		const history = await getHistory(actor, doomed.id);
		expect(history).toHaveLength(knownBefore + 2);
		expect(history[0]?.changes).toContainEqual({
			field: "At the provider",
			before: expect.stringContaining("gone since between"),
			after: "there",
		});
		await expectMirrorEqualsTruth(world.sandbox(), id);
		await expectNoGhostRuns();
	});

	it("F-49 are found among later and earlier stays too", async () => {
		const { id, tenantId, remoteId } = await mirrored(provider);
		const later = (await stays(tenantId, 65, 600))[0];
		const earlier = (await stays(tenantId, -600, -20))[0];
		const doomed = [later, earlier].filter((row) => row !== undefined);
		expect(doomed.length).toBeGreaterThan(0);
		for (const row of doomed) world.control().change({ provider, tenant: remoteId, op: "delete", id: row.remoteId });
		await afterHours(24);
		await syncUntilQuiet(["sweep_future"]);
		await afterHours(7 * 24);
		await syncUntilQuiet(["sweep_history"]);
		expect(await gone()).toBe(doomed.length);
		await expectMirrorEqualsTruth(world.sandbox(), id);
	});
});

describe("many records missing at once", () => {
	it("F-48 are held: nothing is asked or marked, read again after a while, and dropped when they are listed again", async () => {
		const { id } = await mirrored("rezstream");
		const fault = { kind: "empty_list", pathPattern: "byDate$" } as const;
		world.control().addFault(fault);
		world.control().clearLog();
		await sweepNow(id);
		const first = await holdOf(id);
		expect(first.hold?.missing).toBeGreaterThan(20);
		expect(first.hold).toMatchObject({ approvedBy: null });
		expect(await gone()).toBe(0);
		expect(dataRequests(world.control())).toHaveLength(1);
		expect((first.nextDueAt?.getTime() ?? 0) - Date.now() - hours * HOUR_MS).toBeLessThan(11 * 60_000);
		await expectToldTruth(actor, id, { state: "active", stream: "sweep", run: /Nothing was marked as gone/ });

		await afterHours(0.25);
		await syncUntilQuiet(["sweep"]);
		const second = await holdOf(id);
		expect(second.hold).toMatchObject({ missing: first.hold?.missing, since: first.hold?.since });
		expect((second.nextDueAt?.getTime() ?? 0) - Date.now() - hours * HOUR_MS).toBeGreaterThan(HOUR_MS);
		await expectToldTruth(actor, id, { stream: "sweep", run: /Say on the tenant page/ });

		world.control().clearFaults();
		await afterHours(7);
		await syncUntilQuiet(["sweep"]);
		expect((await holdOf(id)).hold).toBeNull();
		expect(await gone()).toBe(0);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		await expectNoGhostRuns();
	});

	it("F-48 approved by a person, but there after all: not one is marked", async () => {
		const { id, tenantId } = await mirrored("rezstream");
		world.control().addFault({ kind: "empty_list", pathPattern: "byDate$" });
		await sweepNow(id);
		await answerHold(actor, tenantId, true);
		await syncUntilQuiet(["sweep"]);
		expect(await gone()).toBe(0);
		expect((await holdOf(id)).hold).toBeNull();
		await expectMirrorEqualsTruth(world.sandbox(), id);
	});

	it("F-48 a person says that they are not gone: the hold is dropped and it is read again", async () => {
		const { id, tenantId } = await mirrored("rezstream");
		world.control().addFault({ kind: "empty_list", pathPattern: "byDate$", times: 1 });
		await sweepNow(id);
		expect((await holdOf(id)).hold).not.toBeNull();
		await answerHold(actor, tenantId, false);
		await syncUntilQuiet(["sweep"]);
		expect((await holdOf(id)).hold).toBeNull();
		expect(await gone()).toBe(0);
	});
});

it("a sweep that stopped half way through its questions goes on with the rest of them", async () => {
	const { id, tenantId, remoteId } = await mirrored("rezstream");
	const doomed = (await stays(tenantId, 2, 50)).slice(0, 10);
	for (const row of doomed)
		world.control().change({ provider: "rezstream", tenant: remoteId, op: "delete", id: row.remoteId });
	await afterHours(7);
	world.control().addFault({ kind: "status", status: 500, pathPattern: DETAIL, skip: 4, times: 1 });
	await sweepNow(id);
	const half = await gone();
	expect(half).toBeGreaterThan(0);
	expect(half).toBeLessThan(doomed.length);
	world.control().clearFaults();
	world.control().clearLog();
	const stream = await db().stream.findFirstOrThrow({ where: { connectionId: id, kind: "sweep" } });
	await db().stream.update({ where: { id: stream.id }, data: { nextDueAt: new Date(0) } });
	await runStream(stream.id, "w", NEVER);
	expect(await gone()).toBe(doomed.length);
	expect(dataRequests(world.control())).toHaveLength(doomed.length - half);
	await expectMirrorEqualsTruth(world.sandbox(), id);
});

it("a block that two complete readings in a row did not list is gone, one reading alone says nothing", async () => {
	const { id, tenantId } = await mirrored("rezstream");
	const blocks = await db().reservation.count({ where: { tenantId, entity: "block" } });
	expect(blocks).toBeGreaterThan(0);
	// A block of ours that the provider never lists.
	const [block] = await db().reservation.findMany({ where: { tenantId, entity: "block" }, take: 1 });
	if (block === undefined) throw new Error("no block");
	const day = new Date(Date.now() + 20 * DAY_MS);
	await db().reservation.update({
		where: { id: block.id },
		data: {
			remoteId: "vanished",
			arrival: day,
			departure: new Date(day.getTime() + 2 * DAY_MS),
			changedAt: new Date(0),
		},
	});
	await sweepNow(id, "blocks");
	expect(await gone()).toBe(0);
	await afterHours(1);
	await sweepNow(id, "blocks");
	expect(await db().reservation.findMany({ where: { goneBefore: { not: null } }, select: { remoteId: true } })).toEqual(
		[{ remoteId: "vanished" }],
	);
	await expectMirrorEqualsTruth(world.sandbox(), id);
});

describe("many records really deleted at once", () => {
	// Last: what it deletes stays deleted in the sandbox.
	it("F-48 are marked when a person says that they are gone, each after the provider was asked for it", async () => {
		const { id, tenantId, remoteId } = await mirrored("rezstream");
		const doomed = (await stays(tenantId, -3, 55)).slice(0, 40);
		expect(doomed.length).toBeGreaterThan(20);
		for (const row of doomed) {
			world.control().change({ provider: "rezstream", tenant: remoteId, op: "delete", id: row.remoteId });
		}
		await afterHours(7);
		await sweepNow(id);
		expect((await holdOf(id)).hold?.missing).toBe(doomed.length);
		expect(await gone()).toBe(0);
		await expect(answerHold(testActor("viewer"), tenantId, true)).rejects.toMatchObject({ code: "forbidden" });
		await expect(answerHold(testActor("operator", []), tenantId, true)).rejects.toMatchObject({ code: "not_found" });

		await answerHold(actor, tenantId, true);
		expect((await holdOf(id)).hold).toMatchObject({ approvedBy: actor.label });
		world.control().clearLog();
		await syncUntilQuiet(["sweep"]);
		const asked = dataRequests(world.control()).filter(({ path }) => new RegExp(DETAIL).test(path));
		expect(asked).toHaveLength(doomed.length);
		expect(await gone()).toBe(doomed.length);
		expect((await holdOf(id)).hold).toBeNull();
		await expect(answerHold(actor, tenantId, true)).rejects.toMatchObject({ code: "conflict" });
		await expectMirrorEqualsTruth(world.sandbox(), id);
		expect(await db().auditEvent.count({ where: { action: "tenant.deletions_approved", targetId: tenantId } })).toBe(1);
	});
});
