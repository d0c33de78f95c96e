/** Pausing a connection or one of its tenants, and going on. Nothing is lost: each stream keeps its cursor. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan, seesTenant } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { assertSeesConnection } from "@/lib/connections/visible-connections";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import { pausedSentence } from "./give-way";

/**
 * A run under way stops at its next page and waits; going on takes up what is due. Doing it twice changes nothing.
 * @throws forbidden, not_found
 */
export async function setPaused(
	actor: Actor,
	target: { connectionId: string } | { tenantId: string },
	paused: boolean,
): Promise<void> {
	assertCan(actor, "connections.sync");
	const isTenant = "tenantId" in target;
	const id = isTenant ? target.tenantId : target.connectionId;
	if (!isTenant) await assertSeesConnection(actor, id);
	else if (!seesTenant(actor, id)) throw notFound("tenant");
	const data = paused ? { pausedAt: now(), pausedBy: actor.label } : { pausedAt: null, pausedBy: null };
	const where = { id, pausedAt: paused ? null : { not: null } };
	await db().$transaction(async (tx) => {
		const changed = isTenant
			? await tx.tenant.updateMany({ where, data })
			: await tx.connection.updateMany({ where, data });
		if (changed.count === 0) {
			if (isTenant && (await tx.tenant.count({ where: { id } })) === 0) throw notFound("tenant");
			return;
		}
		await tx.run.updateMany({
			where: { ...(isTenant ? { tenantId: id } : { connectionId: id }), state: "waiting" },
			data: { message: paused ? pausedSentence(actor.label) : null },
		});
		await recordAudit(tx, actor, {
			action: `${isTenant ? "tenant" : "connection"}.${paused ? "paused" : "resumed"}`,
			targetType: isTenant ? "tenant" : "connection",
			targetId: id,
			outcome: "ok",
		});
	});
}
