import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { now, setClockOffset } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { calendarChart, calendarQuery } from "@/lib/shared/calendar";
import { getCalendar } from "./calendar";
import { storeUnits } from "./store-units";
import { createTenant, makeActor, makeAssignment, makeRecord, makeUnit, store } from "./test-data";

useTestDatabase();
beforeEach(truncateAll);
afterEach(() => setClockOffset(0));

const chart = async (query: Record<string, string>, actor = makeActor()) =>
	calendarChart.parse(await getCalendar(actor, calendarQuery.parse(query)));

function setClock(iso: string): void {
	setClockOffset(0);
	setClockOffset(Date.parse(iso) - now().getTime());
}

const stay = (remoteId: string, unitId: string | null, arrival: string, departure: string, over = {}) =>
	makeRecord({
		remoteId,
		arrival,
		departure,
		title: remoteId,
		assignments: [makeAssignment({ id: `a-${remoteId}`, unitId, arrival, departure })],
		...over,
	});

async function tenantWithUnits(over: Parameters<typeof createTenant>[0] = {}): Promise<string> {
	const id = await createTenant(over);
	await db().$transaction((tx) => storeUnits(tx, id, [makeUnit({ remoteId: "1" }), makeUnit({ remoteId: "2" })]));
	return id;
}

describe("the chart", () => {
	it("gives every unit and what touches the days, with the night of departure left free", async () => {
		const tenant = await tenantWithUnits();
		await store(tenant, [
			stay("before", "1", "2026-11-01", "2026-11-10"),
			stay("into", "1", "2026-11-08", "2026-11-11"),
			stay("within", "2", "2026-11-12", "2026-11-14"),
			stay("after", "2", "2026-11-17", "2026-11-18"),
			stay("waiting", null, "2026-11-12", "2026-11-13"),
		]);
		const { bars, units, days } = await chart({ from: "2026-11-10", days: "7" });
		expect(bars.map((bar) => bar.title).sort()).toEqual(["into", "waiting", "within"]);
		expect(units).toHaveLength(2);
		expect(bars.find((bar) => bar.title === "waiting")?.unitId).toBeNull();
		expect(days.map((day) => day.occupied)).toEqual([1, 0, 1, 1, 0, 0, 0]);
	});

	it("has no bar for what was cancelled or is gone upstream", async () => {
		const tenant = await tenantWithUnits();
		await store(tenant, [
			stay("cancelled", "1", "2026-11-10", "2026-11-12", { status: "cancelled" }),
			stay("gone", "1", "2026-11-10", "2026-11-12"),
		]);
		await db().reservation.updateMany({ where: { remoteId: "gone" }, data: { goneBefore: new Date() } });
		expect((await chart({ from: "2026-11-10" })).bars).toEqual([]);
	});

	it("judges each bar by its own tenant's today, also at UTC+13", async () => {
		setClock("2026-11-21T12:30:00Z");
		const auckland = await tenantWithUnits({ name: "East", timeZone: "Pacific/Auckland" });
		const denver = await tenantWithUnits({ name: "West", timeZone: "America/Denver" });
		for (const tenant of [auckland, denver]) {
			await store(tenant, [
				stay("early", "1", "2026-11-21", "2026-11-22"),
				stay("late", "2", "2026-11-22", "2026-11-23"),
			]);
		}
		const { bars, tenants } = await chart({ from: "2026-11-20" });
		expect(tenants.map((tenant) => tenant.today)).toEqual(["2026-11-22", "2026-11-21"]);
		const states = (id: string) =>
			Object.fromEntries(bars.filter((bar) => bar.tenantId === id).map((bar) => [bar.title, bar.state]));
		expect(states(auckland)).toEqual({ early: "departing", late: "arriving" });
		expect(states(denver)).toEqual({ early: "arriving", late: "coming" });
	});

	it("shows every assignment of a group in its own unit and days", async () => {
		const tenant = await tenantWithUnits();
		await store(tenant, [
			makeRecord({
				remoteId: "group",
				arrival: "2026-11-10",
				departure: "2026-11-15",
				title: "group",
				assignments: [
					makeAssignment({ id: "a", unitId: "1", arrival: "2026-11-10", departure: "2026-11-12" }),
					makeAssignment({ id: "b", unitId: "2", arrival: "2026-11-12", departure: "2026-11-15" }),
					makeAssignment({ id: "c", unitId: null, arrival: "2026-11-10", departure: "2026-11-15" }),
				],
			}),
		]);
		const { bars } = await chart({ from: "2026-11-10" });
		expect(bars.map(({ arrival, departure, groupSize }) => [arrival, departure, groupSize])).toEqual([
			["2026-11-10", "2026-11-12", 3],
			["2026-11-10", "2026-11-15", 3],
			["2026-11-12", "2026-11-15", 3],
		]);
		expect((await chart({ from: "2026-11-13" })).bars).toHaveLength(2);
	});

	it("draws hostile records: departure before arrival, a unit nobody lists, 400 nights, a name of 100 KB", async () => {
		const tenant = await tenantWithUnits();
		await store(tenant, [
			stay("backwards", "1", "2026-11-12", "2026-11-10"),
			stay("unlisted", "99", "2026-11-12", "2026-11-13"),
			stay("long", "2", "2026-01-01", "2027-02-05"),
			stay("named", "1", "2026-11-13", "2026-11-14", { title: "<script>".repeat(12_000) }),
		]);
		const { bars, units } = await chart({ from: "2026-11-12", days: "7" });
		expect(bars).toHaveLength(4);
		expect(bars.find((bar) => bar.title === "backwards")).toMatchObject({ departure: "2026-11-13", nights: 1 });
		expect(bars.find((bar) => bar.title === "long")?.nights).toBe(400);
		expect(bars.every((bar) => bar.title.length <= 160)).toBe(true);
		expect(units.map((unit) => [unit.name, unit.active])).toContainEqual(["Unit 99", false]);
	});

	it("shows only tenants that the reader may see", async () => {
		const mine = await tenantWithUnits();
		const other = await tenantWithUnits();
		await store(other, [stay("theirs", "1", "2026-11-12", "2026-11-13")]);
		const reader = makeActor({ tenantScope: [mine] });
		const seen = await chart({ from: "2026-11-10" }, reader);
		expect(seen.tenants.map((tenant) => tenant.id)).toEqual([mine]);
		expect(seen.bars).toEqual([]);
		await expect(chart({ tenant: other }, reader)).rejects.toMatchObject({ code: "not_found" });
	});
});
