/** Reservations by their day of arrival: how many, how long, how early they were booked, through whom, and for how much. */
import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import type { LEAD_BANDS } from "@/lib/shared/insight";
import {
	addUp,
	bucketKey,
	type InsightScope,
	IS_STAY,
	NAME_MAX,
	RESERVATION_TYPE,
	SHIFTS,
	STANDS,
	scopeTable,
} from "./insight-sql";

/** Longer texts are no amounts; the record itself still shows them. */
const AMOUNT_MAX = 60;
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

/** Days from the booking, in the tenant's own calendar, to the arrival. */
const LEAD = Prisma.sql`(r.arrival - (r.booked_at AT TIME ZONE s.zone)::date)`;

/** Stays that arrive within the days, this year and last, with the day of this year. `columns` may use r, s and day. */
function arriving(scope: InsightScope, columns: Prisma.Sql): Prisma.Sql {
	const ids = scope.tenants.map(({ id }) => id);
	const years = SHIFTS.map(
		(shift) => Prisma.sql`
			SELECT ${shift}::int AS shift, r.arrival + ${shift}::int AS day, r.id
			FROM reservation r WHERE r.tenant_id = ANY(${ids}::text[]) AND ${IS_STAY} AND ${STANDS}
				AND r.arrival >= ${scope.from}::date - ${shift}::int AND r.arrival < ${scope.end}::date - ${shift}::int`,
	);
	return Prisma.sql`SELECT y.shift, ${columns}
		FROM (${Prisma.join(years, " UNION ALL ")}) y JOIN reservation r ON r.id = y.id
		JOIN (${scopeTable(scope)}) s ON s.tenant_id = r.tenant_id`;
}

function bucketOf(scope: InsightScope): Prisma.Sql {
	return bucketKey(scope.group, { day: Prisma.sql`y.day`, type: RESERVATION_TYPE });
}

/** A departure before the arrival, or none, gives no length of stay. */
export async function readArrivals(scope: InsightScope): Promise<ArrivalsRow[]> {
	return addUp<ArrivalsRow>(Prisma.sql`
		SELECT shift, key, count(*)::int AS arrivals, count(nights)::int AS stays, COALESCE(sum(nights), 0)::float8 AS "stayNights",
			count(lead)::int AS leads, COALESCE(sum(lead), 0)::float8 AS "leadDays"
		FROM (${arriving(
			scope,
			Prisma.sql`${bucketOf(scope)} AS key, ${LEAD} AS lead,
				CASE WHEN r.departure >= r.arrival THEN r.departure - r.arrival END AS nights`,
		)}) v GROUP BY 1, 2`);
}

export async function readLeads(
	scope: InsightScope,
): Promise<{ shift: number; band: (typeof LEAD_BANDS)[number] | "unknown"; count: number }[]> {
	return addUp(Prisma.sql`
		SELECT shift, CASE WHEN lead IS NULL THEN 'unknown' WHEN lead < 0 THEN 'after' WHEN lead = 0 THEN '0' WHEN lead <= 3 THEN '1-3'
			WHEN lead <= 7 THEN '4-7' WHEN lead <= 14 THEN '8-14' WHEN lead <= 30 THEN '15-30' WHEN lead <= 60 THEN '31-60'
			WHEN lead <= 90 THEN '61-90' WHEN lead <= 180 THEN '91-180' ELSE '181+' END AS band, count(*)::int AS count
		FROM (${arriving(scope, Prisma.sql`${LEAD} AS lead`)}) v GROUP BY 1, 2`);
}

/** Channels as they are written upstream, most arrivals first; an empty one is none. */
export async function readChannels(
	scope: InsightScope,
): Promise<{ channel: string | null; now: number; last: number }[]> {
	const name = Prisma.sql`NULLIF(btrim(left(r.channel, ${NAME_MAX}::int)), '')`;
	return addUp(Prisma.sql`
		SELECT channel, count(*) FILTER (WHERE shift = 0)::int AS now, count(*) FILTER (WHERE shift > 0)::int AS last
		FROM (${arriving(scope, Prisma.sql`${name} AS channel`)}) v
		GROUP BY 1 ORDER BY 2 DESC, 3 DESC, 1`);
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

/** Sums of what the provider gave, on the day of arrival; nothing is computed from lines, spread over nights or converted. */
export async function readRevenue(scope: InsightScope): Promise<RevenueRow[]> {
	const amount = (text: Prisma.Sql) =>
		Prisma.sql`CASE WHEN length(${text}) <= ${AMOUNT_MAX}::int THEN (${text})::numeric END`;
	const rental = Prisma.sql`(SELECT sum(${amount(Prisma.sql`e.value ->> 'revenue'`)})
		FROM jsonb_array_elements(r.canonical -> 'assignments') e)`;
	return addUp<RevenueRow>(Prisma.sql`
		SELECT shift, key, currency, COALESCE(sum(total), 0)::text AS total, count(total)::int AS totals,
			COALESCE(sum(rental), 0)::text AS rental, count(rental)::int AS rentals, (count(*) - count(total))::int AS missing
		FROM (${arriving(
			scope,
			Prisma.sql`${bucketOf(scope)} AS key, NULLIF(btrim(left(r.currency, ${CURRENCY_MAX}::int)), '') AS currency,
				${amount(Prisma.sql`r.canonical ->> 'total'`)} AS total, ${rental} AS rental`,
		)}) v GROUP BY 1, 2, 3`);
}
