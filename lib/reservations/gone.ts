/** Reservations that the provider no longer has: marked, never deleted, and unmarked when they come back. History shows both. */
import "server-only";
import type { Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

export interface MissingReservation {
	id: string;
	remoteId: string;
}

/** A whole reading of a stay window: every record whose stay touches `from` to `to` (YYYY-MM-DD) was listed. */
export interface Listing {
	tenantId: string;
	streamId: string;
	entity: "reservation" | "block";
	from: string;
	to: string;
	startedAt: Date;
}

/** How many records the reading did not list, and how many it should have listed. */
export async function countMissing(
	tx: Pick<Transaction, "$queryRaw">,
	listing: Listing,
): Promise<{ missing: number; expected: number }> {
	const [row] = await tx.$queryRaw<{ missing: number; expected: number }[]>`
		SELECT count(*)::int AS expected, count(*) FILTER (WHERE s.remote_id IS NULL)::int AS missing
		FROM reservation r ${seenIn(listing)} WHERE ${isExpectedIn(listing)}`;
	return row ?? { missing: 0, expected: 0 };
}

/** Records that the reading did not list, at most `limit`; null: all of them. */
export async function nextMissing(
	tx: Pick<Transaction, "$queryRaw">,
	listing: Listing,
	limit: number | null,
): Promise<MissingReservation[]> {
	return tx.$queryRaw`
		SELECT r.id, r.remote_id AS "remoteId" FROM reservation r ${seenIn(listing)}
		WHERE ${isExpectedIn(listing)} AND s.remote_id IS NULL ORDER BY r.id LIMIT ${limit}::int`;
}

function seenIn({ streamId }: Listing): Prisma.Sql {
	return Prisma.sql`LEFT JOIN sweep_seen s ON s.stream_id = ${streamId} AND s.remote_id = r.remote_id`;
}

/** Only what stood unchanged before the reading began, and only stays well inside the window: its edges are the provider's to cut. */
function isExpectedIn({ tenantId, entity, from, to, startedAt }: Listing): Prisma.Sql {
	return Prisma.sql`r.tenant_id = ${tenantId} AND r.entity = ${entity} AND r.gone_before IS NULL
		AND r.arrival < ${to}::date AND r.departure > (${from}::date + 1) AND r.changed_at < ${startedAt}::timestamptz`;
}

/**
 * Marks records as gone; those that are marked already keep their times.
 * @param between `after`: the last time the provider was known to have them; null when that is not known. A record that
 * was stored later than that was there later.
 */
export async function markGone(
	tx: Transaction,
	ids: readonly string[],
	between: { after: Date | null; before: Date },
): Promise<void> {
	if (ids.length === 0) return;
	await tx.$executeRaw`
		WITH marked AS (
			UPDATE reservation SET gone_before = ${between.before}::timestamptz,
				gone_after = CASE WHEN changed_at < ${between.before}::timestamptz
					THEN greatest(${between.after}::timestamptz, changed_at) ELSE ${between.after}::timestamptz END
			WHERE id = ANY(${[...ids]}::text[]) AND gone_before IS NULL
			RETURNING id, changed_at, remote_updated_at, canonical
		)
		INSERT INTO reservation_version (reservation_id, seen_at, replaced_at, remote_updated_at, canonical)
		SELECT id, changed_at, ${between.before}::timestamptz, remote_updated_at, canonical FROM marked ORDER BY id`;
}

/** Seen again unchanged, so they are not gone (F-49b). History keeps that they were. */
export async function liftGone(tx: Transaction, ids: readonly string[], seenAt: Date): Promise<void> {
	if (ids.length === 0) return;
	await keepStates(tx, ids, seenAt);
	await tx.$executeRaw`
		UPDATE reservation SET gone_after = NULL, gone_before = NULL WHERE id = ANY(${[...ids]}::text[])`;
}

/** Key under which a kept state says that the record was gone then: `{ after, before }`, ISO instants. */
export const GONE_KEY = "gone";

/** Keeps the states that are about to be replaced. One that was marked as gone says so in its copy. */
export async function keepStates(tx: Transaction, ids: readonly string[], seenAt: Date): Promise<void> {
	await tx.$executeRaw`
		INSERT INTO reservation_version (reservation_id, seen_at, replaced_at, remote_updated_at, canonical)
		SELECT id, coalesce(gone_before, changed_at), ${seenAt}::timestamptz, remote_updated_at,
			CASE WHEN gone_before IS NULL THEN canonical
				ELSE canonical || jsonb_build_object(${GONE_KEY}::text, jsonb_build_object('after', gone_after, 'before', gone_before)) END
		FROM reservation WHERE id = ANY(${[...ids]}::text[]) ORDER BY id`;
}
