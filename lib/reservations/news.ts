/** What is new, changed or cancelled since an instant, as SQL conditions over `reservation r`. */
import "server-only";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { ReservationFilter } from "@/lib/shared/reservations";

/** Streams that a tenant's reservations are read by for the first time. */
const FIRST_READINGS = ["window", "future", "history", "blocks"];

/**
 * One condition a kind. What was booked and cancelled since is both new and cancelled; what is either is not also told as
 * changed. A first reading brings old bookings and old cancellations too: what the provider dates before `since` is not
 * news then, and what it does not date is not known to be. From the end of the first reading all that is seen to change
 * has changed.
 */
export function newsConditions(since: string): Record<NonNullable<ReservationFilter["news"]>, Prisma.Sql> {
	const at = Prisma.sql`${new Date(since)}::timestamptz`;
	const ended = firstReadingEnded(Prisma.sql`r.tenant_id`);
	// The provider's date may be that of another zone.
	const dayBefore = Prisma.sql`${at} - interval '1 day'`;
	const isNew = Prisma.sql`(r.first_seen_at > ${at} AND CASE WHEN r.booked_at IS NULL THEN r.first_seen_at > ${ended}
		ELSE r.booked_at > ${dayBefore} END)`;
	const cancelled = Prisma.sql`((r.status = 'cancelled' AND r.changed_at > ${at} AND CASE WHEN r.cancelled_at IS NULL
		THEN r.changed_at > r.first_seen_at OR r.first_seen_at <= ${at} OR r.first_seen_at > ${ended}
		ELSE r.cancelled_at > ${dayBefore} END) OR r.gone_before > ${at})`;
	const changed = Prisma.sql`(r.changed_at > ${at} AND r.status <> 'cancelled' AND r.gone_before IS NULL
		AND (r.first_seen_at <= ${at}
			OR (r.changed_at > r.first_seen_at AND r.changed_at > ${ended} AND ${isNew} IS NOT TRUE)))`;
	return { new: isNew, changed, cancelled };
}

/** Ids of those of the tenants whose first reading had not ended at `since`: what happened there before it did is not known. */
export async function readSince(tenantIds: readonly string[], since: string | undefined): Promise<Set<string>> {
	if (since === undefined) return new Set();
	const rows = await db().$queryRaw<{ id: string }[]>`
		SELECT t.id FROM tenant t WHERE t.id = ANY(${[...tenantIds]}::text[])
			AND (${firstReadingEnded(Prisma.sql`t.id`)} <= ${new Date(since)}::timestamptz) IS NOT TRUE`;
	return new Set(rows.map(({ id }) => id));
}

/** Null while it goes on. What is not permitted is never read. */
function firstReadingEnded(tenantId: Prisma.Sql): Prisma.Sql {
	return Prisma.sql`(SELECT max(s.completed_at) FROM stream s
		WHERE s.tenant_id = ${tenantId} AND s.kind = ANY(${FIRST_READINGS}::text[])
		HAVING bool_and(s.completed_at IS NOT NULL OR s.error_kind IS NOT DISTINCT FROM 'forbidden'))`;
}
