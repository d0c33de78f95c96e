/** Reservations that the provider no longer has: marked, never deleted, and unmarked when they come back (store-page.ts). */
import "server-only";
import type { Transaction } from "@/lib/db/client";

export interface MissingReservation {
	id: string;
	remoteId: string;
}

/**
 * Reservations that a whole reading of a stay window did not list, and how many it should have listed. Only what stood
 * unchanged before the reading began counts, and only stays well inside the window: its edges are the provider's to cut.
 */
export async function missingFromSweep(
	tx: Transaction,
	sweep: { tenantId: string; streamId: string; from: string; to: string; startedAt: Date },
): Promise<{ missing: MissingReservation[]; expected: number }> {
	const rows = await tx.$queryRaw<{ id: string; remoteId: string; seen: boolean }[]>`
		SELECT r.id, r.remote_id AS "remoteId", s.remote_id IS NOT NULL AS seen
		FROM reservation r
		LEFT JOIN sweep_seen s ON s.stream_id = ${sweep.streamId} AND s.remote_id = r.remote_id
		WHERE r.tenant_id = ${sweep.tenantId} AND r.entity = 'reservation' AND r.gone_before IS NULL
			AND r.arrival < ${sweep.to}::date AND r.departure > (${sweep.from}::date + 1)
			AND r.changed_at < ${sweep.startedAt}::timestamptz`;
	const missing = rows.filter((row) => !row.seen).map(({ id, remoteId }) => ({ id, remoteId }));
	return { missing, expected: rows.length };
}

/** `after`: the last time the provider was known to have it; null when that is not known. */
export async function markGone(
	tx: Transaction,
	ids: readonly string[],
	between: { after: Date | null; before: Date },
): Promise<void> {
	await tx.reservation.updateMany({
		where: { id: { in: [...ids] }, goneBefore: null },
		data: { goneAfter: between.after, goneBefore: between.before },
	});
}
