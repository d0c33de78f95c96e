/** What the sums of insight are made of: whose nights, which reservations, and the bucket that each falls into. */
import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import { LAST_YEAR_DAYS } from "@/lib/shared/insight";
import type { InsightGroup } from "@/lib/shared/insight-range";

/** Longer texts are no amounts; the record itself still shows them. */
const AMOUNT_MAX = 60;
/** Longest name of a type or channel that makes a bucket. */
export const NAME_MAX = 120;

export interface InsightScope {
	/** `since`: the start of the first day of the pickup, in the tenant's own calendar. */
	tenants: readonly { id: string; provider: string; zone: string; since: Date }[];
	/** First night. */
	from: string;
	/** The day after the last night. */
	end: string;
	group: InsightGroup;
}

/** This year and the same weekdays of last year; a night of last year is counted on its day of this year. */
const SHIFTS = [0, LAST_YEAR_DAYS] as const;

/** The tenants, each with a number. */
export function scopeTable({ tenants }: InsightScope): Prisma.Sql {
	const rows = JSON.stringify(
		tenants.map(({ id, provider, zone, since }, place) => ({
			place,
			tenant_id: id,
			provider,
			zone,
			since: since.toISOString(),
		})),
	);
	return Prisma.sql`SELECT * FROM jsonb_to_recordset(${rows}::jsonb)
		AS s(place int, tenant_id text, provider text, zone text, since timestamptz)`;
}

/**
 * Where a night can be: each unit of the inventory, and for each tenant what names no unit (an odd number below zero)
 * and units that nobody lists (an even one). Numbers, because so many nights are sorted by them.
 */
export const PLACES = Prisma.sql`
	SELECT (row_number() OVER ())::int AS place, s.tenant_id, s.provider, u.remote_id, u.active,
		CASE WHEN COALESCE(btrim(u.type_name), '') = '' THEN 'untyped' ELSE 'type:' || left(u.type_name, ${NAME_MAX}::int) END AS type
	FROM scope s JOIN unit u ON u.tenant_id = s.tenant_id
	UNION ALL
	SELECT -2 * s.place - v.n, s.tenant_id, s.provider, NULL, FALSE, v.type
	FROM scope s CROSS JOIN (VALUES (1, 'none'), (2, 'unlisted')) AS v(n, type)`;

/** The place of assignment `a`. Expects the tenant as s, and `places` left-joined as p. */
export const PLACE = Prisma.sql`COALESCE(p.place, -2 * s.place - CASE WHEN a.unit_remote_id IS NULL THEN 1 ELSE 2 END)`;

/** Guests and owners. A kind or status that we do not know counts, as in the calendar: left out, its nights would be hidden. */
const IS_STAY = Prisma.sql`r.kind NOT IN ('block', 'linked_block', 'quote_hold')`;
const STANDS = Prisma.sql`(r.status <> 'cancelled' AND r.gone_before IS NULL)`;

/**
 * What a reservation is to the pickup of its tenant. Booked since: standing now and booked within the time. Lost:
 * cancelled (or missed upstream, when first noticed) within it and booked before; what was booked and cancelled within
 * it is in neither. Changed dates of older bookings are no bookings.
 */
const PICKUP = Prisma.sql`CASE
	WHEN y.shift <> 0 OR NOT y.is_stay THEN NULL
	WHEN y.stands THEN CASE WHEN y.booked_at IS NULL THEN 'undated booked' WHEN y.booked_at >= s.since THEN 'booked' END
	WHEN y.booked_at >= s.since THEN NULL
	WHEN y.left_at IS NULL THEN 'undated cancelled'
	WHEN y.left_at >= s.since THEN 'lost' END`;

/** Exact; null when it is none. */
const amount = (text: Prisma.Sql) =>
	Prisma.sql`CASE WHEN length(${text}) <= ${AMOUNT_MAX}::int THEN (${text})::numeric END`;

/** Nearly all have one unit, for which no function need be called. */
const RENTAL = Prisma.sql`CASE jsonb_array_length(y.parts) WHEN 1 THEN ${amount(Prisma.sql`y.parts #>> '{0,revenue}'`)}
	ELSE (SELECT sum(${amount(Prisma.sql`e.value ->> 'revenue'`)}) FROM jsonb_array_elements(y.parts) e) END`;

/**
 * Reservations whose stay touches the days of one of the years, those with an assignment outside their own stay
 * included: each read once a year, with all that the sums need, for reading them takes longest. Arrivals are among them,
 * since a stay touches the day of its arrival; the records themselves are opened for these only, and once each: `#> '{}'`
 * gives the record unpacked. Expects scope.
 */
export function foundTable(scope: InsightScope): Prisma.Sql {
	const ids = scope.tenants.map(({ id }) => id);
	const years = SHIFTS.flatMap((shift) => {
		const from = Prisma.sql`${scope.from}::date - ${shift}::int`;
		const end = Prisma.sql`${scope.end}::date - ${shift}::int`;
		const touches = Prisma.sql`r.arrival IS NOT NULL
			AND daterange(r.arrival, GREATEST(r.departure, r.arrival + 1)) && daterange(${from}, ${end})`;
		const arrives = Prisma.sql`(${IS_STAY} AND ${STANDS} AND r.arrival >= ${from} AND r.arrival < ${end})`;
		const counts = shift === 0 ? Prisma.sql`r.kind <> 'quote_hold'` : Prisma.sql`r.kind <> 'quote_hold' AND ${STANDS}`;
		const columns = Prisma.sql`${shift}::int AS shift, r.id, r.tenant_id, r.arrival, r.departure, r.booked_at,
			${IS_STAY} AS is_stay, ${STANDS} AS stands, ${arrives} AS arrives,
			CASE WHEN r.status = 'cancelled' THEN r.cancelled_at ELSE r.gone_before END AS left_at, r.channel, r.currency,
			CASE WHEN ${arrives} THEN r.canonical #> '{}' END AS record`;
		return [
			Prisma.sql`SELECT ${columns} FROM reservation r
				WHERE r.tenant_id = ANY(${ids}::text[]) AND ${touches} AND ${counts}`,
			Prisma.sql`SELECT ${columns} FROM reservation r
				WHERE r.conflicts @> ARRAY['assignment_outside_stay'] AND r.tenant_id = ANY(${ids}::text[])
					AND (${touches}) IS NOT TRUE AND ${counts}`,
		];
	});
	return Prisma.sql`
		SELECT f.* FROM (
			SELECT y.shift, y.id, y.tenant_id, y.arrival, y.departure, y.booked_at, y.is_stay, y.stands, y.arrives, y.channel,
				y.currency, ${PICKUP} AS pickup, ${amount(Prisma.sql`y.total`)} AS total, ${RENTAL} AS rental
			FROM (SELECT x.*, x.record ->> 'total' AS total, x.record -> 'assignments' AS parts
				FROM (${Prisma.join(years, " UNION ALL ")} OFFSET 0) x OFFSET 0) y
			JOIN scope s ON s.tenant_id = y.tenant_id) f
		WHERE f.stands OR f.pickup IS NOT NULL`;
}

/** Key of the bucket. Weeks begin on Monday. `s` is a tenant in scope or one of its places. */
export function bucketKey(group: InsightGroup, of: { day: Prisma.Sql; type: Prisma.Sql }): Prisma.Sql {
	switch (group) {
		case "day":
			return Prisma.sql`to_char(${of.day}, 'YYYY-MM-DD')`;
		case "week":
			return Prisma.sql`to_char(date_trunc('week', ${of.day}::timestamp), 'YYYY-MM-DD')`;
		case "month":
			return Prisma.sql`to_char(date_trunc('month', ${of.day}::timestamp), 'YYYY-MM-DD')`;
		case "tenant":
			return Prisma.sql`s.tenant_id`;
		case "provider":
			return Prisma.sql`s.provider`;
		case "unit_type":
			return Prisma.sql`s.tenant_id || ' ' || ${of.type}`;
	}
}
