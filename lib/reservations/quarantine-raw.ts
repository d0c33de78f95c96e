/** The body of a record set aside, as the provider sent it. Only for those who may see it, and each look is written down. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { QuarantinedRaw } from "@/lib/shared/reservations";
import { openQuarantined, visibleQuarantined } from "./quarantine";

/** Errors: forbidden (owner and admin only), not_found. */
export async function getQuarantinedRaw(actor: Actor, tenantId: string, id: string): Promise<QuarantinedRaw> {
	assertCan(actor, "reservations.raw");
	const row = await visibleQuarantined(actor, tenantId, id);
	const body = await openQuarantined(row);
	await recordAudit(db(), actor, {
		action: "quarantine.raw_viewed",
		targetType: "tenant",
		targetId: tenantId,
		outcome: "ok",
		detail: { record: id, remoteId: row.remoteId },
	});
	return { id, seenAt: row.seenAt.toISOString(), body };
}
