/** Records that did not fit: kept sealed, with the reason, while the rest of their page goes on. */
import "server-only";
import { createHash } from "node:crypto";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { db, type Transaction } from "@/lib/db/client";
import { idTime, newId } from "@/lib/db/ids";
import { notFound } from "@/lib/errors";
import type { RejectedRecord, StreamKind } from "@/lib/providers/provider";
import type { QuarantinedRecord } from "@/lib/shared/reservations";
import { open } from "@/lib/vault/vault";
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

/** Quarantined records of one tenant that were not resolved, ignored ones after the others, latest first. Errors: not_found. */
export async function listQuarantined(actor: Actor, tenantId: string): Promise<QuarantinedRecord[]> {
	assertCan(actor, "reservations.read");
	await visibleTenant(actor, tenantId);
	const rows = await db().quarantinedRecord.findMany({
		where: { tenantId, resolvedAt: null },
		orderBy: [{ ignoredAt: { sort: "asc", nulls: "first" } }, { seenAt: "desc" }, { id: "desc" }],
		take: LIST_MAX,
	});
	return rows.map(toQuarantinedRecord);
}

/** One unresolved record of a tenant that the actor may see. Errors: not_found. */
export async function visibleQuarantined(actor: Actor, tenantId: string, id: string): Promise<QuarantinedRow> {
	await visibleTenant(actor, tenantId);
	const row = await db().quarantinedRecord.findUnique({ where: { id }, omit: { sealed: false } });
	if (row === null || row.tenantId !== tenantId || row.resolvedAt !== null) throw notFound("record");
	return row;
}

/** With its sealed body. */
export type QuarantinedRow = Omit<Row, "sealed"> & { sealed: string };
type Row = Awaited<ReturnType<ReturnType<typeof db>["quarantinedRecord"]["findMany"]>>[number];

export function toQuarantinedRecord(row: Omit<Row, "sealed">): QuarantinedRecord {
	const { id, tenantId, stream, remoteId, field, reason, seenCount, ignoredAt, ignoredBy } = row;
	return {
		...{ id, tenantId, stream, remoteId, field, reason, seenCount },
		firstSeenAt: idTime(id).toISOString(),
		seenAt: row.seenAt.toISOString(),
		ignored: ignoredAt === null ? null : { since: ignoredAt.toISOString(), by: ignoredBy ?? "somebody" },
	};
}

/** The body as it came. Errors: SealBroken. */
export async function openQuarantined({ tenantId, identity, sealed }: QuarantinedRow): Promise<unknown> {
	return JSON.parse(await open(QUARANTINE_PURPOSE, `${tenantId}:${identity}`, sealed));
}
