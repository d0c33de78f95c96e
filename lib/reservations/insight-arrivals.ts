/** Reservations by their day of arrival: how many, how long, how early they were booked, through whom, and for how much. */
import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import type { LEAD_BANDS } from "@/lib/shared/insight";
import { bucketKey, type InsightScope, NAME_MAX, PLACE } from "./insight-sql";

const CURRENCY_MAX = 20;

export interface ArrivalsRow {
	shift: number;
	key: string;
	arrivals: number;
	stays: number;
	stayNights: number;
	leads: number;
	leadDays: number;
}

export interface LeadRow {
	shift: number;
	band: (typeof LEAD_BANDS)[number] | "unknown";
	count: number;
}

export interface RevenueRow {
	shift: number;
	key: string;
	currency: string | null;
	total: string;
	totals: number;
	rental: string;
	rentals: number;
	missing: number;
}

/** Days from the booking, in the tenant's own calendar, to the arrival. */
const LEAD = Prisma.sql`(f.arrival - (f.booked_at AT TIME ZONE s.zone)::date)`;

/** The one type of all units of a reservation that arrives, "several" or "none". */
const ONE_TYPE = Prisma.sql`
	SELECT a.reservation_id AS id, CASE WHEN min(u.type) = max(u.type) THEN min(u.type) ELSE 'several' END AS type
	FROM (SELECT DISTINCT id FROM found WHERE arrives) f JOIN unit_assignment a ON a.reservation_id = f.id
	JOIN scope s ON s.tenant_id = a.tenant_id
	LEFT JOIN places p ON p.tenant_id = a.tenant_id AND p.remote_id = a.unit_remote_id
	JOIN places u ON u.place = ${PLACE} GROUP BY 1`;

/**
 * Stays that arrive within the days, this year and last, with their bucket. A departure before the arrival, or none,
 * gives no length of stay. Expects scope, places and found.
 */
export function arrivingTable(scope: InsightScope): Prisma.Sql {
	const ofTypes = scope.group === "unit_type";
	const key = bucketKey(scope.group, {
		day: Prisma.sql`(f.arrival + f.shift)`,
		type: Prisma.sql`COALESCE(t.type, 'none')`,
	});
	return Prisma.sql`
		SELECT f.shift, ${key} AS key, ${LEAD} AS lead, CASE WHEN f.departure >= f.arrival THEN f.departure - f.arrival END AS nights,
			NULLIF(btrim(left(f.channel, ${NAME_MAX}::int)), '') AS channel,
			NULLIF(btrim(left(f.currency, ${CURRENCY_MAX}::int)), '') AS currency, f.total, f.rental
		FROM found f JOIN scope s ON s.tenant_id = f.tenant_id
		${ofTypes ? Prisma.sql`LEFT JOIN (${ONE_TYPE}) t ON t.id = f.id` : Prisma.empty}
		WHERE f.arrives`;
}

export const ARRIVALS_SUM = Prisma.sql`
	SELECT shift, key, count(*)::int AS arrivals, count(nights)::int AS stays, COALESCE(sum(nights), 0)::float8 AS "stayNights",
		count(lead)::int AS leads, COALESCE(sum(lead), 0)::float8 AS "leadDays"
	FROM arriving GROUP BY 1, 2`;

export const LEADS_SUM = Prisma.sql`
	SELECT shift, CASE WHEN lead IS NULL THEN 'unknown' WHEN lead < 0 THEN 'after' WHEN lead = 0 THEN '0' WHEN lead <= 3 THEN '1-3'
		WHEN lead <= 7 THEN '4-7' WHEN lead <= 14 THEN '8-14' WHEN lead <= 30 THEN '15-30' WHEN lead <= 60 THEN '31-60'
		WHEN lead <= 90 THEN '61-90' WHEN lead <= 180 THEN '91-180' ELSE '181+' END AS band, count(*)::int AS count
	FROM arriving GROUP BY 1, 2`;

/** Channels as they are written upstream, most arrivals first; an empty one is none. */
export const CHANNELS_SUM = Prisma.sql`
	SELECT channel, count(*) FILTER (WHERE shift = 0)::int AS now, count(*) FILTER (WHERE shift > 0)::int AS last
	FROM arriving GROUP BY 1 ORDER BY 2 DESC, 3 DESC, 1`;

/** Sums of what the provider gave, on the day of arrival; nothing is computed from lines, spread over nights or converted. */
export const REVENUE_SUM = Prisma.sql`
	SELECT shift, key, currency, COALESCE(sum(total), 0)::text AS total, count(total)::int AS totals,
		COALESCE(sum(rental), 0)::text AS rental, count(rental)::int AS rentals, (count(*) - count(total))::int AS missing
	FROM arriving GROUP BY 1, 2, 3`;
