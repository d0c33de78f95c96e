import { describe, expect, it } from "vitest";
import type { Insight } from "@/lib/shared/insight";
import { NO_NUMBERS } from "@/lib/shared/insight-range";
import { buildMeasures } from "./build-measures";
import type { Measure } from "./measures";

const MONEY = { total: "0", totals: 0, rental: "0", rentals: 0, missing: 0 };

function makeInsight(over: Partial<Insight> = {}): Insight {
	return {
		from: "2026-12-31",
		to: "2027-01-01",
		today: "2026-11-22",
		group: "day",
		rows: [
			{
				key: "2026-12-31",
				label: "",
				now: {
					...NO_NUMBERS,
					available: 8,
					occupied: 5,
					blocked: 1,
					nights: 6,
					elsewhere: 1,
					arrivals: 2,
					stays: 2,
					stayNights: 5,
				},
				last: { ...NO_NUMBERS, available: 8, occupied: 6 },
			},
			{
				key: "2027-01-01",
				label: "",
				now: { ...NO_NUMBERS, available: 8, occupied: 7, leads: 2, leadDays: -1 },
				last: NO_NUMBERS,
			},
		],
		revenue: [],
		leads: [],
		channels: [],
		otherChannels: { count: 0, now: 0, last: 0 },
		pickup: { days: 7, rows: [], undated: { booked: 0, cancelled: 0 } },
		withoutUnits: [],
		truncated: false,
		freshness: { state: "fresh", asOf: null, label: null, reason: null, tenants: [] },
		...over,
	};
}

function measure(data: Insight, id: string): Measure {
	const found = buildMeasures(data, 2026).find((candidate) => candidate.id === id);
	if (found === undefined) throw new Error(`no measure ${id}`);
	return found;
}

const shown = (cells: readonly { shown: string }[] | null | undefined) => cells?.map((cell) => cell.shown);

describe("what Insight shows", () => {
	it("has the same numbers in chart and table, and takes the share of all nights from all nights", () => {
		const { rows, total, chart } = measure(makeInsight(), "occupancy");
		expect(shown(rows[0]?.cells)).toEqual(["Thu 31 Dec", "8", "5", "62.5%", "1", "12.5%", "75.0%", "−12.5"]);
		expect(shown(rows[1]?.cells)?.slice(0, 4)).toEqual(["Fri 1 Jan 2027", "8", "7", "87.5%"]);
		expect(shown(total)?.slice(1, 4)).toEqual(["16", "12", "75.0%"]);
		expect(chart.series.map(({ values }) => values)).toEqual([
			[62.5, 87.5],
			[75, null],
			[12.5, 0],
		]);
		expect(rows[0]?.cells[0]?.raw).toBe("2026-12-31");
	});

	it("says that a share of nothing is not known, and names tenants without units", () => {
		const row = { key: "ten_1", label: "North", now: { ...NO_NUMBERS, nights: 4, elsewhere: 4 }, last: NO_NUMBERS };
		const data = makeInsight({ group: "tenant", rows: [row], withoutUnits: ["North"] });
		const { rows, notes, empty } = measure(data, "occupancy");
		expect(shown(rows[0]?.cells)?.[3]).toBe("not known");
		expect(notes.join(" ")).toContain("North");
		expect(empty).toBe(true);
		expect(measure(data, "nights").empty).toBe(false);
	});

	it("has averages of those that are known, and of early and late bookings alike", () => {
		expect(shown(measure(makeInsight(), "length").rows[0]?.cells)?.slice(1, 4)).toEqual(["2.5", "2", "not known"]);
		expect(shown(measure(makeInsight(), "arrivals").rows[1]?.cells)?.slice(4)).toEqual(["−0.5", "not known"]);
	});

	it("gives each currency a panel of its own with exact sums, the unknown one last", () => {
		const day = (key: string, currency: string | null, total: string) => ({
			key,
			label: "",
			currency,
			now: { ...MONEY, total, totals: 1 },
			last: MONEY,
		});
		const data = makeInsight({
			revenue: [
				day("2026-12-31", null, "5"),
				day("2026-12-31", "USD", "9007199254740993.01"),
				day("2027-01-01", "USD", "0.02"),
				day("2027-01-01", "EUR", "-3.5"),
			],
		});
		const panels = buildMeasures(data, 2026).filter(({ id }) => id.startsWith("revenue"));
		expect(panels.map(({ title, total }) => [title, total?.[1]?.shown])).toEqual([
			["Revenue, EUR", "−3.50"],
			["Revenue, USD", "9,007,199,254,740,993.03"],
			["Revenue, currency not given", "5.00"],
		]);
		expect(panels[1]?.rows).toHaveLength(2);
		expect(panels[1]?.total?.[1]?.raw).toBe("9007199254740993.03");
	});

	it("draws cancelled nights below the line and sets them off in the table", () => {
		const rows = [{ key: "2026-12-31", label: "", booked: 3, lost: 5 }];
		const {
			chart,
			rows: table,
			notes,
		} = measure(makeInsight({ pickup: { days: 1, rows, undated: { booked: 1200, cancelled: 0 } } }), "pickup");
		expect(chart.series[1]?.values).toEqual([-5]);
		expect(shown(table[0]?.cells)).toEqual(["Thu 31 Dec", "3", "5", "−2"]);
		expect(notes).toEqual(["1,200 nights come without a day of booking and are not counted here."]);
	});

	it("keeps names from outside whole in the table and short on the axis", () => {
		const channel = `=cmd() ${"😀".repeat(60)}`;
		const { rows, chart } = measure(makeInsight({ channels: [{ channel, now: 1, last: 0 }] }), "channel");
		expect(rows[0]?.cells[0]?.shown).toBe(channel);
		// Cut between letters, not inside one.
		expect(chart.points[0]?.short).toBe(`=cmd() ${"😀".repeat(14)}…`);
	});
});
