/** Flags of ours: "look at this one", for everybody here, with a reason when somebody gives one. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { Flag } from "@/lib/shared/annotations";
import { visibleReservation } from "./visible-reservation";

/** Null: not flagged. For reservations that the reader was found to see. */
export async function flagOf(reservationId: string): Promise<Flag | null> {
	const row = await db().reservationFlag.findUnique({ where: { reservationId } });
	return row === null ? null : { reason: row.reason, by: row.setBy, at: row.setAt.toISOString() };
}

/**
 * Who flagged first stays; a new reason replaces the old one, and flagging without a reason keeps the one there is.
 * Errors: forbidden, not_found.
 */
export async function setFlag(actor: Actor, reservationId: string, reason: string | null): Promise<Flag> {
	assertCan(actor, "reservations.annotate");
	await visibleReservation(actor, reservationId);
	return db().$transaction(async (tx) => {
		const row = await tx.reservationFlag.upsert({
			where: { reservationId },
			create: { reservationId, reason, setBy: actor.label, setAt: now() },
			update: reason === null ? {} : { reason },
		});
		await recordAudit(tx, actor, {
			action: "flag.set",
			targetType: "reservation",
			targetId: reservationId,
			outcome: "ok",
		});
		return { reason: row.reason, by: row.setBy, at: row.setAt.toISOString() };
	});
}

/** What is not flagged stays so. Errors: forbidden, not_found. */
export async function clearFlag(actor: Actor, reservationId: string): Promise<void> {
	assertCan(actor, "reservations.annotate");
	await visibleReservation(actor, reservationId);
	await db().$transaction(async (tx) => {
		const { count } = await tx.reservationFlag.deleteMany({ where: { reservationId } });
		if (count === 0) return;
		await recordAudit(tx, actor, {
			action: "flag.clear",
			targetType: "reservation",
			targetId: reservationId,
			outcome: "ok",
		});
	});
}
