/** What the queries of insight have in common: whose nights, which of them count, and the bucket that each falls into. */
import "server-only";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { type InsightGroup, LAST_YEAR_DAYS } from "@/lib/shared/insight";

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
export const SHIFTS = [0, LAST_YEAR_DAYS] as const;

export function scopeTable({ tenants }: InsightScope): Prisma.Sql {
	const rows = JSON.stringify(
		tenants.map(({ id, provider, zone, since }) => ({ tenant_id: id, provider, zone, since: since.toISOString() })),
	);
	return Prisma.sql`SELECT * FROM jsonb_to_recordset(${rows}::jsonb)
		AS s(tenant_id text, provider text, zone text, since timestamptz)`;
}

/** Runs one of the sums. The database takes them for long ones, and compiling them takes many times as long as running them. */
export async function addUp<Row>(query: Prisma.Sql): Promise<Row[]> {
	const [, rows] = await db().$transaction([db().$executeRaw`SET LOCAL jit = off`, db().$queryRaw<Row[]>(query)]);
	return rows;
}

/** Guests and owners. A kind or status that we do not know counts, as in the calendar: left out, its nights would be hidden. */
export const IS_STAY = Prisma.sql`r.kind NOT IN ('block', 'linked_block', 'quote_hold')`;
export const STANDS = Prisma.sql`r.status <> 'cancelled' AND r.gone_before IS NULL`;

/** Ids of reservations whose stay touches the days, those with an assignment outside their own stay included. */
export function touching(scope: InsightScope, shift: number): Prisma.Sql {
	const ids = scope.tenants.map(({ id }) => id);
	return Prisma.sql`
		SELECT ${shift}::int AS shift, id FROM reservation WHERE tenant_id = ANY(${ids}::text[]) AND arrival IS NOT NULL
			AND daterange(arrival, GREATEST(departure, arrival + 1))
				&& daterange(${scope.from}::date - ${shift}::int, ${scope.end}::date - ${shift}::int)
		UNION
		SELECT ${shift}::int AS shift, id FROM reservation
			WHERE conflicts @> ARRAY['assignment_outside_stay'] AND tenant_id = ANY(${ids}::text[])`;
}

/**
 * Each night of an assignment `a` of reservation `r` within the days, as n.day. Arrival and departure as given: a stay
 * of no nights, and one that ends before it begins or has no end, has none. Expects `shift`.
 */
export function nightsWithin({ from, end }: InsightScope, shift: Prisma.Sql): Prisma.Sql {
	const first = Prisma.sql`GREATEST(COALESCE(a.arrival, r.arrival), ${from}::date - ${shift})`;
	const after = Prisma.sql`LEAST(COALESCE(a.departure, r.departure), ${end}::date - ${shift})`;
	// GREATEST and LEAST pass over what is not given; without an end nothing is known of its nights.
	return Prisma.sql`CROSS JOIN LATERAL (
		SELECT ${first} + i + ${shift} AS day FROM generate_series(0, ${after} - ${first} - 1) AS i
		WHERE COALESCE(a.departure, r.departure) IS NOT NULL AND COALESCE(a.arrival, r.arrival) IS NOT NULL) n`;
}

/** The type of the unit that an assignment names. Expects `unit` as u, left-joined. */
export function unitTypeKey(unitRemoteId: Prisma.Sql): Prisma.Sql {
	return Prisma.sql`CASE WHEN ${unitRemoteId} IS NULL THEN 'none' WHEN u.id IS NULL THEN 'unlisted'
		WHEN COALESCE(btrim(u.type_name), '') = '' THEN 'untyped' ELSE 'type:' || left(u.type_name, ${NAME_MAX}::int) END`;
}

/** The one type of all units of reservation `r`, "several" or "none". */
export const RESERVATION_TYPE = Prisma.sql`(
	SELECT CASE count(DISTINCT t.type) WHEN 0 THEN 'none' WHEN 1 THEN min(t.type) ELSE 'several' END FROM (
		SELECT ${unitTypeKey(Prisma.sql`a.unit_remote_id`)} AS type FROM unit_assignment a
		LEFT JOIN unit u ON u.tenant_id = a.tenant_id AND u.remote_id = a.unit_remote_id WHERE a.reservation_id = r.id) t)`;

/** Key of the bucket. Weeks begin on Monday. */
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
