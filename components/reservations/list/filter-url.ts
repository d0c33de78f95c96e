/**
 * The list's filters as the URL has them: read and change. Pure, so that page and browser agree on what a URL means.
 * A value equal to the default is left out of the URL, so that one view has one address.
 */
import { addDays, isRelativeDate, monthOf, nightsBetween, resolveDate } from "@/lib/shared/dates";
import { RANGE_WORDS } from "./range-words";

/** Open panel, and what a saved view carries beside its filters: not sent to the API. */
const PEEK = "peek";
const PAGE_ONLY: ReadonlySet<string> = new Set([PEEK, "view", "cols"]);
const DEFAULTS: Record<string, string> = { by: "stay", sort: "arrival" };

/** Search of the page → canonical search of the API: sorted, without defaults and without what only the page uses. */
export function apiParams(search: URLSearchParams, tenantId: string | null): string {
	const params = new URLSearchParams();
	for (const [name, value] of search) {
		if (PAGE_ONLY.has(name) || value === "" || DEFAULTS[name] === value) continue;
		params.append(name, value);
	}
	if (tenantId !== null) params.set("tenant", tenantId);
	params.sort();
	return params.toString();
}

/** The search with some parameters changed (null removes). Place and open panel are dropped: they belong to the old view. */
export function changeSearch(search: URLSearchParams, changes: Record<string, string | null>): string {
	const next = new URLSearchParams(search);
	for (const name of [PEEK, "cursor"]) next.delete(name);
	for (const [name, value] of Object.entries(changes)) {
		if (value === null || value === "" || DEFAULTS[name] === value) next.delete(name);
		else next.set(name, value);
	}
	return next.toString();
}

export interface QuickRange {
	id: string;
	label: string;
	from: string | null;
	to: string | null;
}

/** Fields whose dates lie in the past: their quick ranges look back. */
const LOOKS_BACK = new Set(["booked", "updated", "cancelled"]);

/** The quick ranges of a date field. Days are relative, so that a bookmark stays true tomorrow; a month is absolute. */
export function quickRanges(today: string, by: string): QuickRange[] {
	const days: QuickRange[] = LOOKS_BACK.has(by)
		? [
				{ id: "today", label: RANGE_WORDS.today, from: "today", to: "today" },
				{ id: "yesterday", label: RANGE_WORDS.yesterday, from: "today-1", to: "today-1" },
				{ id: "last-week", label: RANGE_WORDS.last7Days, from: "today-6", to: "today" },
			]
		: [
				{ id: "today", label: RANGE_WORDS.today, from: "today", to: "today" },
				{ id: "tomorrow", label: RANGE_WORDS.tomorrow, from: "today+1", to: "today+1" },
				{ id: "week", label: RANGE_WORDS.next7Days, from: "today", to: "today+6" },
			];
	return [
		{ id: "any", label: RANGE_WORDS.anyDate, from: null, to: null },
		...days,
		{ id: "month", label: RANGE_WORDS.thisMonth, ...monthOf(today) },
	];
}

/** The quick range that a URL means; null for dates of the operator's own choice. */
export function activeRange(from: string | null, to: string | null, today: string, by: string): QuickRange | null {
	const resolve = (text: string | null) => (text === null ? null : resolveDate(text, today));
	const wantedFrom = resolve(from);
	const wantedTo = resolve(to);
	const match = quickRanges(today, by).find(
		(range) => resolve(range.from) === wantedFrom && resolve(range.to) === wantedTo,
	);
	return match ?? null;
}

/** The same stretch of days, one stretch earlier or later; whole months move by months. Null when a side is open. */
export function shiftRange(
	from: string | null,
	to: string | null,
	today: string,
	direction: 1 | -1,
): { from: string; to: string } | null {
	if (from === null || to === null) return null;
	const first = resolveDate(from, today);
	const last = resolveDate(to, today);
	const month = monthOf(first);
	if (first === month.from && last === month.to) return monthOf(first, direction);
	const days = nightsBetween(first, last) + 1;
	return {
		from: relative(addDays(first, days * direction), today, from),
		to: relative(addDays(last, days * direction), today, to),
	};
}

/** Keeps a date relative to today when it was. */
function relative(date: string, today: string, before: string): string {
	if (!before.startsWith("today")) return date;
	const days = nightsBetween(today, date);
	if (days === 0) return "today";
	return days > 0 ? `today+${days}` : `today${days}`;
}

/** The days that a search asks for, resolved; null for an open side or a date that is none. */
export function datesOf(search: URLSearchParams, today: string): { from: string | null; to: string | null } {
	const read = (name: string) => {
		const text = search.get(name) ?? "";
		return isRelativeDate(text) ? resolveDate(text, today) : null;
	};
	return { from: read("from"), to: read("to") };
}

/** Every filter beside the dates, tenant and sort. */
const FILTERS = [
	"status",
	"kind",
	"unit",
	"unassigned",
	"provider",
	"q",
	"balance",
	"todo",
	"tag",
	"flagged",
	"noted",
	"conflict",
	"at",
] as const;

/** What makes a list unfiltered, as changes. Leaves a saved view too: its filters are what is cleared. */
export const CLEARED: Readonly<Record<string, null>> = Object.fromEntries(
	[...FILTERS, "from", "to", "by", "since", "news", "view"].map((name) => [name, null]),
);

/** Fields of a date that narrow the list even without dates. */
const NARROWS_BY_ITSELF = new Set(["in_house", "stayover", "cancelled"]);

/** How many filters narrow the list, dates and text included; tenant and sort are not filters here. */
export function countFilters(search: URLSearchParams): number {
	const dates = search.has("from") || search.has("to") || NARROWS_BY_ITSELF.has(search.get("by") ?? "") ? 1 : 0;
	const news = search.has("since") ? 1 : 0;
	return dates + news + FILTERS.filter((name) => search.has(name)).length;
}

/** The values of a filter that takes several, as the URL has them. */
export function splitChoices(value: string | null): string[] {
	return value === null ? [] : value.split(",").filter((part) => part !== "");
}
