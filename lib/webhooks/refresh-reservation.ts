/** Reads one reservation because something hinted at it. What the provider says now counts, never what the hint said. */
import "server-only";
import { now } from "@/lib/clock";
import { USABLE_STATES } from "@/lib/connections/connection-state";
import { withAccess } from "@/lib/connections/with-access";
import { db, type Transaction } from "@/lib/db/client";
import { ProviderError } from "@/lib/errors";
import type { StoredRecord } from "@/lib/providers/provider";
import { markGone } from "@/lib/reservations/gone";
import { sealRaws } from "@/lib/reservations/seal-raws";
import { storePage } from "@/lib/reservations/store-page";
import type { FollowedTenant } from "./pending-events";

/** changed: our copy is another now. same: it was right already. gone: marked as gone. absent: neither there nor here. */
export type Refreshed = "changed" | "same" | "gone" | "absent";

/**
 * @param goneBefore when a deletion was told, if one was; else the answer's own time counts
 * @throws what withAccess throws
 */
export async function refreshReservation(
	tenant: FollowedTenant,
	remoteId: string,
	goneBefore: Date | null,
	signal: AbortSignal,
): Promise<Refreshed> {
	const askedAt = now();
	const found = await fetchReservation(tenant, remoteId, signal);
	if (found === null) {
		return db().$transaction((tx) => markReservationGone(tx, tenant, remoteId, { askedAt, goneBefore }));
	}
	const sealedRaws = await sealRaws(tenant.id, [found]);
	return db().$transaction(async (tx) => {
		if (!(await isStillFollowed(tx, tenant))) return "same";
		const counts = await storePage(tx, { tenantId: tenant.id, records: [found], sealedRaws, seenAt: askedAt });
		return counts.created + counts.updated > 0 ? "changed" : "same";
	});
}

/** Null: the provider does not have it. */
async function fetchReservation(
	{ connectionId, remoteId, timeZone, multiTenant }: FollowedTenant,
	reservationId: string,
	signal: AbortSignal,
): Promise<StoredRecord | null> {
	try {
		return await withAccess(connectionId, { lane: "poll", signal }, (access, provider) =>
			provider.fetchOne(access, { remoteId, timeZone, multiTenant }, reservationId),
		);
	} catch (error) {
		if (error instanceof ProviderError && error.kind === "not_found") return null;
		throw error;
	}
}

async function markReservationGone(
	tx: Transaction,
	tenant: FollowedTenant,
	remoteId: string,
	{ askedAt, goneBefore }: { askedAt: Date; goneBefore: Date | null },
): Promise<Refreshed> {
	const reservation = await tx.reservation.findFirst({
		where: { tenantId: tenant.id, entity: "reservation", remoteId },
		select: { id: true, changedAt: true, goneBefore: true },
	});
	if (reservation === null) return "absent";
	// Whatever was stored after we asked knows better.
	if (reservation.goneBefore !== null || reservation.changedAt > askedAt) return "same";
	const before = goneBefore ?? askedAt;
	const after = reservation.changedAt < before ? reservation.changedAt : null;
	await markGone(tx, [reservation.id], { after, before });
	return "gone";
}

/** Locked until the transaction ends: of a tenant that somebody leaves out just now no row reappears (F-70). */
async function isStillFollowed(tx: Transaction, { id, connectionId }: FollowedTenant): Promise<boolean> {
	const rows = await tx.$queryRaw<unknown[]>`
		SELECT 1 FROM tenant t JOIN connection c ON c.id = t.connection_id
		WHERE t.id = ${id} AND t.connection_id = ${connectionId} AND t.included AND c.state = ANY(${[...USABLE_STATES]})
		FOR SHARE OF t`;
	return rows.length > 0;
}
