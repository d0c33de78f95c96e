/** Nights: available, occupied, blocked and sold, per bucket; and the nights that came and went lately. */
import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import {
	addUp,
	bucketKey,
	type InsightScope,
	IS_STAY,
	nightsWithin,
	SHIFTS,
	STANDS,
	scopeTable,
	touching,
	unitTypeKey,
} from "./insight-sql";

export interface NightsRow {
	/** Null: the inventory as it is today, which holds for both years. */
	shift: number | null;
	key: string;
	available: number;
	occupied: number;
	blocked: number;
	nights: number;
	elsewhere: number;
}

/**
 * A night counts once per unit for occupancy, however many reservations are in it; nights count every assignment.
 * Cancelled reservations, those gone upstream and holds take nothing; a block counts only where nobody stays.
 */
export async function readNights(scope: InsightScope): Promise<NightsRow[]> {
	const shift = Prisma.sql`t.shift`;
	const type = unitTypeKey(Prisma.sql`k.unit_remote_id`);
	return addUp<NightsRow>(Prisma.sql`
		WITH scope AS (${scopeTable(scope)}),
		touching AS (${Prisma.join(
			SHIFTS.map((days) => Prisma.sql`(${touching(scope, days)})`),
			" UNION ALL ",
		)}),
		taken AS (
			SELECT t.shift, r.tenant_id, a.unit_remote_id, n.day,
				count(*) FILTER (WHERE ${IS_STAY}) AS stays,
				bool_or(r.kind IN ('block', 'linked_block')) AS blocked
			FROM touching t JOIN reservation r ON r.id = t.id JOIN unit_assignment a ON a.reservation_id = r.id
			${nightsWithin(scope, shift)}
			WHERE ${STANDS} AND r.kind <> 'quote_hold'
			GROUP BY 1, 2, 3, 4
		)
		SELECT k.shift, ${bucketKey(scope.group, { day: Prisma.sql`k.day`, type })} AS key, 0 AS available,
			count(*) FILTER (WHERE u.active AND k.stays > 0)::int AS occupied,
			count(*) FILTER (WHERE u.active AND k.stays = 0 AND k.blocked)::int AS blocked,
			sum(k.stays)::int AS nights,
			COALESCE(sum(k.stays) FILTER (WHERE u.active IS NOT TRUE), 0)::int AS elsewhere
		FROM taken k JOIN scope s ON s.tenant_id = k.tenant_id
		LEFT JOIN unit u ON u.tenant_id = k.tenant_id AND u.remote_id = k.unit_remote_id
		GROUP BY 1, 2
		UNION ALL
		SELECT NULL, ${bucketKey(scope.group, { day: Prisma.sql`d.day`, type: Prisma.sql`i.type` })}, sum(i.units)::int, 0, 0, 0, 0
		FROM (SELECT u.tenant_id, ${unitTypeKey(Prisma.sql`u.remote_id`)} AS type, count(*) AS units
			FROM unit u WHERE u.active AND u.tenant_id IN (SELECT tenant_id FROM scope) GROUP BY 1, 2) i
		JOIN scope s ON s.tenant_id = i.tenant_id
		CROSS JOIN (SELECT ${scope.from}::date + day AS day FROM generate_series(0, ${scope.end}::date - ${scope.from}::date - 1) AS day) d
		GROUP BY 2`);
}

export interface PickupRow {
	key: string;
	booked: number;
	lost: number;
	undatedBooked: number;
	undatedCancelled: number;
}

/**
 * Booked since: standing now and booked within the time. Lost: cancelled (or missed upstream, when first noticed) within
 * it and booked before; what was booked and cancelled within it is in neither. Changed dates of older bookings are no
 * bookings.
 */
export async function readPickup(scope: InsightScope): Promise<PickupRow[]> {
	const type = unitTypeKey(Prisma.sql`m.unit_remote_id`);
	return addUp<PickupRow>(Prisma.sql`
		WITH scope AS (${scopeTable(scope)}),
		touching AS (${touching(scope, 0)}),
		moved AS (
			SELECT r.tenant_id, a.unit_remote_id, n.day, w.what
			FROM touching t JOIN reservation r ON r.id = t.id JOIN scope s ON s.tenant_id = r.tenant_id
			CROSS JOIN LATERAL (SELECT CASE WHEN r.status = 'cancelled' THEN r.cancelled_at ELSE r.gone_before END AS left_at) l
			CROSS JOIN LATERAL (SELECT CASE
				WHEN ${STANDS} THEN CASE WHEN r.booked_at IS NULL THEN 'undated booked' WHEN r.booked_at >= s.since THEN 'booked' END
				WHEN r.booked_at >= s.since THEN NULL
				WHEN l.left_at IS NULL THEN 'undated cancelled'
				WHEN l.left_at >= s.since THEN 'lost' END AS what) w
			JOIN unit_assignment a ON a.reservation_id = r.id
			${nightsWithin(scope, Prisma.sql`0`)}
			WHERE w.what IS NOT NULL AND ${IS_STAY}
		)
		SELECT ${bucketKey(scope.group, { day: Prisma.sql`m.day`, type })} AS key,
			count(*) FILTER (WHERE m.what = 'booked')::int AS booked,
			count(*) FILTER (WHERE m.what = 'lost')::int AS lost,
			count(*) FILTER (WHERE m.what = 'undated booked')::int AS "undatedBooked",
			count(*) FILTER (WHERE m.what = 'undated cancelled')::int AS "undatedCancelled"
		FROM moved m JOIN scope s ON s.tenant_id = m.tenant_id
		LEFT JOIN unit u ON u.tenant_id = m.tenant_id AND u.remote_id = m.unit_remote_id
		GROUP BY 1`);
}
