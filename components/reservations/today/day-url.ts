/** The day board as its URL has it. Pure. Defaults are left out, so that one view has one address. */
import { addDays, resolveDate } from "@/lib/shared/dates";
import { isDayDate } from "@/lib/shared/day-date";

export const TODAY = "today";

export type TenantOrder = "todo" | "name";

export interface DayView {
	/** A plain date, or relative to each tenant's own today. */
	date: string;
	/** Ids with commas; null: all tenants. */
	tenant: string | null;
	order: TenantOrder;
	/** Tenants with nothing on the day are shown too. */
	all: boolean;
}

/** What is not understood counts as not said: a day is always shown. */
export function readDay(search: URLSearchParams): DayView {
	const asked = search.get("date") ?? TODAY;
	const date = isDayDate(asked) ? asked : TODAY;
	const tenant = search.get("tenant") ?? "";
	return {
		date: isToday(date) ? TODAY : date,
		tenant: tenant === "" ? null : tenant,
		order: search.get("sort") === "name" ? "name" : "todo",
		all: search.get("all") === "yes",
	};
}

const DEFAULTS: Record<string, string> = { date: TODAY, sort: "todo" };

/** The address of the board with some of its state changed; null removes. */
export function dayHref(search: URLSearchParams, changes: Record<string, string | null>): string {
	const text = changeDay(search, changes);
	return text === "" ? "/" : `/?${text}`;
}

/** The query after the changes; what is as by default is left out. */
export function changeDay(search: URLSearchParams, changes: Record<string, string | null>): string {
	const next = new URLSearchParams(search);
	for (const [name, value] of Object.entries(changes)) {
		if (value === null || value === DEFAULTS[name]) next.delete(name);
		else next.set(name, value);
	}
	return next.toString();
}

/** The day before or after: relative days stay relative. At the ends of the calendar it stays where it is. */
export function shiftDay(date: string, by: 1 | -1): string {
	const moved = date.startsWith(TODAY) ? relativeDay(offsetOf(date) + by) : addDays(date, by);
	return isDayDate(moved) ? moved : date;
}

/** Query of the API. `since`: when the operator last looked. */
export function boardParams(date: string, tenant: string | null, since: string | null): string {
	const params = new URLSearchParams({ date });
	if (tenant !== null) params.set("tenant", tenant);
	if (since !== null) params.set("since", since);
	params.sort();
	return params.toString();
}

/** Tape chart of the day, and its issues, for the same tenants. */
export function calendarHref(date: string, tenant: string | null): string {
	const params = new URLSearchParams(date === TODAY ? {} : { from: date });
	if (tenant !== null) params.set("tenant", tenant);
	return params.size === 0 ? "/calendar" : `/calendar?${params}`;
}

export function issuesHref(date: string, tenant: string | null): string {
	const params = new URLSearchParams({ from: date, to: date });
	if (tenant !== null) params.set("tenant", tenant);
	return `/issues?${params}`;
}

/** The plain date in a calendar that shows `today`. */
export function plainDay(date: string, today: string): string {
	return resolveDate(date, today);
}

function isToday(date: string): boolean {
	return date.startsWith(TODAY) && offsetOf(date) === 0;
}

function offsetOf(relative: string): number {
	return Number(relative.slice(TODAY.length) || 0);
}

function relativeDay(offset: number): string {
	if (offset === 0) return TODAY;
	return offset > 0 ? `${TODAY}+${offset}` : `${TODAY}${offset}`;
}
