import { describe, expect, it } from "vitest";
import type { CalendarBar, CalendarTenant, CalendarUnit } from "@/lib/shared/calendar";
import { chartLines, placeBars } from "./chart-lines";

const tenant = (id: string): CalendarTenant => ({
	id,
	name: `Tenant ${id}`,
	provider: "p",
	timeZone: null,
	today: "2026-11-22",
});
const unit = (id: string, over: Partial<CalendarUnit> = {}): CalendarUnit => ({
	id,
	tenantId: "t",
	name: id,
	type: null,
	property: null,
	active: true,
	...over,
});
const bar = (key: string, arrival: string, departure: string, over: Partial<CalendarBar> = {}): CalendarBar => ({
	key,
	reservationId: key,
	tenantId: "t",
	unitId: "u",
	arrival,
	departure,
	nights: 1,
	title: key,
	kind: "stay",
	status: "confirmed",
	state: "coming",
	people: 1,
	groupSize: 1,
	open: null,
	noted: false,
	flagged: false,
	...over,
});

describe("placeBars", () => {
	it("puts stays that follow each other on one day into one lane", () => {
		const placed = placeBars([bar("b", "2026-11-12", "2026-11-15"), bar("a", "2026-11-10", "2026-11-12")], true);
		expect(placed.map(({ key, lane, overlaps }) => ({ key, lane, overlaps }))).toEqual([
			{ key: "a", lane: 0, overlaps: false },
			{ key: "b", lane: 0, overlaps: false },
		]);
	});

	it("shows every overlap side by side and marks all that take part", () => {
		const placed = placeBars(
			[
				bar("long", "2026-11-01", "2026-11-30"),
				bar("one", "2026-11-02", "2026-11-04"),
				bar("two", "2026-11-10", "2026-11-12"),
				bar("after", "2026-11-30", "2026-12-02"),
			],
			true,
		);
		expect(Object.fromEntries(placed.map(({ key, lane }) => [key, lane]))).toEqual({
			long: 0,
			one: 1,
			two: 1,
			after: 0,
		});
		expect(placed.filter((each) => each.overlaps).map((each) => each.key)).toEqual(["long", "one", "two"]);
	});

	it("does not call a hold or a linked block an overlap, and nothing where no unit is shared", () => {
		const shadow = [
			bar("stay", "2026-11-01", "2026-11-05"),
			bar("hold", "2026-11-02", "2026-11-03", { kind: "quote_hold" }),
			bar("linked", "2026-11-01", "2026-11-05", { kind: "linked_block" }),
		];
		expect(placeBars(shadow, true).some((each) => each.overlaps)).toBe(false);
		const both = [bar("a", "2026-11-01", "2026-11-05"), bar("b", "2026-11-02", "2026-11-06")];
		expect(placeBars(both, false).some((each) => each.overlaps)).toBe(false);
	});
});

const NOVEMBER = { from: "2026-11-01", to: "2026-12-01" };

describe("chartLines", () => {
	it("gives no lane to what lies beyond the days shown", () => {
		const bars = [
			bar("far", "2026-10-01", "2026-12-20"),
			bar("near", "2026-12-05", "2026-12-09"),
			bar("in", "2026-12-21", "2026-12-24"),
		];
		const [, line] = chartLines({ tenants: [tenant("t")], units: [unit("u")], bars }, "tenant", {
			from: "2026-12-21",
			to: "2026-12-28",
		});
		expect(line).toMatchObject({ lanes: 1, bars: [{ key: "in", lane: 0 }] });
	});

	it("lists what has no unit before the units of its tenant, and every unit even when it is empty", () => {
		const lines = chartLines(
			{
				tenants: [tenant("t"), tenant("o")],
				units: [unit("u"), unit("empty"), unit("other", { tenantId: "o" })],
				bars: [bar("a", "2026-11-01", "2026-11-02"), bar("w", "2026-11-01", "2026-11-02", { unitId: null })],
			},
			"tenant",
			NOVEMBER,
		);
		expect(lines.map((line) => line.key)).toEqual([
			"heading:t:Tenant t",
			"none:t",
			"u",
			"empty",
			"heading:o:Tenant o",
			"other",
		]);
	});

	it("groups by unit type and names the group of those without one", () => {
		const units = [unit("a", { type: "Cabin" }), unit("b"), unit("c", { type: "Cabin" })];
		const lines = chartLines({ tenants: [tenant("t")], units, bars: [] }, "type", NOVEMBER);
		expect(lines.map((line) => (line.kind === "heading" ? line.label : line.key))).toEqual([
			"Cabin",
			"a",
			"c",
			"Unit type not given",
			"b",
		]);
	});
});
