/** The chart's state as its URL has it. Pure. Defaults are left out, so that one view has one address. */
import { addDays, resolveDate } from "@/lib/shared/dates";
import type { Grouping } from "./chart-lines";

export const ZOOMS = [7, 14, 30, 60] as const;
/** What a phone shows when the URL does not say. */
export const PHONE_DAYS = 5;
const DESK_DAYS = 14;
/** Days beyond both edges that are fetched too, so that panning shows them at once. */
const MARGIN_MAX = 14;

export interface CalendarView {
	/** As the URL has it: a plain date or relative to today. */
	from: string;
	/** Null: the URL does not say. */
	days: number | null;
	grouping: Grouping;
	asTable: boolean;
	/** Reservation in the side panel. */
	peek: string | null;
	/** Moment whose knowledge is shown; null: now. */
	at: string | null;
}

const DATE = /^(?:\d{4}-\d{2}-\d{2}|today(?:[+-]\d{1,4})?)$/;

/** What is not understood counts as not said: a chart is always shown. */
export function readView(search: URLSearchParams): CalendarView {
	const from = search.get("from") ?? "";
	const days = Number(search.get("days"));
	const grouping = search.get("group");
	return {
		from: DATE.test(from) && isReal(from) ? from : "today",
		days: [...ZOOMS, PHONE_DAYS].includes(days as 7) ? days : null,
		grouping: grouping === "property" || grouping === "type" ? grouping : "tenant",
		asTable: search.get("view") === "table",
		peek: search.get("peek"),
		at: search.get("at"),
	};
}

function isReal(from: string): boolean {
	try {
		addDays(resolveDate(from, "2026-01-01"), 0);
		return true;
	} catch (error) {
		if (error instanceof RangeError) return false;
		throw error;
	}
}

export function changeView(search: URLSearchParams, changes: Record<string, string | null>): string {
	const next = new URLSearchParams(search);
	for (const [name, value] of Object.entries(changes)) {
		if (value === null || value === DEFAULTS[name]) next.delete(name);
		else next.set(name, value);
	}
	return next.toString();
}

const DEFAULTS: Record<string, string> = { from: "today", group: "tenant", view: "chart" };

export function visibleDays(view: CalendarView, phone: boolean): number {
	return view.days ?? (phone ? PHONE_DAYS : DESK_DAYS);
}

/** The days that a page brings: those shown, and the day before them, whose guests depart on the first. */
export function broughtRange(from: string, days: number): { from: string; days: number } {
	return { from: addDays(from, -1), days: days + 1 };
}

/** The days that are fetched around those shown. */
export function fetchedRange(from: string, days: number): { from: string; days: number; margin: number } {
	const margin = Math.min(days, MARGIN_MAX);
	return { from: addDays(from, -margin), days: days + 2 * margin, margin };
}

/** Query of the API for these days; the scope comes from the page's own search or path. */
export function calendarParams(
	range: { from: string; days: number },
	tenant: string | null,
	at: string | null,
): string {
	const params = new URLSearchParams({ from: range.from, days: String(range.days) });
	if (tenant !== null) params.set("tenant", tenant);
	if (at !== null) params.set("at", at);
	params.sort();
	return params.toString();
}
