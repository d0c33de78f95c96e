/** The list, the chart and one record as they were known at an earlier moment. */
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import type { CanonicalReservation } from "@/lib/providers/canonical";
import { calendarQuery } from "@/lib/shared/calendar";
import { reservationDetail, reservationList } from "@/lib/shared/reservations";
import { getCalendar } from "./calendar";
import { getReservation } from "./get-reservation";
import { liftGone, markGone } from "./gone";
import { listReservations } from "./list-reservations";
import { createTenant, filterOf, makeActor, makeAssignment, makePerson, makeRecord, store } from "./test-data";

useTestDatabase();
beforeEach(truncateAll);

const day = (number: number) => new Date(Date.UTC(2026, 9, number, 12));
const at = (number: number) => new Date(Date.UTC(2026, 9, number, 18)).toISOString();

/** One record in a state of its own: guest, unit, arrival; later versions win. */
function state(
	remoteId: string,
	version: number,
	guest: string,
	unit: string | null,
	over: Partial<CanonicalReservation> = {},
) {
	const arrival = over.arrival ?? "2026-11-20";
	const departure = over.departure ?? "2026-11-22";
	return makeRecord({
		remoteId,
		version,
		updatedAt: day(version).toISOString(),
		people: [makePerson({ id: `p-${remoteId}`, isPrimary: true, lastName: guest })],
		assignments: [makeAssignment({ id: `a-${remoteId}`, unitId: unit, arrival, departure })],
		...over,
	});
}

async function list(query: Record<string, string>, actor = makeActor()) {
	return reservationList.parse(await listReservations(actor, filterOf({ ...query, sort: "guest" })));
}
const guests = async (query: Record<string, string>) => (await list(query)).items.map((row) => row.guestName);

/** Day 1: Ash and Birch come. Day 5: Birch becomes Beech in another unit, paid for. Day 7: Cedar comes. Day 9: Ash is cancelled. */
async function world(): Promise<string> {
	const tenant = await createTenant();
	await store(
		tenant,
		[state("a", 1, "Ash", "1"), state("b", 1, "Birch", null, { balance: "80.00", currency: "USD" })],
		day(1),
	);
	await store(tenant, [state("b", 5, "Beech", "2", { balance: "0.00", currency: "USD" })], day(5));
	await store(tenant, [state("c", 7, "Cedar", "1", { arrival: "2026-12-01", departure: "2026-12-03" })], day(7));
	await store(tenant, [state("a", 9, "Ash", "1", { status: "cancelled" })], day(9));
	return tenant;
}

describe("the list as it was known", () => {
	it("shows each state of a record at its time, and nothing before it was seen", async () => {
		await world();
		expect(await guests({ at: new Date(Date.UTC(2026, 8, 1)).toISOString() })).toEqual([]);
		expect(await guests({ at: at(2) })).toEqual(["Ash", "Birch"]);
		expect(await guests({ at: at(6) })).toEqual(["Ash", "Beech"]);
		expect(await guests({ at: at(8) })).toEqual(["Ash", "Beech", "Cedar"]);
		expect(await guests({})).toEqual(["Ash", "Beech", "Cedar"]);
	});

	it("filters, searches and counts in the state of then", async () => {
		const tenant = await world();
		expect(await guests({ at: at(2), q: "birch" })).toEqual(["Birch"]);
		expect(await guests({ at: at(6), q: "birch" })).toEqual([]);
		expect(await guests({ at: at(2), unassigned: "yes" })).toEqual(["Birch"]);
		expect(await guests({ unassigned: "yes" })).toEqual([]);
		expect(await guests({ at: at(2), balance: "open" })).toEqual(["Birch"]);
		expect(await guests({ at: at(8), status: "confirmed" })).toEqual(["Ash", "Beech", "Cedar"]);
		expect(await guests({ status: "confirmed" })).toEqual(["Beech", "Cedar"]);
		expect(await guests({ at: at(8), unit: "2" })).toEqual(["Beech"]);
		expect(await guests({ at: at(8), by: "arrival", from: "2026-12-01", to: "2026-12-01" })).toEqual(["Cedar"]);
		expect(await guests({ at: at(8), tenant, q: "beech", news: "changed", since: day(4).toISOString() })).toEqual([
			"Beech",
		]);
	});

	it("gives units and the as-of of then, and pages without losing a row", async () => {
		await world();
		const { items } = await list({ at: at(2) });
		expect(items.map((row) => row.units.map((unit) => unit.id))).toEqual([["1"], []]);
		expect(items.map((row) => row.asOf)).toEqual([at(2), at(2)]);
		const first = await list({ at: at(8), limit: "2" });
		const second = await list({ at: at(8), limit: "2", cursor: first.nextCursor ?? "" });
		expect([...first.items, ...second.items].map((row) => row.guestName)).toEqual(["Ash", "Beech", "Cedar"]);
		expect(second.nextCursor).toBeNull();
	});

	it("knows when a record was gone and when it came back", async () => {
		const tenant = await createTenant();
		await store(tenant, [state("a", 1, "Ash", "1")], day(1));
		const { id } = await db().reservation.findFirstOrThrow();
		await db().$transaction((tx) => markGone(tx, [id], { after: day(3), before: day(4) }));
		await db().$transaction((tx) => liftGone(tx, [id], day(8)));
		const gone = async (query: Record<string, string>) => (await list(query)).items[0]?.gone ?? null;
		expect(await gone({ at: at(2) })).toBeNull();
		expect(await gone({ at: at(5) })).toEqual({ after: day(3).toISOString(), before: day(4).toISOString() });
		expect(await gone({ at: at(9) })).toBeNull();
		expect(await guests({ at: at(5), status: "cancelled" })).toEqual(["Ash"]);
		expect((await getReservation(makeActor(), id, at(5))).gone).not.toBeNull();
	});

	it("shows nothing of tenants that are not the actor's", async () => {
		const theirs = await world();
		const ours = await createTenant();
		await store(ours, [state("z", 1, "Zelkova", "1")], day(1));
		const actor = makeActor({ tenantScope: [ours] });
		expect((await list({ at: at(2) }, actor)).items.map((row) => row.guestName)).toEqual(["Zelkova"]);
		await expect(list({ at: at(2), tenant: theirs }, actor)).rejects.toMatchObject({ code: "not_found" });
	});

	it("holds hostile texts of the past", async () => {
		const tenant = await createTenant();
		const hostile = `'); DROP TABLE reservation; --\u202e"\\ ${"x".repeat(100_000)}`;
		await store(tenant, [state("a", 1, hostile, "'1\"")], day(1));
		await store(tenant, [state("a", 5, "Ash", "1")], day(5));
		expect((await guests({ at: at(2) }))[0]).toContain("DROP TABLE");
		expect(await guests({})).toEqual(["Ash"]);
	});

	it("says the same as today's list for some hundred records of which half changed since", async () => {
		const tenant = await createTenant();
		const all = Array.from({ length: 400 }, (_, index) => String(index).padStart(3, "0"));
		await store(
			tenant,
			all.map((key) => state(key, 1, `Guest ${key}`, String(Number(key) % 7))),
			day(1),
		);
		const before = await list({ limit: "200", q: "guest" });
		await store(
			tenant,
			all.filter((key) => Number(key) % 2 === 0).map((key) => state(key, 5, `Other ${key}`, null)),
			day(5),
		);
		const then = await list({ limit: "200", q: "guest", at: at(2) });
		const past = (result: typeof before) => result.items.map(({ asOf: _, hit: __, ...row }) => row);
		expect(then.total).toBe(400);
		expect(past(then)).toEqual(past(before));
		expect((await list({ q: "guest" })).total).toBe(200);
	});
});

describe("the chart as it was known", () => {
	it("draws the bars of then", async () => {
		await world();
		const bars = async (query: Record<string, string>) =>
			(await getCalendar(makeActor(), calendarQuery.parse({ from: "2026-11-19", days: "30", ...query }))).bars
				.map((bar) => `${bar.title} ${bar.unitId === null ? "-" : bar.unitId.split(":")[1]}`)
				.sort();
		expect(await bars({ at: at(2) })).toEqual(["Ash 1", "Birch -"]);
		expect(await bars({ at: at(8) })).toEqual(["Ash 1", "Beech 2", "Cedar 1"]);
		expect(await bars({})).toEqual(["Beech 2", "Cedar 1"]);
	});
});

describe("one reservation as it was known", () => {
	it("is whole in the state of then, and not found before it was seen", async () => {
		await world();
		const { id } = await db().reservation.findFirstOrThrow({ where: { remoteId: "b" } });
		const then = reservationDetail.parse(await getReservation(makeActor(), id, at(2)));
		expect(then).toMatchObject({ guestName: "Birch", version: "1", unassignedCount: 1, balance: { amount: "80.00" } });
		expect(then.people.map((person) => person.lastName)).toEqual(["Birch"]);
		expect((await getReservation(makeActor(), id)).guestName).toBe("Beech");
		const early = getReservation(makeActor(), id, "2026-01-01T00:00:00Z");
		await expect(early).rejects.toMatchObject({ code: "not_found" });
		const foreign = getReservation(makeActor({ tenantScope: [] }), id, at(2));
		await expect(foreign).rejects.toMatchObject({ code: "not_found" });
	});
});
