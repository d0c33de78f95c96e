/** Records that did not fit: kept sealed, with the reason, while the rest of their page goes on. */
import "server-only";
import { createHash } from "node:crypto";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { db, type Transaction } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import type { RejectedRecord, StreamKind } from "@/lib/providers/provider";
import type { QuarantinedRecord } from "@/lib/shared/reservations";
import { sortedJson } from "./project";
import { visibleTenant } from "./tenant-scope";

const LIST_MAX = 500;

/** Purpose of the seal around quarantined bodies (lib/vault). */
export const QUARANTINE_PURPOSE = "reservation.quarantine";

/** What tells a rejected record apart inside its tenant; the seal is bound to `${tenantId}:${identity}`. */
export function quarantineIdentity(stream: StreamKind, rejected: Pick<RejectedRecord, "remoteId" | "raw">): string {
	const entity = stream === "inventory" ? "unit" : stream === "blocks" ? "block" : "reservation";
	if (rejected.remoteId !== null && rejected.remoteId.length <= 300) return `${entity}:${rejected.remoteId}`;
	return `${entity}:sha256:${createHash("sha256")
		.update(sortedJson(rejected.raw) ?? "")
		.digest("hex")}`;
}

/** Stores or renews one rejected record; the same record again only counts up. Storing it well later resolves it. */
export async function quarantine(
	tx: Transaction,
	tenantId: string,
	stream: StreamKind,
	rejected: RejectedRecord & { sealed: string },
	seenAt: Date,
): Promise<void> {
	const identity = quarantineIdentity(stream, rejected);
	const { remoteId, field, reason, sealed } = rejected;
	const state = { stream, remoteId, field, reason, sealed, seenAt, resolvedAt: null };
	await tx.quarantinedRecord.upsert({
		where: { tenantId_identity: { tenantId, identity } },
		create: { id: newId("qua"), tenantId, identity, ...state },
		update: { ...state, seenCount: { increment: 1 } },
		select: { id: true },
	});
}

/** Open quarantined records of one tenant, latest first, without their bodies. Errors: not_found. */
export async function listQuarantined(actor: Actor, tenantId: string): Promise<QuarantinedRecord[]> {
	assertCan(actor, "reservations.read");
	await visibleTenant(actor, tenantId);
	const rows = await db().quarantinedRecord.findMany({
		where: { tenantId, resolvedAt: null },
		orderBy: [{ seenAt: "desc" }, { id: "desc" }],
		take: LIST_MAX,
	});
	return rows.map((row) => ({
		id: row.id,
		tenantId: row.tenantId,
		stream: row.stream,
		remoteId: row.remoteId,
		field: row.field,
		reason: row.reason,
		seenAt: row.seenAt.toISOString(),
		seenCount: row.seenCount,
	}));
}
