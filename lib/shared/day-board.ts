/** The day board: what a chosen day brings, in each tenant's own calendar, in numbers that lead to lists. */
import { z } from "zod";
import { relativeDate } from "./date-inputs";
import { FIRST_DATE, isDayDate, LAST_DATE } from "./day-date";
import { tenantFilter } from "./id-list";
import { freshness } from "./reservations";

/** A day of the board: a plain date, or one relative to each tenant's own today. */
const dayDate = relativeDate.refine(isDayDate, `must lie between ${FIRST_DATE} and ${LAST_DATE}`);

export const dayQuery = z.strictObject({
	date: dayDate.default("today"),
	tenant: tenantFilter,
	/** When the reader last looked; without it the numbers of news are left out. */
	since: z.iso.datetime({ offset: true }).optional(),
});
export type DayQuery = z.infer<typeof dayQuery>;

/** Reservations, of them still to do, their unit assignments and people. */
const dayCount = z.object({ total: z.number(), toDo: z.number(), units: z.number(), guests: z.number() });
export type DayCount = z.infer<typeof dayCount>;

export const dayNumbers = z.object({
	arrivals: dayCount,
	departures: dayCount,
	inHouse: dayCount,
	stayovers: dayCount,
	/** Arrivals with an assignment that has no unit yet. */
	unassigned: z.number(),
	/** Arrivals that owe something. */
	openOnArrival: z.number(),
	/** Departures that still owe something. */
	openOnDeparture: z.number(),
});
export type DayNumbers = z.infer<typeof dayNumbers>;

export const dayNews = z.object({ new: z.number(), changed: z.number(), cancelled: z.number() });
export type DayNews = z.infer<typeof dayNews>;

export const dayBoard = z.object({
	/** As asked for. */
	date: z.string(),
	/** When it was counted: what comes later is in none of the numbers. */
	at: z.string(),
	numbers: dayNumbers,
	/** Null without `since`. */
	news: dayNews.nullable(),
	/** Names of tenants first read after `since`: what had changed there before is in none of the news. */
	readSince: z.array(z.string()),
	/** Every tenant in scope that is included, by name, with the day that its calendar shows. */
	tenants: z.array(
		z.object({ id: z.string(), name: z.string(), provider: z.string(), date: z.string(), numbers: dayNumbers }),
	),
	freshness,
});
export type DayBoard = z.infer<typeof dayBoard>;
export type DayTenant = DayBoard["tenants"][number];
