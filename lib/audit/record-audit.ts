/** The audit trail: who did what, to what, from where, with which outcome. Rows are only ever added. */
import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db, type Transaction } from "@/lib/db/client";

/** Whom the row names. Somebody who is not signed in is "anonymous", labelled with the e-mail they claimed. */
export type AuditActor = Pick<Actor, "id" | "label" | "ip" | "requestId"> & { kind: Actor["kind"] | "anonymous" };

export interface AuditEntry {
	/** `<what>.<verb>`, e.g. "connection.revoke", "sign_in.failed". */
	action: string;
	targetType?: string;
	targetId?: string;
	outcome: "ok" | "failed" | "refused";
	/** Facts worth keeping. Never a secret, never guest data. */
	detail?: Record<string, string | number | boolean | null>;
}

/** Adds one row, inside the caller's transaction when one is given, so that the change and its trace stand or fall together. */
export async function recordAudit(tx: Transaction, actor: AuditActor, entry: AuditEntry): Promise<void> {
	await tx.auditEvent.create({
		data: {
			actorKind: actor.kind,
			actorId: actor.id,
			actorLabel: actor.label,
			action: entry.action,
			targetType: entry.targetType ?? null,
			targetId: entry.targetId ?? null,
			outcome: entry.outcome,
			ip: actor.ip,
			requestId: actor.requestId,
			detail: entry.detail ?? {},
		},
	});
}

/** Notes that somebody tried what their rights do not allow (S-65). Called by the route wrapper, outside any transaction. */
export async function recordRefusal(actor: Actor, request: { method: string; path: string }): Promise<void> {
	await recordAudit(db(), actor, { action: "access.refused", outcome: "refused", detail: { ...request } });
}
