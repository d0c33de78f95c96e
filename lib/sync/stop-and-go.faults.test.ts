/** People's hands on a run: pausing, cancelling, asking for one; and a worker that ends in the middle. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { getConnection } from "@/lib/connections/get-connection";
import { testActor, useTestWorld } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import { truncateAll } from "@/lib/db/test-database";
import { dueConnections } from "./due-streams";
import { listRuns } from "./list-runs";
import { requestSync } from "./request-sync";
import { runStream } from "./run-stream";
import { setPaused } from "./set-paused";
import { cancelRun } from "./stop-run";
import { dataRequests, expectMirrorEqualsTruth, expectNoGhostRuns, syncUntilQuiet } from "./test-sync";
import { startWorker } from "./worker";

const world = useTestWorld({ reservations: 600 });
const actor = testActor();
const NEVER = new AbortController().signal;
const FEEDS = ["inventory", "window", "future", "history", "blocks", "changed"];
const LISTS = "byDate$|bookings$|updated$";

beforeEach(async () => {
	await truncateAll();
	world.control().clearFaults();
	world.control().resetLimits();
	world.control().clearLog();
});
afterEach(() => setClockOffset(0));

const one = (provider: "rezstream" | "ownerrez") =>
	provider === "rezstream" ? { tenants: world.tenantNames("rezstream").slice(0, 1) } : {};

async function streamOf(connectionId: string, kind: string) {
	return db().stream.findFirstOrThrow({ where: { connectionId, kind } });
}

/** Resolves when the run's first request is at the provider. */
async function requestIsOut(): Promise<void> {
	while (world.control().log().length === 0) await sleep(10);
}

async function newestRun(connectionId: string, stream: string) {
	const { items } = await listRuns(actor, { connection: connectionId, limit: 200 });
	const run = items.find((item) => item.stream === stream);
	if (run === undefined) throw new Error(`no run of ${stream}`);
	return run;
}

/** A page of the stream is being fetched, and slowly. */
async function inMidPage(connectionId: string, kind: string, signal: AbortSignal = NEVER) {
	const stream = await streamOf(connectionId, kind);
	await db().stream.update({ where: { id: stream.id }, data: { nextDueAt: new Date(0) } });
	world.control().clearLog();
	world.control().addFault({ kind: "delay", delayMs: 400, pathPattern: LISTS, times: 1 });
	const ended = runStream(stream.id, "w", signal);
	await requestIsOut();
	return { stream, ended };
}

describe.each(["rezstream", "ownerrez"] as const)("a run of %s", (provider) => {
	it("F-05 is dropped within seconds when its worker ends, as no failure, and goes on at the same page", async () => {
		const id = await world.connect(actor, provider, one(provider));
		await syncUntilQuiet(["inventory"]);
		const ending = new AbortController();
		const { stream, ended } = await inMidPage(id, "window", ending.signal);
		ending.abort();
		await ended;
		const after = await streamOf(id, "window");
		expect(after).toMatchObject({ cursor: stream.cursor, failures: 0, leaseOwner: null, leaseUntil: null });
		const { items } = await listRuns(actor, { connection: id, limit: 200 });
		expect(items.filter(({ state }) => state === "failed")).toEqual([]);
		await expectNoGhostRuns();
		await syncUntilQuiet(FEEDS);
		await expectMirrorEqualsTruth(world.sandbox(), id);
	});

	it("waits while its connection is paused, loses nothing, and goes on where it stood", async () => {
		const id = await world.connect(actor, provider, one(provider));
		await syncUntilQuiet(["inventory", "window"]);
		const before = await streamOf(id, "future");
		await setPaused(actor, { connectionId: id }, true);
		await setPaused(actor, { connectionId: id }, true);
		world.control().clearLog();
		await runStream(before.id, "w", NEVER);
		expect([...(await dueConnections("fill")), ...(await dueConnections("poll"))]).toEqual([]);
		expect(dataRequests(world.control())).toEqual([]);
		await expect(requestSync(actor, id, undefined)).rejects.toMatchObject({ code: "conflict" });

		await setPaused(actor, { connectionId: id }, false);
		await syncUntilQuiet(FEEDS);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		const told = await db().auditEvent.findMany({ where: { targetId: id }, select: { action: true } });
		expect(told.map(({ action }) => action).filter((action) => /paused|resumed/.test(action))).toEqual([
			"connection.paused",
			"connection.resumed",
		]);
	});

	it("stops at its next page when its tenant is paused, and says by whom", async () => {
		const id = await world.connect(actor, provider, one(provider));
		await syncUntilQuiet(["inventory"]);
		const { stream, ended } = await inMidPage(id, "window");
		await setPaused(actor, { tenantId: stream.tenantId }, true);
		await ended;
		const run = await newestRun(id, "window");
		// A window of one page is read to its end: nothing was left to pause.
		if (run.state !== "succeeded") {
			expect(run).toMatchObject({ state: "waiting", message: expect.stringContaining(`Paused by ${actor.label}`) });
		}
		expect((await streamOf(id, "window")).leaseUntil).toBeNull();
		await setPaused(actor, { tenantId: stream.tenantId }, false);
		await syncUntilQuiet(FEEDS);
		await expectMirrorEqualsTruth(world.sandbox(), id);
	});

	it("ends as cancelled when somebody cancels it, and a first reading waits for Sync now", async () => {
		const id = await world.connect(actor, provider, one(provider));
		await syncUntilQuiet(["inventory", "window"]);
		const { stream } = { stream: await streamOf(id, "history") };
		await db().stream.update({ where: { id: stream.id }, data: { nextDueAt: new Date(0) } });
		await db().run.create({
			data: {
				id: "run_open",
				streamId: stream.id,
				connectionId: id,
				tenantId: stream.tenantId,
				fence: 1,
				state: "waiting",
				startedAt: new Date(),
				heartbeatAt: new Date(),
			},
		});
		await expect(cancelRun(testActor("viewer"), "run_open")).rejects.toMatchObject({ code: "forbidden" });
		await expect(cancelRun(testActor("operator", []), "run_open")).rejects.toMatchObject({ code: "not_found" });
		await cancelRun(actor, "run_open");
		const run = await newestRun(id, "history");
		expect(run).toMatchObject({ state: "cancelled", message: expect.stringContaining(`Cancelled by ${actor.label}`) });
		expect(run.message).toContain("Sync now");
		await expect(cancelRun(actor, "run_open")).rejects.toMatchObject({ code: "conflict" });
		// What ends after it does not start it again.
		await syncUntilQuiet(FEEDS);
		expect((await streamOf(id, "history")).nextDueAt).toBeNull();
		await requestSync(actor, id, undefined);
		await syncUntilQuiet(FEEDS);
		await expectMirrorEqualsTruth(world.sandbox(), id);
	});

	it("stops in the middle of a slow page when it is cancelled, and a look for changes comes back at its time", async () => {
		const id = await world.connect(actor, provider, one(provider));
		await syncUntilQuiet(FEEDS);
		const { ended } = await inMidPage(id, "changed");
		await cancelRun(actor, (await newestRun(id, "changed")).id);
		await ended;
		await expectNoGhostRuns();
		const after = await streamOf(id, "changed");
		expect(after.nextDueAt?.getTime()).toBeGreaterThan(Date.now());
		expect(after.failures).toBe(0);
		// The page in hand was its last one, or it ended before the end: both are the truth.
		expect(["cancelled", "succeeded"]).toContain((await newestRun(id, "changed")).state);
	});

	it("F-47 goes on with the new token when the connection was reconnected in the middle", async () => {
		const id = await world.connect(actor, provider, one(provider));
		await syncUntilQuiet(["inventory"]);
		const { ended } = await inMidPage(id, "window");
		await world.connect(actor, provider, one(provider), id);
		await ended;
		expect(await db().connection.count()).toBe(1);
		await syncUntilQuiet(FEEDS);
		expect((await getConnection(actor, id)).state).toBe("active");
		await expectMirrorEqualsTruth(world.sandbox(), id);
		const { items } = await listRuns(actor, { connection: id, limit: 200 });
		expect(items.filter(({ state }) => state === "failed")).toEqual([]);
		expect(items.some(({ stream }) => stream === "inventory")).toBe(true);
	});
});

it("F-15 a click is served from the share kept for people when the rest of the allowance is used up", async () => {
	const id = await world.connect(actor, "ownerrez");
	await syncUntilQuiet(FEEDS);
	const { tenants } = await getConnection(actor, id);
	world.control().change({ provider: "ownerrez", tenant: tenants[0]?.remoteId ?? "", op: "create" });
	await db().$executeRaw`
		INSERT INTO budget_request (bucket, at, lane)
		SELECT 'ownerrez', rezdeck_clock(), 'fill' FROM generate_series(1, 290)`;
	await db().$executeRaw`DELETE FROM budget_request WHERE id IN (
		SELECT id FROM budget_request WHERE bucket = 'ownerrez' ORDER BY at, id
		OFFSET 285)`;
	const stream = await streamOf(id, "changed");
	await db().stream.update({ where: { id: stream.id }, data: { nextDueAt: new Date(0) } });
	world.control().clearLog();
	await runStream(stream.id, "w", NEVER);
	expect(dataRequests(world.control())).toEqual([]);
	expect(await newestRun(id, "changed")).toMatchObject({
		state: "waiting",
		message: expect.stringContaining("allowance"),
	});

	await requestSync(actor, id, undefined);
	expect(await dueConnections("asked")).toEqual([id]);
	await runStream(stream.id, "w", NEVER);
	expect(dataRequests(world.control())).toHaveLength(1);
	expect(await newestRun(id, "changed")).toMatchObject({ state: "succeeded", created: 1 });
	expect(await dueConnections("asked")).toEqual([]);
});

it("a click during a run is followed by another run, which sees what the first one missed", async () => {
	const id = await world.connect(actor, "ownerrez");
	await syncUntilQuiet(FEEDS);
	const { ended } = await inMidPage(id, "changed");
	await requestSync(actor, id, undefined);
	await ended;
	expect(await dueConnections("asked")).toEqual([id]);
	const done = await db().run.count({ where: { stream: { kind: "changed" }, state: "succeeded" } });
	await runStream((await streamOf(id, "changed")).id, "w", NEVER);
	expect(await db().run.count({ where: { stream: { kind: "changed" }, state: "succeeded" } })).toBe(done + 1);
	expect(await dueConnections("asked")).toEqual([]);
});

it("F-05 a worker that is told to stop ends within ten seconds, whatever page it waits for", async () => {
	const id = await world.connect(actor, "rezstream", one("rezstream"));
	world.control().addFault({ kind: "delay", delayMs: 20_000, pathPattern: "inventory$" });
	world.control().clearLog();
	const worker = await startWorker();
	await requestIsOut();
	const asked = performance.now();
	await worker.stop();
	expect(performance.now() - asked).toBeLessThan(10_000);
	await expectNoGhostRuns();
	expect(await db().run.count({ where: { connectionId: id, state: "failed" } })).toBe(0);
	expect(await db().stream.count({ where: { leaseUntil: { not: null } } })).toBe(0);
});
