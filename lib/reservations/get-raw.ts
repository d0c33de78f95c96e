/** The body of a record as the provider sent it. Only for those who may see it, and each look is written down. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import type { ReservationRaw } from "@/lib/shared/reservations";
import { open } from "@/lib/vault/vault";
import { RAW_PURPOSE, rawRowId } from "./record-key";
import { visibleReservation } from "./visible-reservation";

/** Errors: forbidden (owner and admin only), not_found (also for a record whose body was never stored). */
export async function getRaw(actor: Actor, id: string): Promise<ReservationRaw> {
	assertCan(actor, "reservations.raw");
	const { canonical, tenant } = await visibleReservation(actor, id);
	const stored = await db().reservationRaw.findUnique({
		where: { reservationId: id },
		select: { sealed: true, storedAt: true },
	});
	if (stored === null) throw notFound("raw record");
	const body: unknown = JSON.parse(await open(RAW_PURPOSE, rawRowId(tenant.id, canonical), stored.sealed));
	await recordAudit(db(), actor, {
		action: "reservation.raw_viewed",
		targetType: "reservation",
		targetId: id,
		outcome: "ok",
		detail: { tenantId: tenant.id },
	});
	return { id, storedAt: stored.storedAt.toISOString(), body };
}
