import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { getTenant, setTenantIncluded } from "@/lib/connections/tenants";
import { testActor, useTestWorld } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { truncateAll } from "@/lib/db/test-database";
import type { VerificationScope } from "@/lib/shared/verification";
import { mostUrgentStream } from "./due-streams";
import { runStream } from "./run-stream";
import { expectMirrorEqualsTruth, expectNoGhostRuns, syncUntilQuiet } from "./test-sync";
import { getVerification, listFindings } from "./verify-report";
import { cancelVerification, requestVerification } from "./verify-request";

const world = useTestWorld({ reservations: 500 });
const actor = testActor();
const NEVER = new AbortController().signal;
const PAGES = ["inventory", "window", "future", "history", "blocks", "changed"];
const DAY_MS = 86_400_000;

beforeEach(async () => {
	await truncateAll();
	world.control().clearFaults();
	world.control().resetLimits();
	world.control().clearLog();
});
afterEach(() => setClockOffset(0));

/** A connection of one tenant, mirrored. */
async function mirrored(provider: "rezstream" | "ownerrez") {
	const [name = ""] = world.tenantNames(provider);
	const connectionId = await world.connect(actor, provider, provider === "rezstream" ? { tenants: [name] } : {});
	await syncUntilQuiet(PAGES);
	const tenant = await db().tenant.findFirstOrThrow({ where: { connectionId } });
	return { connectionId, tenantId: tenant.id, remoteTenant: tenant.remoteId };
}

async function verify(tenantId: string, scope: VerificationScope = "all") {
	await requestVerification(actor, tenantId, scope);
	await syncUntilQuiet(["verify"]);
	const { verification } = await getVerification(actor, tenantId);
	if (verification === null) throw new Error("no verification");
	return verification;
}

/** Stays well inside the operators' window. */
async function nearStays(tenantId: string, take: number, where: Prisma.ReservationWhereInput = {}) {
	return db().reservation.findMany({
		where: {
			tenantId,
			entity: "reservation",
			arrival: { lt: new Date(Date.now() + 55 * DAY_MS) },
			departure: { gt: new Date(Date.now() - 3 * DAY_MS) },
			...where,
		},
		orderBy: { id: "asc" },
		take,
	});
}

/** A stay that only we have, and that every list should name: cancelled ones prove nothing by being left out. */
async function invent(tenantId: string, remoteId: string): Promise<string> {
	const [like] = await nearStays(tenantId, 1, { status: { not: "cancelled" } });
	if (like === undefined) throw new Error("no stay to copy");
	const id = `res_${remoteId}`;
	await db().$executeRaw`
		INSERT INTO reservation (id, tenant_id, entity, remote_id, kind, status, arrival, departure, people_count, assignment_count,
			unassigned_count, person_ids, search_text, content_hash, canonical, first_seen_at, changed_at)
		SELECT ${id}::text, tenant_id, entity, ${remoteId}::text, kind, status, arrival, departure, people_count, 0,
			0, person_ids, search_text, content_hash, canonical || jsonb_build_object('remoteId', ${remoteId}::text), first_seen_at, changed_at
		FROM reservation WHERE id = ${like.id}`;
	return id;
}

describe.each(["rezstream", "ownerrez"] as const)("verifying %s", (provider) => {
	it("finds a mirror that is equal to be equal, and changes nothing", async () => {
		const { tenantId, connectionId } = await mirrored(provider);
		const rows = await db().reservation.count({ where: { tenantId } });
		const versions = await db().reservationVersion.count();
		const result = await verify(tenantId);
		expect(result).toMatchObject({ state: "finished", differing: 0, missing: 0, extra: 0, repaired: 0, message: null });
		expect(result.compared).toBe(rows);
		expect(result.equal).toBe(rows);
		expect(result.requests).toBeGreaterThan(0);
		expect(await db().reservationVersion.count()).toBe(versions);
		await expectMirrorEqualsTruth(world.sandbox(), connectionId);
		await expectNoGhostRuns();
	});

	it("finds what was changed, deleted and added behind its back, names the fields, and repairs it", async () => {
		const { tenantId, connectionId } = await mirrored(provider);
		const [column, record, lost, marked] = await nearStays(tenantId, 4);
		if (!column || !record || !lost || !marked) throw new Error("the world is too small");
		await db().reservation.update({
			where: { id: column.id },
			data: { departure: new Date(Date.now() + 90 * DAY_MS) },
		});
		await db().$executeRaw`
			UPDATE reservation SET canonical = canonical || '{"notes": "not what the provider has"}' WHERE id = ${record.id}`;
		await db().reservation.delete({ where: { id: lost.id } });
		await db().reservation.update({ where: { id: marked.id }, data: { goneBefore: new Date() } });
		const invented = await invent(tenantId, "987654321");

		const result = await verify(tenantId, "window");
		expect(result).toMatchObject({ state: "finished", differing: 3, missing: 1, extra: 1, repaired: 5 });
		const { items } = await listFindings(actor, tenantId, { limit: 50 });
		expect(Object.fromEntries(items.map((finding) => [finding.remoteId, finding]))).toMatchObject({
			[column.remoteId]: { kind: "differing", fields: ["Departure"], reservationId: column.id, repaired: true },
			[record.remoteId]: { kind: "differing", fields: ["Notes"], reservationId: record.id, repaired: true },
			[marked.remoteId]: {
				kind: "differing",
				fields: ["Gone at the provider"],
				reservationId: marked.id,
				repaired: true,
			},
			[lost.remoteId]: { kind: "missing", reservationId: expect.stringMatching(/^res_/), repaired: true },
			"987654321": { kind: "extra", reservationId: invented, repaired: true },
		});
		const gone = await db().reservation.findUniqueOrThrow({ where: { id: invented } });
		expect(gone.goneBefore).not.toBeNull();
		const audited = await db().auditEvent.findFirstOrThrow({ where: { action: "tenant.verified" } });
		expect(audited).toMatchObject({ targetId: tenantId, detail: { differing: 3, missing: 1, extra: 1, repaired: 5 } });

		expect(await verify(tenantId)).toMatchObject({ differing: 0, missing: 0, extra: 0, repaired: 0 });
		await db().reservation.delete({ where: { id: invented } });
		await expectMirrorEqualsTruth(world.sandbox(), connectionId);
	});

	it("repairs a row that claims a later version than the provider has, after asking for it", async () => {
		const { tenantId, connectionId } = await mirrored(provider);
		const [row] = await nearStays(tenantId, 1);
		if (row === undefined) throw new Error("the world is too small");
		await db().$executeRaw`
			UPDATE reservation SET canonical = canonical || '{"version": 99999, "updatedAt": "2099-01-01T00:00:00Z", "title": "x"}'
			WHERE id = ${row.id}`;
		const result = await verify(tenantId, "window");
		expect(result).toMatchObject({ differing: 1, repaired: 1 });
		await expectMirrorEqualsTruth(world.sandbox(), connectionId);
	});

	it("takes what changed at the provider since the last look for no fault of the mirror, and stores it", async () => {
		const { tenantId, connectionId, remoteTenant } = await mirrored(provider);
		for (const row of await nearStays(tenantId, 3)) {
			world.control().change({ provider, tenant: remoteTenant, op: "update", id: row.remoteId });
		}
		world.control().change({ provider, tenant: remoteTenant, op: "create" }, 2);
		const result = await verify(tenantId);
		expect(result).toMatchObject({ state: "finished", differing: 0, missing: 0, extra: 0 });
		expect(result.equal).toBe(result.compared);
		await expectMirrorEqualsTruth(world.sandbox(), connectionId);
	});

	it("reports too much missing at once and marks nothing", async () => {
		const { tenantId } = await mirrored(provider);
		for (let i = 0; i < 25; i++) await invent(tenantId, `9000000${i}`);
		world.control().clearLog();
		const result = await verify(tenantId, "window");
		const guarded = result.extra > Math.max(20, (await db().reservation.count({ where: { tenantId } })) * 0.05);
		expect(guarded).toBe(true);
		expect(result).toMatchObject({ state: "finished", extra: 25, repaired: 0 });
		expect(result.message).toContain("Nothing was marked as gone");
		expect(await db().reservation.count({ where: { goneBefore: { not: null } } })).toBe(0);
		const details = world
			.control()
			.log()
			.filter(({ path }) => /\/(reservations|bookings)\/9000000/.test(path));
		expect(details).toHaveLength(0);
	});
});

describe("a verification", () => {
	it("goes before the long readings of its connection, for somebody waits for it", async () => {
		const { connectionId, tenantId } = await mirrored("rezstream");
		await db().stream.updateMany({ where: { kind: { startsWith: "sweep" } }, data: { nextDueAt: new Date(0) } });
		await requestVerification(actor, tenantId, "window");
		const { id } = await db().stream.findFirstOrThrow({ where: { tenantId, kind: "verify" } });
		expect(await mostUrgentStream(connectionId, "fill")).toBe(id);
	});

	it("goes on at its page after the worker stopped, and asks for no page twice", async () => {
		const { tenantId } = await mirrored("ownerrez");
		const whole = await verify(tenantId);
		world.control().clearLog();
		await requestVerification(actor, tenantId, "all");
		const stream = await db().stream.findFirstOrThrow({ where: { tenantId, kind: "verify" } });
		world.control().addFault({ kind: "delay", delayMs: 400, pathPattern: "bookings$" });
		const worker = new AbortController();
		const first = runStream(stream.id, "first", worker.signal);
		await expect.poll(async () => (await getVerification(actor, tenantId)).verification?.compared).toBeGreaterThan(0);
		worker.abort();
		await first;
		expect((await getVerification(actor, tenantId)).verification?.finishedAt).toBeNull();
		world.control().clearFaults();
		await db().stream.update({ where: { id: stream.id }, data: { nextDueAt: new Date(0) } });
		await runStream(stream.id, "second", NEVER);
		const { verification } = await getVerification(actor, tenantId);
		expect(verification).toMatchObject({ state: "finished", equal: whole.equal, differing: 0, missing: 0, extra: 0 });
		expect(world.control().log().length).toBeLessThanOrEqual(whole.requests + 1);
		await expectNoGhostRuns();
	});

	it("is taken over from a worker that lost its lease, whose page is refused", async () => {
		const { tenantId } = await mirrored("rezstream");
		await requestVerification(actor, tenantId, "window");
		const stream = await db().stream.findFirstOrThrow({ where: { tenantId, kind: "verify" } });
		world.control().addFault({ kind: "delay", delayMs: 600, pathPattern: "byDate$", times: 1 });
		const slow = runStream(stream.id, "slow", NEVER);
		await new Promise((resolve) => setTimeout(resolve, 300));
		await db()
			.$executeRaw`UPDATE stream SET lease_until = rezdeck_clock() - interval '1 second' WHERE id = ${stream.id}`;
		await runStream(stream.id, "quick", NEVER);
		await slow;
		const { verification } = await getVerification(actor, tenantId);
		expect(verification).toMatchObject({ state: "finished", differing: 0, missing: 0, extra: 0 });
		expect(verification?.equal).toBe(verification?.compared);
		await expectNoGhostRuns();
	});

	it("stops when it is cancelled, writes nothing more, and can be asked for again", async () => {
		const { tenantId } = await mirrored("rezstream");
		await requestVerification(actor, tenantId, "window");
		const stream = await db().stream.findFirstOrThrow({ where: { tenantId, kind: "verify" } });
		const [row] = await nearStays(tenantId, 1);
		await db().reservation.update({ where: { id: row?.id ?? "" }, data: { guestName: "Somebody else" } });
		world.control().addFault({ kind: "delay", delayMs: 500, pathPattern: "byDate$", times: 1 });
		const running = runStream(stream.id, "worker", NEVER);
		await new Promise((resolve) => setTimeout(resolve, 250));
		await cancelVerification(actor, tenantId);
		await running;
		const { verification } = await getVerification(actor, tenantId);
		expect(verification).toMatchObject({
			state: "cancelled",
			compared: 0,
			message: expect.stringContaining("Cancelled"),
		});
		expect((await db().reservation.findUniqueOrThrow({ where: { id: row?.id ?? "" } })).guestName).toBe(
			"Somebody else",
		);
		await expect(cancelVerification(actor, tenantId)).rejects.toMatchObject({ code: "conflict" });
		await expectNoGhostRuns();
		expect(await verify(tenantId, "window")).toMatchObject({ state: "finished", differing: 1, repaired: 1 });
	});

	it("waits for the request allowance and says so, then goes on", async () => {
		const { tenantId } = await mirrored("ownerrez");
		await requestVerification(actor, tenantId, "window");
		await db().$executeRaw`
			INSERT INTO budget_request (bucket, at, lane) SELECT 'ownerrez', rezdeck_clock(), 'poll' FROM generate_series(1, 300)`;
		await syncUntilQuiet(["verify"]);
		const { verification } = await getVerification(actor, tenantId);
		expect(verification).toMatchObject({ state: "waiting", message: expect.stringContaining("request allowance") });
		await db().budgetRequest.deleteMany();
		await db().stream.updateMany({ where: { tenantId, kind: "verify" }, data: { nextDueAt: new Date(0) } });
		await syncUntilQuiet(["verify"]);
		expect((await getVerification(actor, tenantId)).verification).toMatchObject({ state: "finished", message: null });
	});

	it("of the window leaves other days alone; of everything it finds them", async () => {
		const { tenantId } = await mirrored("ownerrez");
		const past = await db().reservation.findFirstOrThrow({
			where: {
				tenantId,
				departure: { lt: new Date(Date.now() - 60 * DAY_MS), gt: new Date(Date.now() - 600 * DAY_MS) },
			},
		});
		await db().reservation.update({ where: { id: past.id }, data: { guestName: "Somebody else" } });
		expect(await verify(tenantId, "window")).toMatchObject({ differing: 0 });
		expect(await verify(tenantId, "all")).toMatchObject({ differing: 1, repaired: 1 });
	});

	it("sets a record aside that cannot be read, reports it, and compares the rest", async () => {
		const { tenantId } = await mirrored("ownerrez");
		world.control().addFault({ kind: "malformed_record", pathPattern: "bookings$", times: 1 });
		const result = await verify(tenantId, "window");
		expect(result.state).toBe("finished");
		expect(result.compared - result.equal).toBe(1);
		expect(await db().quarantinedRecord.count()).toBe(1);
	});

	it("ends as failed when the provider refuses for good, and does not run for ever", async () => {
		const { tenantId } = await mirrored("ownerrez");
		await requestVerification(actor, tenantId, "window");
		world.control().addFault({ kind: "status", status: 403, pathPattern: "bookings$" });
		await syncUntilQuiet(["verify"]);
		const { verification } = await getVerification(actor, tenantId);
		expect(verification).toMatchObject({ state: "failed", message: expect.stringContaining("permit") });
	});

	it("is not asked for twice at a time, and ends with its tenant", async () => {
		const { tenantId } = await mirrored("rezstream");
		await requestVerification(actor, tenantId, "window");
		await requestVerification(actor, tenantId, "all");
		expect(await db().verification.count()).toBe(1);
		await setTenantIncluded(actor, tenantId, false);
		expect((await getVerification(actor, tenantId)).verification).toMatchObject({ state: "cancelled" });
		await expect(requestVerification(actor, tenantId, "window")).rejects.toMatchObject({ code: "conflict" });
	});

	it("waits until the tenant has been read once, and never makes it look unread", async () => {
		const [name = ""] = world.tenantNames("rezstream");
		const connectionId = await world.connect(actor, "rezstream", { tenants: [name] });
		const tenant = await db().tenant.findFirstOrThrow({ where: { connectionId } });
		await expect(requestVerification(actor, tenant.id, "window")).rejects.toMatchObject({ code: "conflict" });
		await syncUntilQuiet(PAGES);
		await requestVerification(actor, tenant.id, "all");
		expect((await getTenant(actor, tenant.id)).progress.phase).toBe("following");
	});

	it("is for operators, and another tenant's id is like an unknown one", async () => {
		const { tenantId } = await mirrored("rezstream");
		expect(await getVerification(testActor("viewer"), tenantId)).toEqual({ verification: null, findings: [], more: 0 });
		await expect(requestVerification(testActor("viewer"), tenantId, "window")).rejects.toMatchObject({
			code: "forbidden",
		});
		await expect(cancelVerification(testActor("viewer"), tenantId)).rejects.toMatchObject({ code: "forbidden" });
		const stranger = testActor("operator", []);
		for (const call of [
			getVerification(stranger, tenantId),
			listFindings(stranger, tenantId, { limit: 5 }),
			requestVerification(stranger, tenantId, "window"),
			cancelVerification(stranger, tenantId),
		]) {
			await expect(call).rejects.toMatchObject({ code: "not_found" });
		}
	});
});
