/** A filter's dates, read in each tenant's own calendar. Pure. */
import "server-only";
import { AppError } from "@/lib/errors";
import { addDays, resolveDate, todayIn } from "@/lib/shared/dates";
import type { DateField } from "@/lib/shared/reservations";
import { startOfDay } from "./start-of-day";

/** Tenants for which the filter means the same days (or, for instants, the same moments). */
export interface DateGroup {
	tenantIds: string[];
	/** Plain dates, both inclusive; null: open. */
	from: string | null;
	to: string | null;
	/** The same as moments, for fields that are instants: from ≤ x < until. */
	fromAt: Date | null;
	untilAt: Date | null;
}

interface DateInput {
	by: DateField;
	from?: string | undefined;
	to?: string | undefined;
}

const INSTANT_FIELDS: readonly DateField[] = ["booked", "updated", "cancelled"];
const FIRST_DATE = "1900-01-01";
const LAST_DATE = "2999-12-31";

/** Tenants by the day that their own calendars show now. */
export function todaysOf(
	tenants: readonly { id: string; timeZone: string | null }[],
	now: Date,
): { date: string; tenantIds: string[] }[] {
	const days = new Map<string, string[]>();
	for (const tenant of tenants) {
		const date = todayIn(tenant.timeZone, now);
		days.set(date, [...(days.get(date) ?? []), tenant.id]);
	}
	return [...days].map(([date, tenantIds]) => ({ date, tenantIds }));
}

/** Errors: invalid_input when the range is empty for every tenant, or outside 1900–2999. */
export function groupByDates(
	filter: DateInput,
	tenants: readonly { id: string; timeZone: string | null }[],
	now: Date,
): DateGroup[] {
	assertInRange(filter);
	const isInstant = INSTANT_FIELDS.includes(filter.by);
	const groups = new Map<string, DateGroup>();
	for (const tenant of tenants) {
		const { from, to } = resolveFor(filter, todayIn(tenant.timeZone, now));
		if (from !== null && to !== null && from > to) continue;
		const key = `${from}|${to}|${isInstant && (from !== null || to !== null) ? tenant.timeZone : ""}`;
		const group = groups.get(key);
		if (group !== undefined) {
			group.tenantIds.push(tenant.id);
			continue;
		}
		groups.set(key, {
			tenantIds: [tenant.id],
			from,
			to,
			fromAt: isInstant && from !== null ? startOfDay(from, tenant.timeZone) : null,
			untilAt: isInstant && to !== null ? startOfDay(addDays(to, 1), tenant.timeZone) : null,
		});
	}
	if (groups.size === 0 && tenants.length > 0) throw badDate("from", "from is after to");
	return [...groups.values()];
}

function resolveFor(filter: DateInput, today: string): { from: string | null; to: string | null } {
	// "In house" is about a day; without one it is about today.
	if ((filter.by === "in_house" || filter.by === "stayover") && filter.from === undefined && filter.to === undefined)
		return { from: today, to: today };
	return {
		from: filter.from === undefined ? null : resolveDate(filter.from, today),
		to: filter.to === undefined ? null : resolveDate(filter.to, today),
	};
}

/** Years that every database and reader of dates understands. */
function assertInRange(filter: DateInput): void {
	for (const name of ["from", "to"] as const) {
		const date = filter[name];
		if (date === undefined || date.startsWith("today")) continue;
		if (date < FIRST_DATE || date > LAST_DATE) throw badDate(name, `must lie between ${FIRST_DATE} and ${LAST_DATE}`);
	}
}

function badDate(path: "from" | "to", message: string): AppError {
	return new AppError("invalid_input", `${path}: ${message}`, `Check the dates: ${message}.`, {
		issues: [{ path, message }],
	});
}
