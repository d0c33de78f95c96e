/** What insight adds up, and by what. Pure, and without schemas: the page reads its address with it. */
import { addDays, resolveDate } from "./dates";
import type { InsightNumbers } from "./insight";

/** Three years of days: what one answer adds up. */
const INSIGHT_DAYS_MAX = 1_096;

export const INSIGHT_GROUPS = ["day", "week", "month", "unit_type", "tenant", "provider"] as const;
export type InsightGroup = (typeof INSIGHT_GROUPS)[number];

export interface InsightDays {
	from: string;
	to: string;
}

/** The days of a range, from and to included; null when it is empty, too long, or beyond the years that a calendar has. */
export function insightDays(range: InsightDays, today: string): InsightDays | null {
	try {
		const days = { from: resolveDate(range.from, today), to: resolveDate(range.to, today) };
		if (days.to < days.from || days.to > addDays(days.from, INSIGHT_DAYS_MAX - 1)) return null;
		return days.from < "1901" || days.to > "9998" ? null : days;
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

/** Nothing counted yet. */
export const NO_NUMBERS: InsightNumbers = {
	available: 0,
	occupied: 0,
	blocked: 0,
	nights: 0,
	elsewhere: 0,
	arrivals: 0,
	stays: 0,
	stayNights: 0,
	leads: 0,
	leadDays: 0,
};
