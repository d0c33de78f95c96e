/** Saying that a record set aside is to be left at that, and taking it back. Nothing is deleted by it. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { visibleQuarantined } from "./quarantine";

/** Ignored records are kept and not counted. Errors: forbidden, not_found. */
export async function setQuarantinedIgnored(
	actor: Actor,
	tenantId: string,
	id: string,
	ignored: boolean,
): Promise<void> {
	assertCan(actor, "connections.sync");
	const row = await visibleQuarantined(actor, tenantId, id);
	if ((row.ignoredAt !== null) === ignored) return;
	await db().$transaction(async (tx) => {
		await tx.quarantinedRecord.update({
			where: { id },
			data: { ignoredAt: ignored ? now() : null, ignoredBy: ignored ? actor.label : null },
		});
		await recordAudit(tx, actor, {
			action: ignored ? "quarantine.ignored" : "quarantine.unignored",
			targetType: "tenant",
			targetId: tenantId,
			outcome: "ok",
			detail: { record: id, remoteId: row.remoteId, field: row.field },
		});
	});
}
