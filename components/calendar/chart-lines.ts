/** Chart data → the lines that are drawn: headings, one line a unit, overlapping bars side by side. Pure. */
import type { CalendarBar, CalendarChart, CalendarTenant, CalendarUnit } from "@/lib/shared/calendar";
import { WITHOUT_WORDS } from "./calendar-words";

export type Grouping = "tenant" | "property" | "type";

export interface PlacedBar extends CalendarBar {
	/** 0 is the top of the line; overlapping bars have different lanes. */
	lane: number;
	/** It shares a night and its unit with another that really takes the unit. */
	overlaps: boolean;
}

export interface HeadingLine {
	kind: "heading";
	key: string;
	label: string;
	tenant: CalendarTenant;
	units: number;
}

export interface UnitLine {
	kind: "unit";
	key: string;
	tenant: CalendarTenant;
	/** Null: what has no unit yet. */
	unit: CalendarUnit | null;
	bars: PlacedBar[];
	lanes: number;
}

export type ChartLine = HeadingLine | UnitLine;

/** Lines of the days from `from` to before `to`, in the order of the answer: tenant by tenant, what has no unit first, then the units by group. */
export function chartLines(
	chart: Pick<CalendarChart, "tenants" | "units" | "bars">,
	grouping: Grouping,
	shown: { from: string; to: string },
): ChartLine[] {
	// A bar beyond the days shown must not take a lane from those that are seen.
	const bars = chart.bars.filter((bar) => bar.arrival < shown.to && bar.departure >= shown.from);
	const barsOf = groupBy(bars, (bar) => bar.unitId ?? `none:${bar.tenantId}`);
	const unitsOf = groupBy(chart.units, (unit) => unit.tenantId);
	return chart.tenants.flatMap((tenant) => {
		const units = unitsOf.get(tenant.id) ?? [];
		const waiting = barsOf.get(`none:${tenant.id}`) ?? [];
		const lines: ChartLine[] = [];
		if (chart.tenants.length > 1 || grouping === "tenant") lines.push(heading(tenant, tenant.name, units.length));
		if (waiting.length > 0) lines.push(unitLine(tenant, null, waiting));
		if (grouping === "tenant") {
			for (const unit of units) lines.push(unitLine(tenant, unit, barsOf.get(unit.id) ?? []));
			return lines;
		}
		const groups = groupBy(units, (unit) => (grouping === "property" ? unit.property : unit.type) ?? "");
		for (const [name, members] of groups) {
			lines.push(heading(tenant, name === "" ? WITHOUT_WORDS[grouping] : name, members.length));
			for (const unit of members) lines.push(unitLine(tenant, unit, barsOf.get(unit.id) ?? []));
		}
		return lines;
	});
}

function heading(tenant: CalendarTenant, label: string, units: number): HeadingLine {
	return { kind: "heading", key: `heading:${tenant.id}:${label}`, label, tenant, units };
}

function unitLine(tenant: CalendarTenant, unit: CalendarUnit | null, bars: readonly CalendarBar[]): UnitLine {
	const placed = placeBars(bars, unit !== null);
	return {
		kind: "unit",
		key: unit?.id ?? `none:${tenant.id}`,
		tenant,
		unit,
		bars: placed,
		lanes: placed.reduce((most, bar) => Math.max(most, bar.lane + 1), 1),
	};
}

/** Each bar takes the first lane that is free on its arrival. Dates are compared as text: they are all YYYY-MM-DD. */
export function placeBars(bars: readonly CalendarBar[], inUnit: boolean): PlacedBar[] {
	const ends: string[] = [];
	const placed = [...bars]
		.sort((a, b) => compare(a.arrival, b.arrival) || compare(b.departure, a.departure) || compare(a.key, b.key))
		.map((bar): PlacedBar => {
			const free = ends.findIndex((end) => end <= bar.arrival);
			const lane = free === -1 ? ends.length : free;
			ends[lane] = bar.departure;
			return { ...bar, lane, overlaps: false };
		});
	if (inUnit && ends.length > 1) markOverlaps(placed);
	return placed;
}

/** Sorted by arrival: of those before it, only one that ends latest can reach into a bar. */
function markOverlaps(bars: PlacedBar[]): void {
	let open: PlacedBar[] = [];
	for (const bar of bars) {
		if (!takesUnit(bar)) continue;
		open = open.filter((other) => other.departure > bar.arrival);
		for (const other of open) {
			other.overlaps = true;
			bar.overlaps = true;
		}
		open.push(bar);
	}
}

/** Holds take nothing yet, and a linked block is the shadow of a stay that is listed elsewhere. */
function takesUnit(bar: CalendarBar): boolean {
	return bar.kind !== "quote_hold" && bar.kind !== "linked_block";
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [item]);
		else group.push(item);
	}
	return groups;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
