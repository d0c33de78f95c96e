import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { now, setClockOffset } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import type { CanonicalReservation } from "@/lib/providers/canonical";
import { insight, insightQuery } from "@/lib/shared/insight";
import { getInsight } from "./insight";
import { storeUnits } from "./store-units";
import { createTenant, makeActor, makeAssignment, makeRecord, makeUnit, store } from "./test-data";

useTestDatabase();
beforeEach(async () => {
	await truncateAll();
	setClock("2026-11-22T12:00:00Z");
});
afterEach(() => setClockOffset(0));

function setClock(iso: string): void {
	setClockOffset(0);
	setClockOffset(Date.parse(iso) - now().getTime());
}

const read = async (query: Record<string, string>, actor = makeActor()) =>
	insight.parse(await getInsight(actor, insightQuery.parse(query)));

/** One week from Monday 16 to Sunday 22 November 2026. */
const WEEK = { from: "2026-11-16", to: "2026-11-22" };

const stay = (
	remoteId: string,
	unitId: string | null,
	arrival: string,
	departure: string,
	over: Partial<CanonicalReservation> = {},
) =>
	makeRecord({
		remoteId,
		arrival,
		departure,
		assignments: [makeAssignment({ id: `a-${remoteId}`, unitId, arrival, departure })],
		...over,
	});

/** Units 1 and 2 are rented cabins, 3 a rented lodge, 4 is no longer rented. */
async function tenantWithUnits(over: Parameters<typeof createTenant>[0] = {}): Promise<string> {
	const id = await createTenant(over);
	await db().$transaction((tx) =>
		storeUnits(tx, id, [
			makeUnit({ remoteId: "1", typeName: "Cabin" }),
			makeUnit({ remoteId: "2", typeName: "Cabin" }),
			makeUnit({ remoteId: "3", typeName: "Lodge" }),
			makeUnit({ remoteId: "4", typeName: "Lodge", active: false }),
		]),
	);
	return id;
}

describe("occupancy and nights", () => {
	it("counts each unit night once, blocks apart, and what has no rented unit in no occupancy", async () => {
		const tenant = await tenantWithUnits();
		await store(tenant, [
			stay("before", "1", "2026-11-10", "2026-11-18"), // 16, 17
			stay("twice", "1", "2026-11-17", "2026-11-19"), // 17 a second time, 18
			stay("owner", "2", "2026-11-16", "2026-11-17", { kind: "owner_stay" }), // 16
			stay("waiting", null, "2026-11-16", "2026-11-18"), // 16, 17 without unit
			stay("closed", "4", "2026-11-17", "2026-11-18"), // 17 in a unit no longer rented
			stay("block", "3", "2026-11-16", "2026-11-18", { entity: "block", kind: "block" }), // 16, 17
			stay("block under a stay", "1", "2026-11-17", "2026-11-18", { entity: "block", kind: "block" }),
			stay("hold", "3", "2026-11-16", "2026-11-20", { kind: "quote_hold" }),
			stay("cancelled", "3", "2026-11-16", "2026-11-20", { status: "cancelled" }),
			stay("gone", "3", "2026-11-16", "2026-11-20"),
			stay("new word", "2", "2026-11-18", "2026-11-19", { status: "unknown", kind: "unknown" }), // 18
		]);
		await db().reservation.updateMany({ where: { remoteId: "gone" }, data: { goneBefore: now() } });
		const { rows } = await read(WEEK);
		expect(rows.map(({ key }) => key)).toEqual([16, 17, 18, 19, 20, 21, 22].map((day) => `2026-11-${day}`));
		const columns = rows.slice(0, 4).map(({ now: n }) => [n.available, n.occupied, n.blocked, n.nights, n.elsewhere]);
		expect(columns).toEqual([
			[3, 2, 1, 3, 1],
			[3, 1, 1, 4, 2],
			[3, 2, 0, 2, 0],
			[3, 0, 0, 0, 0],
		]);
	});

	it("cuts a stay of 400 nights at both ends, and counts none for a stay of no nights or without an end", async () => {
		const tenant = await tenantWithUnits();
		await store(tenant, [
			stay("long", "1", "2026-01-01", "2027-02-05"),
			stay("none", "2", "2026-11-18", "2026-11-18"),
			makeRecord({
				remoteId: "open",
				arrival: "2026-11-18",
				departure: null,
				assignments: [makeAssignment({ id: "o", unitId: "3" })],
			}),
			stay("backwards", "3", "2026-11-20", "2026-11-17"),
		]);
		const { rows } = await read(WEEK);
		expect(rows.map(({ now: n }) => n.nights)).toEqual([1, 1, 1, 1, 1, 1, 1]);
		expect(rows.map(({ now: n }) => n.arrivals)).toEqual([0, 0, 2, 0, 1, 0, 0]);
		expect(rows[2]?.now).toMatchObject({ stays: 1, stayNights: 0 });
		const [year] = (await read({ from: "2026-01-01", to: "2026-12-31", group: "month" })).rows;
		expect(year).toMatchObject({ key: "2026-01-01", now: { available: 93, nights: 31, arrivals: 1, stayNights: 400 } });
	});

	it("stands beside the same weekday of last year, 364 days back", async () => {
		const tenant = await tenantWithUnits();
		// Tuesday 18 November 2025 is 364 days before Tuesday 17 November 2026.
		await store(tenant, [stay("last year", "1", "2025-11-18", "2025-11-20")]);
		const { rows } = await read(WEEK);
		expect(rows.map(({ last }) => last.occupied)).toEqual([0, 1, 1, 0, 0, 0, 0]);
		expect(rows.map(({ last }) => last.arrivals)).toEqual([0, 1, 0, 0, 0, 0, 0]);
		expect(rows.every((row) => row.now.nights === 0 && row.last.available === 3)).toBe(true);
	});

	it("counts a group by each of its units and their own days", async () => {
		const tenant = await tenantWithUnits();
		await store(tenant, [
			makeRecord({
				remoteId: "group",
				arrival: "2026-11-16",
				departure: "2026-11-20",
				assignments: [
					makeAssignment({ id: "a", unitId: "1", arrival: "2026-11-16", departure: "2026-11-18" }),
					makeAssignment({ id: "b", unitId: "3", arrival: "2026-11-17", departure: "2026-11-22" }),
				],
			}),
		]);
		const byDay = await read(WEEK);
		expect(byDay.rows.map(({ now: n }) => n.nights)).toEqual([1, 2, 1, 1, 1, 1, 0]);
		const byType = await read({ ...WEEK, group: "unit_type" });
		expect(byType.rows.map(({ label, now: n }) => [label, n.available, n.nights, n.arrivals])).toEqual([
			["Lodge", 7, 5, 0],
			["Cabin", 14, 2, 0],
			["Units of several types", 0, 0, 1],
		]);
	});

	it("sums by week, month, tenant and provider what the days give", async () => {
		const tenant = await tenantWithUnits({ name: "North" });
		await tenantWithUnits({ name: "South" });
		await createTenant({ name: "No inventory" });
		await store(tenant, [stay("over", "1", "2026-11-28", "2026-12-03")]);
		const range = { from: "2026-11-26", to: "2026-12-04" };
		const nights = async (group: string) =>
			(await read({ ...range, group })).rows.map((row) => [row.label || row.key, row.now.nights, row.now.available]);
		expect(await nights("week")).toEqual([
			["2026-11-23", 2, 24],
			["2026-11-30", 3, 30],
		]);
		expect(await nights("month")).toEqual([
			["2026-11-01", 3, 30],
			["2026-12-01", 2, 24],
		]);
		expect(await nights("tenant")).toEqual([
			["North", 5, 27],
			["No inventory", 0, 0],
			["South", 0, 27],
		]);
		expect(await nights("provider")).toEqual([["playhouse", 5, 54]]);
		expect((await read(range)).withoutUnits).toEqual(["No inventory"]);
	});
});

describe("arrivals", () => {
	it("takes the day of booking from the tenant's own calendar, at UTC+13 and over the change of the clocks", async () => {
		const auckland = await tenantWithUnits({ name: "East", timeZone: "Pacific/Auckland" });
		const denver = await tenantWithUnits({ name: "West", timeZone: "America/Denver" });
		await store(auckland, [
			// 11:30 UTC is already the 18th in Auckland: the day of arrival itself.
			stay("same day", "1", "2026-11-18", "2026-11-19", { bookedAt: "2026-11-17T11:30:00Z" }),
			stay("entered later", "2", "2026-11-18", "2026-11-20", { bookedAt: "2026-11-18T11:30:00Z" }),
		]);
		await store(denver, [
			// The clocks of Denver went back on 1 November: 06:30 UTC is 00:30 of the 1st, 05:30 UTC is the 31st.
			stay("17 days", "1", "2026-11-18", "2026-11-19", { bookedAt: "2026-11-01T06:30:00Z" }),
			stay("18 days", "2", "2026-11-18", "2026-11-19", { bookedAt: "2026-11-01T05:30:00Z" }),
			// From the 2nd on midnight in Denver is 07:00 UTC.
			stay("also 17", "3", "2026-11-18", "2026-11-19", { bookedAt: "2026-11-02T06:30:00Z" }),
			stay("unknown", null, "2026-11-18", "2026-11-19"),
		]);
		const { leads, rows } = await read({ from: "2026-11-18", to: "2026-11-18", group: "tenant" });
		expect(leads.filter((lead) => lead.now > 0).map(({ band, now: count }) => [band, count])).toEqual([
			["after", 1],
			["0", 1],
			["15-30", 3],
			["unknown", 1],
		]);
		expect(rows.map(({ label, now: n }) => [label, n.leads, n.leadDays])).toEqual([
			["West", 3, 52],
			["East", 2, -1],
		]);
	});

	it("counts channels as they are written, an empty one as not given", async () => {
		const tenant = await tenantWithUnits();
		const on = (id: string, channel: string | null) => stay(id, "1", "2026-11-18", "2026-11-19", { channel });
		await store(tenant, [
			on("1", "Airbnb"),
			on("2", "airbnb"),
			on("3", "Airbnb"),
			on("4", null),
			on("5", "  "),
			on("6", "=cmd()<script>"),
			on("7", "x".repeat(100_000)),
		]);
		const { channels } = await read(WEEK);
		expect(channels.map(({ channel, now: count }) => [channel?.slice(0, 20) ?? null, count])).toEqual([
			["Airbnb", 2],
			[null, 2],
			["=cmd()<script>", 1],
			["airbnb", 1],
			["x".repeat(20), 1],
		]);
		expect(channels.at(-1)?.channel).toHaveLength(120);
	});

	it("sums exact totals per currency as given, rental revenue apart, and says what comes without", async () => {
		const tenant = await tenantWithUnits();
		const paid = (id: string, total: string | null, currency: string | null, over = {}) =>
			stay(id, "1", "2026-11-18", "2026-11-19", { total, currency, ...over });
		await store(tenant, [
			paid("1", "0.1", "EUR"),
			paid("2", "0.2", "EUR"),
			paid("3", "9007199254740993.01", "USD"),
			paid("4", "-3.50", "USD"),
			paid("5", "80", null),
			paid("6", null, null),
			paid("7", "9".repeat(100), "EUR"),
			paid("8", "1000", "EUR", { status: "cancelled" }),
			paid("9", "10.00", null, {
				assignments: [
					makeAssignment({ id: "a", unitId: "1", revenue: "7.25" }),
					makeAssignment({ id: "b", unitId: "2", revenue: "1.5" }),
				],
			}),
		]);
		const { revenue } = await read({ ...WEEK, group: "month" });
		expect(revenue.map(({ currency, now: money }) => [currency, money])).toEqual([
			["EUR", { total: "0.3", totals: 2, rental: "0", rentals: 0, missing: 1 }],
			["USD", { total: "9007199254740989.51", totals: 2, rental: "0", rentals: 0, missing: 0 }],
			[null, { total: "90.00", totals: 2, rental: "8.75", rentals: 1, missing: 1 }],
		]);
	});
});

describe("pickup", () => {
	it("sets nights booked lately against those lost lately; what came and went within the time is neither", async () => {
		const tenant = await tenantWithUnits();
		const of = (id: string, bookedAt: string | null, over: Partial<CanonicalReservation> = {}) =>
			stay(id, "1", "2026-11-18", "2026-11-20", { bookedAt, ...over });
		const lost = (cancelledAt: string | null) => ({ status: "cancelled" as const, cancelledAt });
		await store(tenant, [
			of("new", "2026-11-15T00:00:00Z"),
			of("just before", "2026-11-14T23:59:59Z"),
			of("old, lost", "2026-10-01T00:00:00Z", lost("2026-11-16T00:00:00Z")),
			of("old, lost long ago", "2026-10-01T00:00:00Z", lost("2026-10-02T00:00:00Z")),
			of("came and went", "2026-11-16T00:00:00Z", lost("2026-11-17T00:00:00Z")),
			of("gone upstream", "2026-10-01T00:00:00Z"),
			of("never dated", null),
			of("lost, nobody says when", "2026-10-01T00:00:00Z", lost(null)),
			of("new block", "2026-11-16T00:00:00Z", { kind: "block", entity: "block" }),
			of("new hold", "2026-11-16T00:00:00Z", { kind: "quote_hold" }),
		]);
		await db().reservation.updateMany({
			where: { remoteId: "gone upstream" },
			data: { goneBefore: new Date("2026-11-20T00:00:00Z") },
		});
		const { pickup } = await read(WEEK);
		expect(pickup.rows.filter(({ booked, lost: n }) => booked + n > 0)).toEqual([
			{ key: "2026-11-18", label: "", booked: 1, lost: 2 },
			{ key: "2026-11-19", label: "", booked: 1, lost: 2 },
		]);
		expect(pickup.undated).toEqual({ booked: 2, cancelled: 2 });
		const [month] = (await read({ ...WEEK, pickup: "30", group: "month" })).pickup.rows;
		expect(month).toMatchObject({ booked: 4, lost: 4 });
	});

	it("begins with the tenant's own day", async () => {
		setClock("2026-11-21T12:30:00Z"); // the 22nd in Auckland: yesterday began at 11:00 UTC of the 20th
		const tenant = await tenantWithUnits({ timeZone: "Pacific/Auckland" });
		await store(tenant, [
			stay("in", "1", "2026-11-25", "2026-11-26", { bookedAt: "2026-11-20T11:00:00Z" }),
			stay("out", "2", "2026-11-25", "2026-11-26", { bookedAt: "2026-11-20T10:59:59Z" }),
		]);
		const { pickup, today } = await read({ from: "today", to: "today+6", pickup: "1", group: "month" });
		expect(today).toBe("2026-11-22");
		expect(pickup.rows).toMatchObject([{ booked: 1, lost: 0 }]);
	});
});

describe("who may see what", () => {
	it("adds up the actor's own tenants only; another's id answers like an unknown one", async () => {
		const mine = await tenantWithUnits({ name: "Mine" });
		const other = await tenantWithUnits({ name: "Other" });
		for (const tenant of [mine, other]) {
			await store(tenant, [
				stay("s", "1", "2026-11-18", "2026-11-19", { channel: tenant, total: "5", currency: "EUR" }),
			]);
		}
		const actor = makeActor({ role: "viewer", tenantScope: [mine] });
		const seen = await read({ ...WEEK, group: "tenant" }, actor);
		expect(seen.rows.map(({ label, now: n }) => [label, n.nights])).toEqual([["Mine", 1]]);
		expect(JSON.stringify(seen)).not.toContain(other);
		for (const id of [other, "ten_unknown"]) {
			await expect(read({ ...WEEK, tenant: id }, actor)).rejects.toMatchObject({ code: "not_found" });
		}
	});

	it("leaves out tenants that are left out, and answers with nothing when none is there", async () => {
		const out = await tenantWithUnits({ included: false });
		await store(out, [stay("s", "1", "2026-11-18", "2026-11-19")]);
		const { rows, freshness } = await read(WEEK);
		expect(rows.every((row) => row.now.nights === 0 && row.now.available === 0)).toBe(true);
		expect(freshness.state).toBe("empty");
	});

	it("refuses days that are no range, and reads a tenant without a zone in UTC", async () => {
		const tenant = await tenantWithUnits({ timeZone: null });
		await store(tenant, [stay("s", "1", "2026-11-18", "2026-11-19", { bookedAt: "2026-11-18T01:00:00Z" })]);
		for (const range of [
			{ from: "2026-11-22", to: "2026-11-21" },
			{ from: "2020-01-01", to: "2026-11-21" },
			{ from: "9999-12-31", to: "9999-12-31" },
		]) {
			await expect(read(range)).rejects.toMatchObject({ code: "invalid_input" });
		}
		expect((await read(WEEK)).leads.find(({ band }) => band === "0")?.now).toBe(1);
	});
});
