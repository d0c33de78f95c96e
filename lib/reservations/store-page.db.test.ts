import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import type { CanonicalReservation } from "@/lib/providers/canonical";
import { createTenant, makeAssignment, makePerson, makeRecord, store } from "./test-data";

useTestDatabase();
beforeEach(truncateAll);

const stored = (tenantId: string, remoteId: string) =>
	db().reservation.findFirst({ where: { tenantId, remoteId }, include: { assignments: true, versions: true } });

async function storedTitle(tenantId: string, remoteId = "a"): Promise<string | null> {
	return (await stored(tenantId, remoteId))?.title ?? null;
}

describe("the version guard", () => {
	const cases: [string, Partial<CanonicalReservation>, Partial<CanonicalReservation>, "updated" | "stale"][] = [
		["a newer version wins", { version: 3 }, { version: 4 }, "updated"],
		["an older version is ignored", { version: 4 }, { version: 3 }, "stale"],
		[
			"the version decides before the time",
			{ version: 4, updatedAt: "2026-01-01T00:00:00Z" },
			{ version: 5, updatedAt: "2025-01-01T00:00:00Z" },
			"updated",
		],
		["a newer time wins", { updatedAt: "2026-01-01T00:00:00Z" }, { updatedAt: "2026-01-01T00:00:01Z" }, "updated"],
		["an older time is ignored", { updatedAt: "2026-01-01T00:00:01Z" }, { updatedAt: "2026-01-01T00:00:00Z" }, "stale"],
		[
			"the seventh digit of a second counts",
			{ updatedAt: "2026-01-01T00:00:00.1234567Z" },
			{ updatedAt: "2026-01-01T00:00:00.1234566Z" },
			"stale",
		],
		[
			"the seventh digit lets a newer one pass",
			{ updatedAt: "2026-01-01T00:00:00.1234566Z" },
			{ updatedAt: "2026-01-01T00:00:00.1234567Z" },
			"updated",
		],
		[
			"offsets are compared as instants",
			{ updatedAt: "2026-01-01T02:00:00+02:00" },
			{ updatedAt: "2025-12-31T23:59:59Z" },
			"stale",
		],
		[
			"equal versions and times with other content are believed",
			{ version: 1, updatedAt: "2026-01-01T00:00:00Z" },
			{ version: 1, updatedAt: "2026-01-01T00:00:00Z" },
			"updated",
		],
		["without version and time the later answer is believed", {}, {}, "updated"],
		[
			"a time that is no instant does not decide",
			{ updatedAt: "soon" },
			{ updatedAt: "2026-01-01T00:00:00Z" },
			"updated",
		],
	];
	it.each(cases)("%s", async (_name, first, second, outcome) => {
		const tenantId = await createTenant();
		await store(tenantId, [makeRecord({ remoteId: "a", title: "first", ...first })]);
		const counts = await store(tenantId, [makeRecord({ remoteId: "a", title: "second", ...second })]);
		expect(counts).toEqual({ created: 0, updated: 0, unchanged: 0, stale: 0, [outcome]: 1 });
		expect(await storedTitle(tenantId)).toBe(outcome === "updated" ? "second" : "first");
	});

	it("gives the same result in whatever order three states arrive", async () => {
		const states = [1, 2, 3].map((version) => makeRecord({ remoteId: "a", version, title: `v${version}` }));
		for (const order of [
			[0, 1, 2],
			[2, 1, 0],
			[1, 2, 0],
			[2, 0, 1],
		]) {
			const tenantId = await createTenant();
			for (const index of order) await store(tenantId, [states[index]!]);
			expect(await storedTitle(tenantId)).toBe("v3");
		}
	});
});

describe("a page", () => {
	it("counts created, updated, unchanged and stale records", async () => {
		const tenantId = await createTenant();
		await store(tenantId, [
			makeRecord({ remoteId: "same", version: 1 }),
			makeRecord({ remoteId: "older", version: 5 }),
			makeRecord({ remoteId: "newer", version: 1 }),
		]);
		const counts = await store(tenantId, [
			makeRecord({ remoteId: "same", version: 1 }),
			makeRecord({ remoteId: "older", version: 4 }),
			makeRecord({ remoteId: "newer", version: 2 }),
			makeRecord({ remoteId: "first" }),
		]);
		expect(counts).toEqual({ created: 1, updated: 1, unchanged: 1, stale: 1 });
	});

	it("with one record in two states keeps the newest, in either order", async () => {
		const older = makeRecord({ remoteId: "a", version: 1, title: "older" });
		const newer = makeRecord({ remoteId: "a", version: 2, title: "newer" });
		for (const page of [
			[older, newer],
			[newer, older],
		]) {
			const tenantId = await createTenant();
			expect(await store(tenantId, page)).toEqual({ created: 1, updated: 0, unchanged: 0, stale: 1 });
			expect(await storedTitle(tenantId)).toBe("newer");
			expect(await db().reservationVersion.count({ where: { reservation: { tenantId } } })).toBe(0);
		}
	});

	it("with one record in two states that cannot be ordered keeps the same one in either order", async () => {
		const one = makeRecord({ remoteId: "a", title: "one" });
		const two = makeRecord({ remoteId: "a", title: "two" });
		const titles = [];
		for (const page of [
			[one, two],
			[two, one],
		]) {
			const tenantId = await createTenant();
			await store(tenantId, page);
			titles.push(await storedTitle(tenantId));
		}
		expect(titles[0]).toBe(titles[1]);
	});

	it("keeps reservations and blocks with the same id, and tenants, apart", async () => {
		const [one, two] = [await createTenant(), await createTenant()];
		await store(one, [
			makeRecord({ remoteId: "7", title: "stay" }),
			makeRecord({ remoteId: "7", entity: "block", title: "block" }),
		]);
		await store(two, [makeRecord({ remoteId: "7", title: "other" })]);
		expect(await db().reservation.count()).toBe(3);
		expect(await store(one, [makeRecord({ remoteId: "7", title: "stay" })])).toMatchObject({ unchanged: 1 });
	});

	it("of no records does nothing", async () => {
		expect(await store(await createTenant(), [])).toEqual({ created: 0, updated: 0, unchanged: 0, stale: 0 });
	});

	it("stores characters that the database refuses, without them", async () => {
		const tenantId = await createTenant();
		const guest = makePerson({
			id: "p",
			firstName: "Nul\0l",
			lastName: "half \ud83d pair",
			email: "'; DROP TABLE reservation; --",
		});
		await store(tenantId, [
			makeRecord({ remoteId: "a", title: "\u202ertl \u0007", people: [guest] }),
			makeRecord({ remoteId: "b" }),
		]);
		expect(await stored(tenantId, "a")).toMatchObject({ guestName: "Null half \ufffd pair" });
		expect(await stored(tenantId, "b")).not.toBeNull();
	});

	it("takes dates and amounts that make no sense without losing the record", async () => {
		const tenantId = await createTenant();
		await store(tenantId, [
			makeRecord({
				remoteId: "a",
				arrival: "2026-02-30",
				departure: "0000-01-01",
				bookedAt: "yesterday",
				balance: "1".repeat(400),
				version: 9_007_199_254_740_991,
			}),
			makeRecord({ remoteId: "back", arrival: "2026-03-05", departure: "2026-03-01" }),
		]);
		expect(await stored(tenantId, "a")).toMatchObject({
			arrival: null,
			departure: null,
			bookedAt: null,
			balance: null,
			remoteVersion: null,
		});
		expect((await stored(tenantId, "back"))?.departure).toEqual(new Date("2026-03-01T00:00:00Z"));
		expect(await store(tenantId, [makeRecord({ remoteId: "a", version: 9_007_199_254_740_990 })])).toMatchObject({
			stale: 1,
		});
	});
});

describe("what hangs on a record", () => {
	it("replaces unit assignments by those of the new state", async () => {
		const tenantId = await createTenant();
		const units = (...ids: (string | null)[]) =>
			ids.map((unitId, index) =>
				makeAssignment({ id: `as${index}`, unitId, arrival: "2026-11-20", departure: "2026-11-22" }),
			);
		await store(tenantId, [makeRecord({ remoteId: "a", version: 1, assignments: units("u1", "u2", null) })]);
		expect(await stored(tenantId, "a")).toMatchObject({ assignmentCount: 3, unassignedCount: 1 });
		await store(tenantId, [makeRecord({ remoteId: "a", version: 2, assignments: units("u3") })]);
		const after = await stored(tenantId, "a");
		expect(after).toMatchObject({ assignmentCount: 1, unassignedCount: 0 });
		expect(after?.assignments).toMatchObject([
			{ unitRemoteId: "u3", position: 0, tenantId, arrival: new Date("2026-11-20T00:00:00Z") },
		]);
	});

	it("keeps both of two assignments with one id", async () => {
		const tenantId = await createTenant();
		await store(tenantId, [
			makeRecord({
				remoteId: "a",
				assignments: [makeAssignment({ id: "x", unitId: "u1" }), makeAssignment({ id: "x", unitId: "u2" })],
			}),
		]);
		expect((await stored(tenantId, "a"))?.assignments.map((row) => row.unitRemoteId).sort()).toEqual(["u1", "u2"]);
	});

	it("keeps each replaced state as history, with when it was seen and replaced", async () => {
		const tenantId = await createTenant();
		const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 10, minute));
		await store(
			tenantId,
			[makeRecord({ remoteId: "a", version: 1, title: "one", updatedAt: "2026-11-22T09:00:00Z" })],
			at(0),
		);
		await store(
			tenantId,
			[makeRecord({ remoteId: "a", version: 1, title: "one", updatedAt: "2026-11-22T09:00:00Z" })],
			at(5),
		);
		await store(tenantId, [makeRecord({ remoteId: "a", version: 2, title: "two" })], at(10));
		await store(tenantId, [makeRecord({ remoteId: "a", version: 3, title: "three" })], at(20));
		const after = await stored(tenantId, "a");
		expect(after).toMatchObject({ title: "three", firstSeenAt: at(0), changedAt: at(20) });
		expect(after?.versions).toMatchObject([
			{
				seenAt: at(0),
				replacedAt: at(10),
				remoteUpdatedAt: new Date("2026-11-22T09:00:00Z"),
				canonical: { title: "one" },
			},
			{ seenAt: at(10), replacedAt: at(20), canonical: { title: "two" } },
		]);
	});

	it("stores the sealed raw body, renews it with each new state and not with a stale one", async () => {
		const tenantId = await createTenant();
		const raw = async () => await db().reservationRaw.findFirst({ select: { sealed: true, storedAt: true } });
		const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 10, minute));
		await store(tenantId, [makeRecord({ remoteId: "a", version: 2 })], at(0));
		expect(await raw()).toEqual({ sealed: "sealed a", storedAt: at(0) });
		await store(tenantId, [makeRecord({ remoteId: "a", version: 1 })], at(1));
		expect((await raw())?.storedAt).toEqual(at(0));
		await store(tenantId, [makeRecord({ remoteId: "a", version: 3 })], at(2));
		expect((await raw())?.storedAt).toEqual(at(2));
	});

	it("lifts the mark of a record that was gone when it is seen again, changed or not", async () => {
		const tenantId = await createTenant();
		await store(tenantId, [makeRecord({ remoteId: "a" }), makeRecord({ remoteId: "b", version: 1 })]);
		await db().reservation.updateMany({ data: { goneAfter: new Date(), goneBefore: new Date() } });
		await store(tenantId, [makeRecord({ remoteId: "a" }), makeRecord({ remoteId: "b", version: 2 })]);
		expect(await db().reservation.count({ where: { goneBefore: null, goneAfter: null } })).toBe(2);
	});

	it("stands or falls with the caller's transaction", async () => {
		const tenantId = await createTenant();
		const { storePage } = await import("./store-page");
		const failing = db().$transaction(async (tx) => {
			await storePage(tx, {
				tenantId,
				records: [{ record: makeRecord({ remoteId: "a" }), raw: {} }],
				sealedRaws: new Map(),
				seenAt: new Date(),
			});
			throw new Error("disk full");
		});
		await expect(failing).rejects.toThrow("disk full");
		expect(await db().reservation.count()).toBe(0);
	});

	it("two writers of one record at the same time leave the newer state and one row", async () => {
		const tenantId = await createTenant();
		await Promise.all(
			[3, 1, 2, 4].map((version) => store(tenantId, [makeRecord({ remoteId: "a", version, title: `v${version}` })])),
		);
		expect(await storedTitle(tenantId)).toBe("v4");
		expect(await db().reservation.count()).toBe(1);
	});

	it("stores a group of 500 people in 80 units with 60 invoices", async () => {
		const tenantId = await createTenant();
		const people = Array.from({ length: 500 }, (_, i) =>
			makePerson({ id: `p${i}`, firstName: "Guest", lastName: `Number${i}`, email: `guest${i}@example.com` }),
		);
		const assignments = Array.from({ length: 80 }, (_, i) => makeAssignment({ id: `as${i}`, unitId: `u${i}` }));
		await store(tenantId, [makeRecord({ remoteId: "group", people, assignments })]);
		const after = await stored(tenantId, "group");
		expect(after).toMatchObject({ peopleCount: 500, assignmentCount: 80 });
		expect(after?.searchText).toContain("number499");
	});
});
