/**
 * Insight: what the reservations of a range of days amount to, beside the same weekdays of last year (364 days back).
 * Days are stay nights in each tenant's own calendar; money is exact text per currency, never summed across currencies.
 */
import { z } from "zod";
import { relativeDate } from "./date-inputs";
import { tenantFilter } from "./id-list";
import { INSIGHT_GROUPS } from "./insight-range";
import { freshness } from "./reservations";

/** 52 weeks: the same weekday of last year. */
export const LAST_YEAR_DAYS = 364;

export const insightGroup = z.enum(INSIGHT_GROUPS);

export const insightPickup = z.enum(["1", "7", "30"]).transform(Number);

export const insightQuery = z.strictObject({
	tenant: tenantFilter,
	provider: z.string().max(40).optional(),
	/** First night; a relative one is read in the first tenant's calendar. */
	from: relativeDate.default("today-30"),
	/** Last night, itself included. */
	to: relativeDate.default("today+59"),
	group: insightGroup.default("day"),
	/** Bookings since the start of so many days ago. */
	pickup: insightPickup.default(7),
});
export type InsightQuery = z.infer<typeof insightQuery>;

/** One bucket of one year. Nights are unit nights: a group in 8 units for 3 nights has 24. */
export const insightNumbers = z.object({
	/** Active units of the inventory × nights. */
	available: z.number(),
	/** Of them with guests or owners; two reservations in one unit count once. */
	occupied: z.number(),
	/** Of them blocked and not occupied. */
	blocked: z.number(),
	/** All nights of stays, wherever they are. */
	nights: z.number(),
	/** Of them without a unit, or in one that the inventory does not rent: in no occupancy. */
	elsewhere: z.number(),
	/** Reservations that arrive. */
	arrivals: z.number(),
	/** Of them with both dates, and the sum of their calendar nights. */
	stays: z.number(),
	stayNights: z.number(),
	/** Of them with a day of booking, and the sum of days from it to the arrival (negative when entered later). */
	leads: z.number(),
	leadDays: z.number(),
});
export type InsightNumbers = z.infer<typeof insightNumbers>;

const bucket = {
	/** First day of the bucket, or a key of a tenant, provider or unit type. */
	key: z.string(),
	/** A name for what is no day. */
	label: z.string(),
};

export const insightRow = z.object({ ...bucket, now: insightNumbers, last: insightNumbers });
export type InsightRow = z.infer<typeof insightRow>;

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
export const insightMoney = z.object({
	/** Sum of the reservations' totals as the provider gave them, taxes and fees included. */
	total: decimal,
	/** Reservations in that sum. */
	totals: z.number(),
	/** Sum of the units' rental revenue as the provider gave it, without taxes and fees; no part of the total's sum. */
	rental: decimal,
	rentals: z.number(),
	/** Arriving reservations that come without a total: in no sum. */
	missing: z.number(),
});
export type InsightMoney = z.infer<typeof insightMoney>;

export const insightRevenue = z.object({
	...bucket,
	/** Null: the provider does not say. */
	currency: z.string().nullable(),
	now: insightMoney,
	last: insightMoney,
});
export type InsightRevenue = z.infer<typeof insightRevenue>;

/** Days from booking to arrival. Same-day bookings are "0"; "after": entered after the arrival. */
export const LEAD_BANDS = ["after", "0", "1-3", "4-7", "8-14", "15-30", "31-60", "61-90", "91-180", "181+"] as const;
export const insightLead = z.object({ band: z.enum([...LEAD_BANDS, "unknown"]), now: z.number(), last: z.number() });
export type InsightLead = z.infer<typeof insightLead>;

/** As the provider writes it; null: not given. */
export const insightChannel = z.object({ channel: z.string().nullable(), now: z.number(), last: z.number() });
export type InsightChannel = z.infer<typeof insightChannel>;

export const insightPickupRow = z.object({
	...bucket,
	/** Nights booked since, of reservations that still stand. */
	booked: z.number(),
	/** Nights cancelled, or deleted upstream, since; booked before. */
	lost: z.number(),
});
export type InsightPickupRow = z.infer<typeof insightPickupRow>;

export const insight = z.object({
	from: z.string(),
	/** Itself included. */
	to: z.string(),
	today: z.string(),
	group: insightGroup,
	rows: z.array(insightRow),
	revenue: z.array(insightRevenue),
	leads: z.array(insightLead),
	channels: z.array(insightChannel),
	/** Reservations in channels beyond those given. */
	otherChannels: z.object({ count: z.number(), now: z.number(), last: z.number() }),
	pickup: z.object({
		days: z.number(),
		rows: z.array(insightPickupRow),
		/** Nights that the provider gives no moment of booking, or of cancelling, for: in no pickup. */
		undated: z.object({ booked: z.number(), cancelled: z.number() }),
	}),
	/** Tenants that list no unit: their nights are in no occupancy. */
	withoutUnits: z.array(z.string()),
	/** Only the buckets with most nights are given. */
	truncated: z.boolean(),
	freshness,
});
export type Insight = z.infer<typeof insight>;
