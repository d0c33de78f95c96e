import { beforeEach, describe, expect, it } from "vitest";
import { getTenant } from "@/lib/connections/tenants";
import { testActor, useTestWorld } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import { truncateAll } from "@/lib/db/test-database";
import { listQuarantined } from "@/lib/reservations/quarantine";
import { listDrift } from "@/lib/reservations/quarantine-drift";
import { setQuarantinedIgnored } from "@/lib/reservations/quarantine-ignore";
import { getQuarantinedRaw } from "@/lib/reservations/quarantine-raw";
import { retryQuarantined } from "./retry-quarantined";
import { expectMirrorEqualsTruth, expectNoGhostRuns, syncUntilQuiet } from "./test-sync";

const world = useTestWorld({ reservations: 200 });
const actor = testActor();
const PAGES = ["inventory", "window", "future", "history", "blocks", "changed"];

beforeEach(async () => {
	await truncateAll();
	world.control().clearFaults();
	world.control().resetLimits();
	world.control().clearLog();
});

/** A mirrored tenant with one of its records set aside. */
async function withOneSetAside(provider: "rezstream" | "ownerrez") {
	world.control().addFault({ kind: "malformed_record", pathPattern: "byDate$|bookings$", times: 1 });
	const [name = ""] = world.tenantNames(provider);
	const connectionId = await world.connect(actor, provider, provider === "rezstream" ? { tenants: [name] } : {});
	await syncUntilQuiet(["inventory", "window"]);
	const tenant = await db().tenant.findFirstOrThrow({ where: { connectionId } });
	const [record] = await listQuarantined(actor, tenant.id);
	if (record === undefined) throw new Error("nothing was set aside");
	return { connectionId, tenantId: tenant.id, record };
}

describe.each(["rezstream", "ownerrez"] as const)("a record of %s that was set aside", (provider) => {
	it("F-51 is fetched and stored by a retry, and the mirror equals the truth", async () => {
		const { connectionId, tenantId, record } = await withOneSetAside(provider);
		expect(record.remoteId).not.toBeNull();
		world.control().clearLog();
		expect(await retryQuarantined(actor, tenantId, record.id)).toMatchObject({ outcome: "stored" });
		expect(world.control().log().length).toBeLessThanOrEqual(2);
		expect(await listQuarantined(actor, tenantId)).toEqual([]);
		expect(await db().reservation.count({ where: { tenantId, remoteId: record.remoteId ?? "" } })).toBe(1);
		expect(await db().reservationRaw.count({ where: { reservation: { remoteId: record.remoteId ?? "" } } })).toBe(1);
		await syncUntilQuiet(PAGES);
		await expectMirrorEqualsTruth(world.sandbox(), connectionId);
		await expectNoGhostRuns();
		expect((await getTenant(actor, tenantId)).quarantined).toBe(0);
		expect(await db().auditEvent.findFirst({ where: { action: "quarantine.retried" } })).toMatchObject({
			targetId: tenantId,
			detail: { result: "stored" },
		});
	});

	it("F-52 stays set aside with the reason of now when it still does not fit, and blocks nothing", async () => {
		const { tenantId, record } = await withOneSetAside(provider);
		world.control().addFault({
			kind: "replace_body",
			pathPattern: `/${record.remoteId}$`,
			body: { id: record.remoteId, nothing: true },
		});
		expect(await retryQuarantined(actor, tenantId, record.id)).toMatchObject({ outcome: "still_bad" });
		const [after] = await listQuarantined(actor, tenantId);
		expect(after).toMatchObject({ id: record.id, seenCount: record.seenCount + 1, firstSeenAt: record.firstSeenAt });
		expect(after?.reason).not.toBe("");
		await syncUntilQuiet(["future", "history"]);
		const streams = await db().stream.findMany({ where: { tenantId, kind: { in: ["window", "future", "history"] } } });
		expect(streams.every((stream) => stream.completedAt !== null && stream.failures === 0)).toBe(true);
	});
});

describe("a record set aside", () => {
	it("is no longer set aside when the provider does not have it any more", async () => {
		const { tenantId, record } = await withOneSetAside("ownerrez");
		world.control().addFault({ kind: "status", status: 404, pathPattern: `/${record.remoteId}$` });
		expect(await retryQuarantined(actor, tenantId, record.id)).toMatchObject({ outcome: "gone" });
		expect(await listQuarantined(actor, tenantId)).toEqual([]);
	});

	it("that is ignored is kept and shown, counted no more, and can be taken back", async () => {
		const { tenantId, record } = await withOneSetAside("rezstream");
		expect((await getTenant(actor, tenantId)).quarantined).toBe(1);
		await setQuarantinedIgnored(actor, tenantId, record.id, true);
		expect((await getTenant(actor, tenantId)).quarantined).toBe(0);
		expect(await listQuarantined(actor, tenantId)).toMatchObject([{ id: record.id, ignored: { by: actor.label } }]);
		await setQuarantinedIgnored(actor, tenantId, record.id, false);
		expect((await getTenant(actor, tenantId)).quarantined).toBe(1);
		const actions = await db().auditEvent.findMany({ where: { action: { startsWith: "quarantine." } } });
		expect(actions.map(({ action }) => action)).toEqual(["quarantine.ignored", "quarantine.unignored"]);
	});

	it("shows its body to owner and admin only, and writes the look down", async () => {
		const { tenantId, record } = await withOneSetAside("ownerrez");
		const { body } = await getQuarantinedRaw(testActor("admin"), tenantId, record.id);
		expect(body).toMatchObject({ id: expect.anything() });
		expect(await db().auditEvent.count({ where: { action: "quarantine.raw_viewed" } })).toBe(1);
		await expect(getQuarantinedRaw(testActor("operator"), tenantId, record.id)).rejects.toMatchObject({
			code: "forbidden",
		});
		expect(JSON.stringify(await db().quarantinedRecord.findMany({ omit: { sealed: false } }))).toMatch(/"sealed":"ey/);
	});

	it("without an id is read once more from its own body; nobody is asked", async () => {
		const { tenantId, record } = await withOneSetAside("ownerrez");
		await db().quarantinedRecord.update({ where: { id: record.id }, data: { remoteId: null } });
		world.control().clearLog();
		expect(await retryQuarantined(actor, tenantId, record.id)).toMatchObject({ outcome: "still_bad" });
		expect(world.control().log()).toEqual([]);
	});

	it("of the inventory makes the inventory be read anew", async () => {
		const { tenantId, record } = await withOneSetAside("ownerrez");
		await db().quarantinedRecord.update({ where: { id: record.id }, data: { stream: "inventory" } });
		expect(await retryQuarantined(actor, tenantId, record.id)).toMatchObject({ outcome: "asked" });
		const inventory = await db().stream.findFirstOrThrow({ where: { tenantId, kind: "inventory" } });
		expect(inventory.nextDueAt?.getTime()).toBeLessThanOrEqual(Date.now());
	});

	it("is an operator's to retry and ignore; another tenant's is like an unknown one", async () => {
		const { tenantId, record } = await withOneSetAside("rezstream");
		for (const call of [
			retryQuarantined(testActor("viewer"), tenantId, record.id),
			setQuarantinedIgnored(testActor("viewer"), tenantId, record.id, true),
		]) {
			await expect(call).rejects.toMatchObject({ code: "forbidden" });
		}
		const stranger = testActor("admin", []);
		for (const call of [
			listQuarantined(stranger, tenantId),
			retryQuarantined(stranger, tenantId, record.id),
			setQuarantinedIgnored(stranger, tenantId, record.id, true),
			getQuarantinedRaw(stranger, tenantId, record.id),
			retryQuarantined(actor, tenantId, "qua_unknown"),
		]) {
			await expect(call).rejects.toMatchObject({ code: "not_found" });
		}
	});
});

it("F-53 stores a record with unknown fields and values when it is tried again, and shows the value as it came", async () => {
	world.control().addFault({
		kind: "merge_body",
		pathPattern: "bookings/[^/]+$",
		body: { brand_new_field: { deep: true }, status: "teleported" },
	});
	const { tenantId, record } = await withOneSetAside("ownerrez");
	expect(await retryQuarantined(actor, tenantId, record.id)).toMatchObject({ outcome: "stored" });
	const row = await db().reservation.findFirstOrThrow({ where: { tenantId, remoteId: record.remoteId ?? "" } });
	expect(row).toMatchObject({ status: "unknown", rawStatus: "teleported" });
});

it("F-53 says in one sentence which field the provider has renamed, and no more when its records are ignored", async () => {
	const { tenantId } = await withOneSetAside("ownerrez");
	expect(await listDrift(actor, tenantId)).toEqual([]);
	await db().quarantinedRecord.createMany({
		data: Array.from({ length: 6 }, (_, number) => ({
			id: `qua_${number}`,
			tenantId,
			stream: "changed",
			remoteId: String(number),
			identity: `reservation:drift-${number}`,
			field: "arrival",
			reason: "not a calendar date",
			sealed: "",
			seenAt: new Date(),
		})),
	});
	const sentences = await listDrift(actor, tenantId);
	expect(sentences).toHaveLength(1);
	expect(sentences[0]).toMatch(/arrival.*OwnerRez/);
	for (let number = 0; number < 6; number++) await setQuarantinedIgnored(actor, tenantId, `qua_${number}`, true);
	expect(await listDrift(actor, tenantId)).toEqual([]);
});
