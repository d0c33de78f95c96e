/** Nights: available, occupied, blocked and sold, per bucket; and the nights that came and went lately. */
import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import { bucketKey, type InsightScope, PLACE } from "./insight-sql";

const KINDS = [
	"occupied",
	"blocked",
	"nights",
	"elsewhere",
	"booked",
	"lost",
	"undatedBooked",
	"undatedCancelled",
] as const;

export interface NightsRow {
	/** Null: the inventory as it is today, which holds for both years. */
	shift: number | null;
	key: string;
	available: number;
	occupied: number;
	blocked: number;
	nights: number;
	elsewhere: number;
	/** Of this year only, as is what is undated. */
	booked: number;
	lost: number;
	undatedBooked: number;
	undatedCancelled: number;
}

/**
 * The uses of places, cut to the days, which are numbers from the first one. Arrival and departure as given: a stay of no
 * nights, and one that ends before it begins or has no end, has none (GREATEST and LEAST pass over what is not given).
 * Expects scope, places and found.
 */
export function usesTable({ from, end }: InsightScope): Prisma.Sql {
	const first = Prisma.sql`GREATEST(COALESCE(a.arrival, f.arrival) + f.shift, ${from}::date) - ${from}::date`;
	const after = Prisma.sql`LEAST(COALESCE(a.departure, f.departure) + f.shift, ${end}::date) - ${from}::date`;
	return Prisma.sql`
		SELECT * FROM (
			SELECT f.shift, ${PLACE} AS place, COALESCE(p.active, FALSE) AS active, f.stands, f.is_stay, f.pickup,
				${first} AS first, ${after} AS after
			FROM found f JOIN scope s ON s.tenant_id = f.tenant_id JOIN unit_assignment a ON a.reservation_id = f.id
			LEFT JOIN places p ON p.tenant_id = a.tenant_id AND p.remote_id = a.unit_remote_id
			WHERE COALESCE(a.departure, f.departure) IS NOT NULL AND COALESCE(a.arrival, f.arrival) IS NOT NULL) u
		WHERE u.first < u.after`;
}

/**
 * Nights by year, bucket and kind. A night counts once per unit for occupancy, however many reservations are in it; nights
 * count every assignment. Cancelled reservations, those gone upstream and holds take nothing; a block counts only where
 * nobody stays. Stays of the same days are added up first, and drawn out into days after that: there are few of them.
 */
export function nightsSum(scope: InsightScope): Prisma.Sql {
	const ofDays = scope.group === "day" || scope.group === "week" || scope.group === "month";
	const dated = (number: Prisma.Sql) => Prisma.sql`(${scope.from}::date + ${number})`;
	const sums = Prisma.join(
		KINDS.map((kind) => Prisma.raw(`sum(n."${kind}" * n.length)::int AS "${kind}"`)),
		", ",
	);
	const counted = Prisma.sql`
		SELECT s.shift, ${ofDays ? Prisma.sql`0` : Prisma.sql`s.place`} AS place, s.first, s.after,
			count(*) FILTER (WHERE s.what = 'occupied') AS occupied, count(*) FILTER (WHERE s.what = 'blocked') AS blocked,
			count(*) FILTER (WHERE s.what = 'stay') AS nights, count(*) FILTER (WHERE s.what = 'stay' AND NOT s.active) AS elsewhere,
			count(*) FILTER (WHERE s.pickup = 'booked') AS booked, count(*) FILTER (WHERE s.pickup = 'lost') AS lost,
			count(*) FILTER (WHERE s.pickup = 'undated booked') AS "undatedBooked",
			count(*) FILTER (WHERE s.pickup = 'undated cancelled') AS "undatedCancelled"
		FROM spans s GROUP BY 1, 2, 3, 4`;
	return Prisma.sql`
		WITH taken AS (
			SELECT u.shift, u.place, COALESCE(range_agg(int4range(u.first, u.after)) FILTER (WHERE u.is_stay), '{}') AS occupied,
				COALESCE(range_agg(int4range(u.first, u.after)) FILTER (WHERE NOT u.is_stay), '{}') AS blocked
			FROM uses u WHERE u.active AND u.stands GROUP BY 1, 2),
		spans AS (
			SELECT u.shift, u.place, u.active, CASE WHEN u.stands AND u.is_stay THEN 'stay' END AS what, u.pickup, u.first, u.after
			FROM uses u
			UNION ALL
			SELECT t.shift, t.place, TRUE, t.what, NULL, lower(t.days), upper(t.days) FROM (
				SELECT shift, place, 'occupied' AS what, unnest(occupied) AS days FROM taken
				UNION ALL
				SELECT shift, place, 'blocked', unnest(blocked - occupied) FROM taken) t)
		${
			ofDays
				? Prisma.sql`
		SELECT n.shift, ${bucketKey(scope.group, { day: dated(Prisma.sql`n.day`), type: Prisma.empty })} AS key, 0 AS available, ${sums}
		FROM (SELECT c.*, 1 AS length, generate_series(c.first, c.after - 1) AS day FROM (${counted}) c) n GROUP BY 1, 2`
				: Prisma.sql`
		SELECT n.shift, ${bucketKey(scope.group, { day: Prisma.empty, type: Prisma.sql`s.type` })} AS key, 0 AS available, ${sums}
		FROM (SELECT c.*, c.after - c.first AS length FROM (${counted}) c) n JOIN places s ON s.place = n.place GROUP BY 1, 2`
		}
		UNION ALL
		SELECT NULL, ${bucketKey(scope.group, { day: dated(Prisma.sql`d.day`), type: Prisma.sql`s.type` })}, sum(s.units)::int,
			0, 0, 0, 0, 0, 0, 0, 0
		FROM (SELECT u.tenant_id, u.provider, u.type, count(*) AS units FROM places u WHERE u.active GROUP BY 1, 2, 3) s
		CROSS JOIN generate_series(0, ${scope.end}::date - ${scope.from}::date - 1) AS d(day)
		GROUP BY 2`;
}
