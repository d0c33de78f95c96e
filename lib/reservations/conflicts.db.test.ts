/** Conflicts as counts, as kinds of a list's rows and as sentences' facts in the detail: the three must agree. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { now, setClockOffset } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { conflictCounts, conflictCountsQuery, conflictKind } from "@/lib/shared/conflicts";
import { addDays } from "@/lib/shared/dates";
import { reservationDetail } from "@/lib/shared/reservations";
import { conflictKindsOf, countConflicts } from "./conflict-kinds";
import { getReservation } from "./get-reservation";
import { listReservations, openList } from "./list-reservations";
import { neighboursOf } from "./neighbours";
import {
	createTenant,
	filterOf,
	makeActor,
	makeAssignment,
	makeInvoice,
	makePerson,
	makeRecord,
	store,
} from "./test-data";

useTestDatabase();
beforeEach(async () => {
	await truncateAll();
	setClockOffset(0);
	setClockOffset(Date.parse("2026-11-22T12:00:00Z") - now().getTime());
});
afterEach(() => setClockOffset(0));

const stay = (remoteId: string, unitId: string | null, arrival: string, departure: string, over = {}) =>
	makeRecord({
		remoteId,
		arrival,
		departure,
		people: [makePerson({ id: `p-${remoteId}`, firstName: remoteId })],
		assignments: [makeAssignment({ id: `a-${remoteId}`, unitId, arrival, departure })],
		...over,
	});

const everyKind = (remoteId: string) =>
	makeRecord({
		remoteId,
		arrival: "2026-11-20",
		departure: "2026-11-25",
		people: [makePerson({ id: "ann" }), makePerson({ id: "bob" })],
		assignments: [
			makeAssignment({ id: "a", unitId: "u1", arrival: "2026-11-20", departure: "2026-11-24", personIds: ["ann"] }),
			makeAssignment({ id: "b", unitId: "u1", arrival: "2026-11-23", departure: "2026-11-26", revenue: "9" }),
		],
		invoices: [makeInvoice({ id: "i", assignmentIds: ["a"] })],
	});

const count = async (query: Record<string, string> = {}, actor = makeActor()) =>
	conflictCounts.parse(await countConflicts(actor, conflictCountsQuery.parse(query)));
const detailOf = async (remoteId: string) => {
	const { id } = await db().reservation.findFirstOrThrow({ where: { remoteId }, select: { id: true } });
	return reservationDetail.parse(await getReservation(makeActor(), id));
};

describe("counts of conflicts", () => {
	it("are those of the lists behind them, kind by kind, and a row names its own", async () => {
		const tenant = await createTenant();
		await store(tenant, [
			everyKind("group"),
			stay("owes", "u9", "2026-11-10", "2026-11-12", { balance: "5" }),
			stay("first", "u2", "2026-11-24", "2026-11-28"),
			stay("second", "u2", "2026-11-27", "2026-11-29"),
			stay("whole", "u3", "2026-11-24", "2026-11-28"),
		]);
		const counts = await count();
		for (const kind of conflictKind.options) {
			const { items, total } = await listReservations(makeActor(), filterOf({ conflict: kind }));
			expect([kind, counts.kinds[kind]]).toEqual([kind, total]);
			for (const item of items) expect(item.conflictKinds).toContain(kind);
		}
		expect(counts.any).toBe((await listReservations(makeActor(), filterOf({ conflict: "any" }))).total);
		expect(counts.any).toBe(4);
		const { items } = await listReservations(makeActor(), filterOf());
		expect(items.find((item) => item.remoteId === "whole")?.conflictKinds).toEqual([]);
		for (const item of items) {
			const detail = await detailOf(item.remoteId);
			expect([...detail.conflictKinds].sort()).toEqual([...item.conflictKinds].sort());
		}
	});

	it("see who has a unit too although they came long before, and left before today", async () => {
		const tenant = await createTenant();
		await store(tenant, [
			stay("in-house", "u1", "2026-11-18", "2026-11-25"),
			stay("since-spring", "u1", "2026-03-01", "2026-11-20"),
			stay("before", "u1", "2026-02-01", "2026-03-02"),
		]);
		const { items } = await listReservations(makeActor(), filterOf({ conflict: "unit_overlap" }));
		expect(items.map((item) => item.remoteId)).toEqual(["in-house"]);
		expect((await count()).kinds.unit_overlap).toBe(1);
	});

	it("are the same in a file of many rows, for which it is worked out once how far neighbours reach", async () => {
		const [near, far] = [await createTenant(), await createTenant({ timeZone: "Pacific/Auckland" })];
		for (const tenant of [near, far]) {
			await store(tenant, [
				stay("in-house", "u1", "2026-11-18", "2026-11-25"),
				stay("since-spring", "u1", "2026-03-01", "2026-11-20"),
				stay("before", "u1", "2026-02-01", "2026-03-02"),
				stay("next-year", "u2", "2027-12-20", "2027-12-27"),
				stay("400-nights", "u2", "2026-11-21", "2027-12-26"),
				stay("later", "u3", "2027-01-01", "2027-01-03"),
				stay("latest", "u3", "2027-01-03", "2027-01-05"),
			]);
		}
		const { todays, known } = await openList(makeActor(), filterOf());
		const rows = await db().reservation.findMany({ select: { id: true, remoteId: true } });
		const ids = rows.map(({ id }) => id);
		const reach = await neighboursOf(todays, known);
		const kinds = await conflictKindsOf(ids, todays, known, reach);
		expect(kinds).toEqual(await conflictKindsOf(ids, todays, known));
		const overlapping = rows.filter(({ id }) => kinds.get(id)?.includes("unit_overlap"));
		expect([...new Set(overlapping.map(({ remoteId }) => remoteId))].sort()).toEqual([
			"400-nights",
			"in-house",
			"next-year",
		]);
	});

	it("find among many, in order of the units, the same overlaps as each reservation asked for itself", async () => {
		// 00:30 of the 23rd in Auckland, the 22nd elsewhere.
		setClockOffset(0);
		setClockOffset(Date.parse("2026-11-22T11:30:00Z") - now().getTime());
		const kinds = ["stay", "stay", "stay", "owner_stay", "block", "quote_hold"] as const;
		for (const [place, timeZone] of ["UTC", "Pacific/Auckland"].entries()) {
			const tenant = await createTenant({ timeZone });
			const records = Array.from({ length: 60 }, (_, index) => {
				const roll = (salt: number) => ((index * 2_654_435_761 + place * 40_503 + salt * 97_531) >>> 7) % 1000;
				const arrival = addDays("2026-11-22", (roll(1) % 40) - 15);
				const departure = addDays(arrival, index % 20 === 3 ? 45 : (roll(2) % 6) - 1);
				return stay(`${index}`, index % 15 === 4 ? null : `u${roll(3) % 6}`, arrival, departure, {
					kind: kinds[roll(4) % 6],
					status: roll(5) % 3 === 0 ? "cancelled" : "confirmed",
				});
			});
			await store(tenant, records);
			await db().reservation.updateMany({
				where: { tenantId: tenant, remoteId: "11" },
				data: { goneBefore: new Date() },
			});
		}
		const all = await listReservations(makeActor(), filterOf({ limit: "200" }));
		const asked = all.items.filter((item) => item.conflictKinds.includes("unit_overlap")).map(({ id }) => id);
		const found = await listReservations(makeActor(), filterOf({ conflict: "unit_overlap", limit: "200" }));
		expect(found.items.map(({ id }) => id)).toEqual(asked);
		expect(asked.length).toBeGreaterThan(5);
		expect(asked.length).toBeLessThan(100);
		expect((await count()).kinds.unit_overlap).toBe(asked.length);
	});

	it("keep to the dates that are asked for", async () => {
		const tenant = await createTenant();
		await store(tenant, [
			stay("old", "u1", "2026-08-10", "2026-08-12", { balance: "5" }),
			stay("recent", "u1", "2026-11-10", "2026-11-12", { balance: "5" }),
		]);
		expect((await count()).kinds.balance_after_departure).toBe(2);
		expect((await count({ from: "today-30" })).kinds.balance_after_departure).toBe(1);
	});

	it("hold nothing of tenants that the actor does not see, and do not tell them from unknown ones", async () => {
		const [mine, theirs] = [await createTenant(), await createTenant()];
		for (const tenant of [mine, theirs]) {
			await store(tenant, [stay("owes", "u1", "2026-11-10", "2026-11-12", { balance: "5" })]);
		}
		const scoped = makeActor({ tenantScope: [mine] });
		expect((await count()).any).toBe(2);
		expect((await count({}, scoped)).any).toBe(1);
		for (const tenant of [theirs, "ten_unknown"]) {
			await expect(count({ tenant }, scoped)).rejects.toMatchObject({ code: "not_found" });
		}
		expect((await count({}, makeActor({ tenantScope: [] }))).any).toBe(0);
	});
});

describe("conflicts of one reservation", () => {
	it("name where each one is", async () => {
		const tenant = await createTenant();
		await store(tenant, [everyKind("group")]);
		const { conflicts } = await detailOf("group");
		expect(
			conflicts.map(({ kind, personId, assignmentId, invoiceId }) => [kind, personId ?? assignmentId ?? invoiceId]),
		).toEqual([
			["person_without_unit", "bob"],
			["unit_without_person", "b"],
			["invoice_without_payer", "i"],
			["line_without_invoice", "b"],
			["assignment_outside_stay", "b"],
			["unit_overlap", "b"],
		]);
	});

	it("name the neighbour in a unit, and none of another tenant, cancelled or gone", async () => {
		const [tenant, elsewhere] = [await createTenant(), await createTenant()];
		const name = "<script>alert(1)</script>\u202e";
		await store(tenant, [
			stay("mine", "u1", "2026-11-24", "2026-11-28"),
			stay("theirs", "u1", "2026-11-27", "2026-11-29", {
				people: [makePerson({ id: "x", isPrimary: true, firstName: name })],
			}),
			stay("next", "u1", "2026-11-29", "2026-11-30"),
			stay("cancelled", "u1", "2026-11-24", "2026-11-28", { status: "cancelled" }),
			stay("gone", "u1", "2026-11-24", "2026-11-28"),
		]);
		await store(elsewhere, [stay("elsewhere", "u1", "2026-11-24", "2026-11-28")]);
		await db().reservation.updateMany({ where: { remoteId: "gone" }, data: { goneBefore: new Date() } });
		const { conflicts } = await detailOf("mine");
		expect(conflicts).toHaveLength(1);
		expect(conflicts[0]).toMatchObject({
			kind: "unit_overlap",
			assignmentId: "a-mine",
			other: { title: name, arrival: "2026-11-27", departure: "2026-11-29", kind: "stay" },
		});
		expect((await detailOf("gone")).conflicts).toEqual([]);
		expect((await detailOf("cancelled")).conflicts).toEqual([]);
	});
});
