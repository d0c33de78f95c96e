/** Rows of the database → buckets with names, in order, every one with both years. Pure. */
import "server-only";
import { addDays, dayNumber } from "@/lib/shared/dates";
import {
	type Insight,
	type InsightChannel,
	type InsightLead,
	type InsightMoney,
	type InsightRow,
	LEAD_BANDS,
} from "@/lib/shared/insight";
import { type InsightGroup, NO_NUMBERS } from "@/lib/shared/insight-range";
import type { ArrivalsRow, LeadRow, RevenueRow } from "./insight-arrivals";
import type { NightsRow } from "./insight-nights";
import type { InsightScope } from "./insight-sql";
import type { ScopedTenant } from "./tenant-scope";

/** Buckets that are not days: more rows than this are no picture and no table that anybody reads. */
const BUCKETS_MAX = 300;
const CHANNELS_MAX = 30;

type Keys = ReadonlyMap<string, string>;
type NamedTenant = Pick<ScopedTenant, "id" | "name" | "provider" | "providerLabel">;

/** Keys in order with their names. Days without anything are there too; of other buckets those with most nights. */
export function buckets(
	scope: Pick<InsightScope, "group" | "from" | "end">,
	tenants: readonly NamedTenant[],
	rows: { nights: readonly NightsRow[]; arrivals: readonly ArrivalsRow[] },
): { keys: Keys; truncated: boolean } {
	const days = timeKeys(scope);
	if (days !== null) return { keys: new Map(days.map((key) => [key, ""])), truncated: false };
	const weight = new Map<string, number>(tenants.length === 0 ? [] : fixedKeys(scope.group, tenants));
	for (const { key, shift, nights } of rows.nights) {
		weight.set(key, (weight.get(key) ?? 0) + (shift === 0 ? nights : 0));
	}
	for (const { key } of rows.arrivals) weight.set(key, weight.get(key) ?? 0);
	const named = [...weight]
		.map(([key, nights]) => ({ key, nights, label: labelOf(scope.group, key, tenants) }))
		.sort((a, b) => b.nights - a.nights || a.label.localeCompare(b.label) || (a.key < b.key ? -1 : 1));
	return {
		keys: new Map(named.slice(0, BUCKETS_MAX).map(({ key, label }) => [key, label])),
		truncated: named.length > BUCKETS_MAX,
	};
}

function fixedKeys(group: InsightGroup, tenants: readonly NamedTenant[]): [string, number][] {
	if (group === "unit_type") return [];
	return tenants.map((tenant) => [group === "tenant" ? tenant.id : tenant.provider, 0]);
}

function timeKeys({ group, from, end }: Pick<InsightScope, "group" | "from" | "end">): string[] | null {
	if (group !== "day" && group !== "week" && group !== "month") return null;
	const keys = new Set<string>();
	for (let day = from; day < end; day = addDays(day, 1)) keys.add(startOf(group, day));
	return [...keys];
}

function startOf(group: "day" | "week" | "month", day: string): string {
	if (group === "month") return `${day.slice(0, 7)}-01`;
	// 1970-01-01 was a Thursday: Monday is day 0 of a week.
	return group === "week" ? addDays(day, -((((dayNumber(day) + 3) % 7) + 7) % 7)) : day;
}

const TYPE_WORDS: Record<string, string> = {
	none: "No unit yet",
	unlisted: "Unit not in the inventory",
	untyped: "Type not given",
	several: "Units of several types",
};

/** Two tenants may call different things alike: with several in scope, a type is named with its tenant. */
function labelOf(group: InsightGroup, key: string, tenants: readonly NamedTenant[]): string {
	if (group === "provider") return tenants.find(({ provider }) => provider === key)?.providerLabel ?? key;
	if (group === "tenant") return tenants.find(({ id }) => id === key)?.name ?? key;
	const space = key.indexOf(" ");
	const type = key.slice(space + 1);
	const words = type.startsWith("type:") ? type.slice("type:".length) : (TYPE_WORDS[type] ?? type);
	const tenant = tenants.find(({ id }) => id === key.slice(0, space));
	return tenants.length > 1 && tenant !== undefined ? `${words} · ${tenant.name}` : words;
}

export function rowsOf(keys: Keys, nights: readonly NightsRow[], arrivals: readonly ArrivalsRow[]): InsightRow[] {
	const rows = new Map(
		[...keys].map(([key, label]) => [key, { key, label, now: { ...NO_NUMBERS }, last: { ...NO_NUMBERS } }]),
	);
	for (const { key, shift, available, occupied, blocked, nights: sold, elsewhere } of nights) {
		const row = rows.get(key);
		if (row === undefined) continue;
		if (shift === null) {
			row.now.available = available;
			row.last.available = available;
		} else {
			Object.assign(shift === 0 ? row.now : row.last, { occupied, blocked, nights: sold, elsewhere });
		}
	}
	for (const { key, shift, ...numbers } of arrivals) {
		const row = rows.get(key);
		if (row !== undefined) Object.assign(shift === 0 ? row.now : row.last, numbers);
	}
	return [...rows.values()];
}

const NO_MONEY: InsightMoney = { total: "0", totals: 0, rental: "0", rentals: 0, missing: 0 };

/** In the order of the buckets; inside one, currencies by name and the unknown one last. */
export function revenueOf(keys: Keys, rows: readonly RevenueRow[]): Insight["revenue"] {
	const merged = new Map<string, Insight["revenue"][number]>();
	for (const { shift, key, currency, ...money } of rows) {
		const label = keys.get(key);
		if (label === undefined) continue;
		const id = JSON.stringify([key, currency]);
		const row = merged.get(id) ?? { key, label, currency, now: NO_MONEY, last: NO_MONEY };
		merged.set(id, shift === 0 ? { ...row, now: money } : { ...row, last: money });
	}
	const place = new Map([...keys.keys()].map((key, index) => [key, index]));
	return [...merged.values()].sort(
		(a, b) =>
			(place.get(a.key) ?? 0) - (place.get(b.key) ?? 0) ||
			(a.currency ?? "\uffff").localeCompare(b.currency ?? "\uffff"),
	);
}

/** Every band, also those without anybody. */
export function leadsOf(rows: readonly LeadRow[]): InsightLead[] {
	const count = (band: InsightLead["band"], last: boolean) =>
		rows.find((row) => row.band === band && row.shift > 0 === last)?.count ?? 0;
	return ([...LEAD_BANDS, "unknown"] as const).map((band) => ({
		band,
		now: count(band, false),
		last: count(band, true),
	}));
}

export function channelsOf(rows: readonly InsightChannel[]): Pick<Insight, "channels" | "otherChannels"> {
	const others = rows.slice(CHANNELS_MAX);
	const sum = (year: "now" | "last") => others.reduce((total, row) => total + row[year], 0);
	return {
		channels: rows.slice(0, CHANNELS_MAX),
		otherChannels: { count: others.length, now: sum("now"), last: sum("last") },
	};
}

/** Only this year has a pickup. */
export function pickupOf(keys: Keys, rows: readonly NightsRow[]): Pick<Insight["pickup"], "rows" | "undated"> {
	const byKey = new Map(rows.flatMap((row) => (row.shift === 0 ? [[row.key, row] as const] : [])));
	return {
		rows: [...keys].map(([key, label]) => {
			const { booked = 0, lost = 0 } = byKey.get(key) ?? {};
			return { key, label, booked, lost };
		}),
		undated: {
			booked: rows.reduce((sum, row) => sum + row.undatedBooked, 0),
			cancelled: rows.reduce((sum, row) => sum + row.undatedCancelled, 0),
		},
	};
}
