/** The tape chart: units × days. One answer holds all rows in scope and every bar that touches the days asked for. */
import { z } from "zod";
import { relativeDate } from "./date-inputs";
import { tenantFilter } from "./id-list";
import { money } from "./money-schema";
import { freshness, reservationKind, reservationStatus } from "./reservations";

/** The most days one answer may cover: the longest zoom with a margin on both sides for panning. */
const DAYS_MAX = 120;

export const calendarQuery = z.strictObject({
	tenant: tenantFilter,
	/** First day; a relative one is read in the first tenant's calendar. */
	from: relativeDate.default("today"),
	days: z.coerce.number().int().min(1).max(DAYS_MAX).default(14),
	/** As it was known at this instant. */
	at: z.iso.datetime({ offset: true }).optional(),
});
export type CalendarQuery = z.infer<typeof calendarQuery>;

export const calendarTenant = z.object({
	id: z.string(),
	name: z.string(),
	provider: z.string(),
	timeZone: z.string().nullable(),
	/** Its own today. */
	today: z.string(),
});

export type CalendarTenant = z.infer<typeof calendarTenant>;

export const calendarUnit = z.object({
	/** Ours (unt_…); for a unit that reservations name but the inventory does not list: `tenantId:remoteId`. */
	id: z.string(),
	tenantId: z.string(),
	name: z.string(),
	type: z.string().nullable(),
	property: z.string().nullable(),
	/** False: no longer rented, shown because something is still in it. */
	active: z.boolean(),
});
export type CalendarUnit = z.infer<typeof calendarUnit>;

/** What is to be done about it, from the tenant's own today. */
export const barState = z.enum(["arriving", "departing", "in_house", "coming", "past"]);
export type BarState = z.infer<typeof barState>;

export const calendarBar = z.object({
	/** reservation id and assignment id: unique in the answer. */
	key: z.string(),
	reservationId: z.string(),
	tenantId: z.string(),
	/** Null: no unit yet. */
	unitId: z.string().nullable(),
	arrival: z.string(),
	/** First day on which it is free again; never before the day after the arrival. */
	departure: z.string(),
	nights: z.number(),
	title: z.string(),
	kind: reservationKind,
	status: reservationStatus,
	state: barState,
	people: z.number(),
	/** Assignments of its reservation: more than one makes a group. */
	groupSize: z.number(),
	/** Open balance; null when nothing is open or nothing is known. */
	open: money.nullable(),
	/** Somebody wrote a note about it here. */
	noted: z.boolean(),
	flagged: z.boolean(),
});
export type CalendarBar = z.infer<typeof calendarBar>;

export const calendarDay = z.object({
	date: z.string(),
	/** Units with guests or owners in that night, units blocked, and all active units. */
	occupied: z.number(),
	blocked: z.number(),
	units: z.number(),
});
export type CalendarDay = z.infer<typeof calendarDay>;

export const calendarChart = z.object({
	from: z.string(),
	days: z.array(calendarDay),
	tenants: z.array(calendarTenant),
	units: z.array(calendarUnit),
	bars: z.array(calendarBar),
	/** More bars than are given: the scope must be narrowed. */
	truncated: z.boolean(),
	freshness,
});
export type CalendarChart = z.infer<typeof calendarChart>;
