import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { setDatabaseClock } from "@/lib/db/test-clock";
import { truncateAll } from "@/lib/db/test-database";
import { runStream } from "@/lib/sync/run-stream";
import {
	dataRequests,
	expectMirrorEqualsTruth,
	expectNoGhostRuns,
	expectRequestsWithin,
	expectToldTruth,
} from "@/lib/sync/test-sync";
import { getConnection } from "./get-connection";
import { probeConnection } from "./liveness";
import { setTenantIncluded } from "./tenants";
import { moveTo, probeDue, workOn, workThrough } from "./test-time";
import { testActor, useTestWorld } from "./test-world";
import { withAccess } from "./with-access";

const world = useTestWorld({ reservations: 60, rezstreamTenants: 3, ownerrezUsers: 2 });
const actor = testActor();
const NEVER = new AbortController().signal;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

beforeEach(async () => {
	await truncateAll();
	world.control().clearFaults();
	world.control().resetLimits();
	world.control().settings({ accessTokenSeconds: 900, ownerTokenSeconds: 2_592_000 });
});
afterEach(async () => {
	await moveTo(0);
});

type ProviderId = "rezstream" | "ownerrez";
const PROVIDERS = ["rezstream", "ownerrez"] as const;
const TOKEN_PATH = "token$";

async function connected(provider: ProviderId, tenantCount = 1): Promise<string> {
	const tenants = world.tenantNames("rezstream").slice(0, tenantCount);
	const id = await world.connect(actor, provider, provider === "rezstream" ? { tenants } : {});
	world.control().clearLog();
	return id;
}

async function populated(provider: ProviderId, tenantCount = 1): Promise<string> {
	const id = await connected(provider, tenantCount);
	await workOn([id]);
	await expectMirrorEqualsTruth(world.sandbox(), id);
	world.control().clearLog();
	return id;
}

async function changeAll(id: string): Promise<void> {
	for (const tenant of await db().tenant.findMany({ where: { connectionId: id } })) {
		world.control().change({ provider: tenant.provider as ProviderId, tenant: tenant.remoteId, op: "update" }, 2);
	}
}

/** After the fault: everything due is done, and the mirror is true. */
async function converges(id: string, at: number): Promise<void> {
	await moveTo(at);
	await workOn([id]);
	await expectMirrorEqualsTruth(world.sandbox(), id);
	await expectNoGhostRuns();
}

function refreshRequests(): number {
	return world
		.control()
		.log()
		.filter(({ form }) => form?.some(([, value]) => value === "refresh_token")).length;
}

const identify = (id: string) => withAccess(id, { lane: "person" }, (context, provider) => provider.identify(context));

async function tenantsOf(id: string) {
	return db().tenant.findMany({ where: { connectionId: id }, orderBy: { name: "asc" } });
}

async function streamOf(connectionId: string, kind: string) {
	return db().stream.findFirstOrThrow({ where: { connectionId, kind } });
}

const auditCount = (action: string, targetId: string) => db().auditEvent.count({ where: { action, targetId } });

describe("renewing under stress", () => {
	it("F-34 sends one request although its answer takes longer than a request may, and nobody takes it over meanwhile", async () => {
		const id = await populated("rezstream");
		await changeAll(id);
		await moveTo(16 * MINUTE);
		world.control().addFault({ kind: "delay", delayMs: 2_500, pathPattern: TOKEN_PATH, times: 1 });
		vi.resetModules();
		const other = await import("./with-access");
		(await import("@/lib/clock")).setClockOffset(16 * MINUTE);
		const callers = [
			identify(id),
			...Array.from({ length: 10 }, () =>
				other.withAccess(id, { lane: "person" }, (context, provider) => provider.identify(context)),
			),
		];
		await vi.waitFor(async () => expect(refreshRequests()).toBe(1), { timeout: 20_000, interval: 50 });
		// Half a minute passes for the leases while the answer is under way.
		await setDatabaseClock(16 * MINUTE + 31_000);
		await Promise.all(callers);
		expect(refreshRequests()).toBe(1);
		await expectToldTruth(actor, id, { state: "active" });
		await converges(id, 17 * MINUTE);
	});

	it("F-36 lets the loser of a race go on with the token that the winner stored", async () => {
		const id = await populated("rezstream");
		await changeAll(id);
		await moveTo(16 * MINUTE);
		world.control().addFault({
			kind: "status",
			status: 400,
			body: { error: "invalid_grant" },
			delayMs: 2_500,
			pathPattern: TOKEN_PATH,
			times: 1,
		});
		const loser = identify(id);
		await vi.waitFor(async () => expect(refreshRequests()).toBe(1), { timeout: 20_000, interval: 50 });
		vi.resetModules();
		const other = await import("./with-access");
		(await import("@/lib/clock")).setClockOffset(16 * MINUTE);
		// As if the loser's process had been asleep beyond its lease.
		await setDatabaseClock(16 * MINUTE + 10 * MINUTE);
		await other.withAccess(id, { lane: "person" }, (context, provider) => provider.identify(context));
		await expect(loser).resolves.toMatchObject({ tenants: [expect.anything()] });
		expect(refreshRequests()).toBe(2);
		await expectToldTruth(actor, id, { state: "active" });
		expect(await auditCount("connection.needs_reconnect", id)).toBe(0);
		await converges(id, 27 * MINUTE);
	});

	it("F-35 says that the new token never arrived, after one more try, and asks no more", async () => {
		const id = await populated("rezstream");
		world.control().addFault({ kind: "drop_token_response", pathPattern: TOKEN_PATH, times: 1 });
		await workThrough([id], { from: 16 * MINUTE, to: 60 * MINUTE, step: 2 * MINUTE });
		expect(refreshRequests()).toBe(2);
		await expectToldTruth(actor, id, { state: "needs_reconnect", reason: /never arrived here/ });
		expectRequestsWithin(world.control(), 0);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		await expectNoGhostRuns();
	});

	it("F-37 syncs on with the valid token while renewing fails for an hour, and says so before the token ends", async () => {
		world.control().settings({ ownerTokenSeconds: 3 * 3600 });
		const id = await populated("ownerrez");
		world.control().addFault({ kind: "status", status: 503, pathPattern: "access_token$" });
		await changeAll(id);
		await workThrough([id], { from: 10 * MINUTE, to: 70 * MINUTE, step: 5 * MINUTE });
		expect(refreshRequests()).toBeGreaterThan(3);
		expect(refreshRequests()).toBeLessThanOrEqual(14);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		await expectToldTruth(actor, id, { state: "active", goesOn: true });
		expect((await getConnection(actor, id)).credential?.outlook).toMatch(
			/^Renewing has failed for .*tries again by itself\. The token still works for/,
		);
		world.control().clearFaults();
		await converges(id, 90 * MINUTE);
		expect((await getConnection(actor, id)).credential?.refreshFailingSince).toBeNull();
	});
});

describe.each(PROVIDERS)("a grant that ends at %s", (provider) => {
	it("F-38 is asked for once, then said once, with the data still readable and no more calls", async () => {
		const id = await populated(provider);
		const rows = await db().reservation.count();
		world.control().killTokens({ provider });
		await workThrough([id], { from: 10 * MINUTE, to: 3 * HOUR, step: 10 * MINUTE });
		expect(refreshRequests()).toBe(1);
		// The refused call itself; rezStream's 401 is looked into once.
		expectRequestsWithin(world.control(), 3);
		await expectToldTruth(actor, id, { state: "needs_reconnect", reason: /Reconnect the account/ });
		expect(await auditCount("connection.needs_reconnect", id)).toBe(1);
		expect(await db().reservation.count()).toBe(rows);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		await expectNoGhostRuns();
	});

	it("F-39 is found within a day although nothing is synced: left out, or paused", async () => {
		const id = await populated(provider);
		for (const tenant of await tenantsOf(id)) await setTenantIncluded(actor, tenant.id, false);
		world.control().clearLog();
		await moveTo(19 * HOUR);
		expect(await probeDue()).toEqual([]);
		await moveTo(23.1 * HOUR);
		await workOn([id]);
		expect(await probeDue()).toEqual([id]);
		expectRequestsWithin(world.control(), 1);
		const { provenAt, state } = await db().connection.findUniqueOrThrow({ where: { id } });
		expect(state).toBe("active");
		expect(Math.abs((provenAt?.getTime() ?? 0) - Date.now() - 23.1 * HOUR)).toBeLessThan(5 * MINUTE);
		expect(await probeDue()).toEqual([]);

		await db().connection.update({ where: { id }, data: { pausedAt: new Date(), pausedBy: "somebody" } });
		world.control().killTokens({ provider });
		await moveTo(47 * HOUR);
		expect(await probeDue()).toEqual([id]);
		await expectToldTruth(actor, id, { state: "needs_reconnect", reason: /Reconnect the account/ });
		expect(await auditCount("connection.needs_reconnect", id)).toBe(1);
		await expectNoGhostRuns();
	});

	it("F-39 is called unproven after a day in which the provider could not be asked, and heals by itself", async () => {
		const id = await connected(provider);
		for (const tenant of await tenantsOf(id)) await setTenantIncluded(actor, tenant.id, false);
		world.control().clearLog();
		world.control().addFault({ kind: "status", status: 503, server: provider === "rezstream" ? "rezApi" : "ownerApi" });
		for (const minutes of [23.1 * 60, 23.1 * 60 + 5, 24.5 * 60]) {
			await moveTo(minutes * MINUTE);
			await probeDue();
		}
		await expectToldTruth(actor, id, { state: "degraded", reason: /Not proven for more than a day/ });
		world.control().clearFaults();
		await moveTo(25 * HOUR);
		expect(await probeDue()).toEqual([id]);
		await expectToldTruth(actor, id, { state: "active" });
	});

	it("F-47 a reconnect during a sync keeps the connection, runs nothing twice and leaves it healthy", async () => {
		const id = await populated(provider);
		await changeAll(id);
		await moveTo(10 * MINUTE);
		const due = await streamOf(id, "changed");
		world.control().addFault({
			kind: "status",
			status: 401,
			...(provider === "ownerrez" ? { body: { code: "invalid_token" } } : {}),
			delayMs: 2_000,
			pathPattern: "updated$|bookings$|tokendetails$",
			times: 1,
		});
		const running = runStream(due.id, "old", NEVER);
		await vi.waitFor(async () => expect(dataRequests(world.control())).toHaveLength(1), { timeout: 20_000 });
		const consent = provider === "rezstream" ? { tenants: world.tenantNames("rezstream").slice(0, 1) } : {};
		expect(await world.connect(actor, provider, consent, id)).toBe(id);
		await workOn([id]);
		await running;
		await workOn([id]);
		await expectToldTruth(actor, id, { state: "active" });
		expect(await db().connection.count()).toBe(1);
		const overlapping = await db().$queryRaw`
			SELECT 1 FROM run a JOIN run b ON a.stream_id = b.stream_id AND a.id < b.id
				AND a.started_at < b.finished_at AND b.started_at < a.finished_at`;
		expect(overlapping).toEqual([]);
		await converges(id, 30 * MINUTE);
	});
});

describe("what one grant reaches", () => {
	it.each([
		["rezstream", "^/availability/blocks", "blocks"],
		["rezstream", "^/inventory", "inventory"],
		["ownerrez", "^/v2/properties", "inventory"],
	] as const)(
		"F-40 %s without permission for %s keeps reservations syncing and says which part is not permitted",
		async (provider, path, kind) => {
			world.control().addFault({ kind: "status", status: 403, pathPattern: path });
			const id = await connected(provider);
			await workOn([id]);
			await changeAll(id);
			world.control().clearLog();
			await workThrough([id], { from: 10 * MINUTE, to: HOUR, step: 10 * MINUTE });
			await expectMirrorEqualsTruth(world.sandbox(), id);
			await expectToldTruth(actor, id, { state: "active", run: /does not permit this/, stream: kind });
			const { tenants } = await getConnection(actor, id);
			expect(tenants.map((tenant) => tenant.notPermitted)).toEqual([[kind]]);
			const refused = world
				.control()
				.log()
				.filter((entry) => new RegExp(path).test(entry.path) && entry.status === 403);
			expect(refused.length).toBeLessThanOrEqual(1);

			world.control().clearFaults();
			await converges(id, 15 * HOUR);
			expect((await getConnection(actor, id)).tenants.map((tenant) => tenant.notPermitted)).toEqual([[]]);
		},
	);

	it("F-41 names the tenant when a token turns out to reach several, and never calls it revoked", async () => {
		const id = await connected("rezstream", 2);
		await db().connection.update({ where: { id }, data: { multiTenant: false } });
		await workOn([id]);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		await expectToldTruth(actor, id, { state: "active" });
		expect(refreshRequests()).toBe(0);
		await moveTo(23.1 * HOUR);
		expect(await probeDue()).toEqual([id]);
		expect((await db().connection.findUniqueOrThrow({ where: { id } })).multiTenant).toBe(true);
		world.control().clearLog();
		await workOn([id]);
		expect(
			world
				.control()
				.log()
				.filter(({ status }) => status === 401),
		).toEqual([]);
		await converges(id, 24 * HOUR);
	});

	it("F-42 flags the one tenant that left the grant, syncs the others, and goes on with it when it is back", async () => {
		const id = await populated("rezstream", 2);
		const [lost, kept] = await tenantsOf(id);
		if (lost === undefined || kept === undefined) throw new Error("two tenants expected");
		world.control().removeTenant(lost.remoteId);
		await changeAll(id);
		await workThrough([id], { from: 10 * MINUTE, to: 60 * MINUTE, step: 10 * MINUTE });
		const [flagged, other] = (await getConnection(actor, id)).tenants;
		expect(flagged).toMatchObject({
			id: lost.id,
			problem: expect.stringContaining("no longer lets this connection reach"),
		});
		expect(other).toMatchObject({ id: kept.id, problem: null });
		await expectToldTruth(actor, id, { state: "active" });
		expect(await auditCount("tenant.lost", lost.id)).toBe(1);
		const asked = dataRequests(world.control()).filter(({ tenant }) => tenant === lost.remoteId);
		expect(asked.length).toBeLessThanOrEqual(2);
		const behind = await db().tenant.findUniqueOrThrow({ where: { id: kept.id } });
		expect(behind.asOf?.getTime()).toBeGreaterThan(Date.now() + 30 * MINUTE);

		world.control().addTenant(lost.remoteId);
		await moveTo(23.1 * HOUR);
		expect(await probeDue()).toEqual([id]);
		expect(await auditCount("tenant.regained", lost.id)).toBe(1);
		await converges(id, 24 * HOUR);
		expect((await getConnection(actor, id)).tenants.map(({ problem }) => problem)).toEqual([null, null]);
	});

	it("F-42 shows a tenant that was added to the grant as left out, and syncs nothing of it", async () => {
		const id = await populated("rezstream", 2);
		const added = world
			.control()
			.world()
			.accounts.filter((account) => account.provider === "rezstream")[2];
		world.control().addTenant(added?.id ?? "");
		await probeConnection(id);
		const found = (await getConnection(actor, id)).tenants.find(({ remoteId }) => remoteId === added?.id);
		expect(found).toMatchObject({ included: false, name: added?.name });
		world.control().clearLog();
		await converges(id, 10 * MINUTE);
		expect(await db().reservation.count({ where: { tenantId: found?.id ?? "" } })).toBe(0);
		expect(dataRequests(world.control()).filter(({ tenant }) => tenant === added?.id)).toEqual([]);
	});
});
