/** Insight's state as its URL has it. Pure. Defaults are left out, so that one view has one address. */
import { addDays, nightsBetween, resolveDate } from "@/lib/shared/dates";
import { INSIGHT_GROUPS, type InsightDays, type InsightGroup, insightDays } from "@/lib/shared/insight-range";
import { RANGE_WORDS } from "./insight-words";

export const DEFAULT_RANGE: InsightDays = { from: "today-30", to: "today+59" };
/** A table and a chart with more days than this are read by nobody. */
export const DAILY_MAX = 184;
export const PICKUPS = ["1", "7", "30"] as const;

export interface InsightView extends InsightDays {
	group: InsightGroup;
	pickup: (typeof PICKUPS)[number];
	provider: string | null;
	tenant: string | null;
	/** Measures shown as tables. */
	tables: readonly string[];
}

const DATE = /^(?:\d{4}-\d{2}-\d{2}|today(?:[+-]\d{1,4})?)$/;

/** What is not understood counts as not said. More days than a chart by day can show are shown by week. */
export function readView(search: URLSearchParams, today: string): InsightView {
	const range = {
		from: dateOf(search.get("from")) ?? DEFAULT_RANGE.from,
		to: dateOf(search.get("to")) ?? DEFAULT_RANGE.to,
	};
	const group = INSIGHT_GROUPS.find((name) => name === search.get("group")) ?? "day";
	const pickup = search.get("pickup");
	return {
		...range,
		group: allowedGroup(group, insightDays(range, today)),
		pickup: pickup === "1" || pickup === "30" ? pickup : "7",
		provider: search.get("provider"),
		tenant: search.get("tenant"),
		tables: (search.get("table") ?? "").split(",").filter((name) => name !== ""),
	};
}

export function isLong(days: InsightDays | null): boolean {
	return days !== null && nightsBetween(days.from, days.to) >= DAILY_MAX;
}

function allowedGroup(group: InsightGroup, days: InsightDays | null): InsightGroup {
	return group === "day" && isLong(days) ? "week" : group;
}

function dateOf(text: string | null): string | null {
	if (text === null || !DATE.test(text)) return null;
	try {
		addDays(resolveDate(text, "2026-01-01"), 0);
		return text;
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

const DEFAULTS: Record<string, string> = { ...DEFAULT_RANGE, group: "day", pickup: "7", provider: "", table: "" };

export function changeView(search: URLSearchParams, changes: Record<string, string | null>): string {
	const next = new URLSearchParams(search);
	for (const [name, value] of Object.entries(changes)) {
		if (value === null || value === DEFAULTS[name]) next.delete(name);
		else next.set(name, value);
	}
	return next.toString();
}

/** Query of the API for a view. */
export function insightParams(view: InsightView): string {
	const { from, to, group, pickup, provider, tenant } = view;
	const params = new URLSearchParams({ from, to, group, pickup });
	if (provider !== null) params.set("provider", provider);
	if (tenant !== null) params.set("tenant", tenant);
	params.sort();
	return params.toString();
}

export interface Preset extends InsightDays {
	id: string;
	label: string;
}

/** Ranges of one click. Years are those of `today`. */
export function presets(today: string): Preset[] {
	const year = Number(today.slice(0, 4));
	return [
		{ id: "around", label: RANGE_WORDS.last30Next60Days, ...DEFAULT_RANGE },
		{ id: "next30", label: RANGE_WORDS.next30Days, from: "today", to: "today+29" },
		{ id: "next90", label: RANGE_WORDS.next90Days, from: "today", to: "today+89" },
		{ id: "last30", label: RANGE_WORDS.last30Days, from: "today-30", to: "today-1" },
		{ id: "last90", label: RANGE_WORDS.last90Days, from: "today-90", to: "today-1" },
		{ id: "year", label: RANGE_WORDS.thisYear, from: `${year}-01-01`, to: `${year}-12-31` },
		{ id: "lastyear", label: RANGE_WORDS.lastYear, from: `${year - 1}-01-01`, to: `${year - 1}-12-31` },
	];
}
