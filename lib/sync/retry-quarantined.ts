/** Another try for a record set aside: the provider is asked for it, or its body is read once more. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { takeThrottle } from "@/lib/auth/throttle";
import { now } from "@/lib/clock";
import { ConnectionStopped, withAccess } from "@/lib/connections/with-access";
import { db } from "@/lib/db/client";
import { AppError, ProviderError, toAppError } from "@/lib/errors";
import type { RejectedRecord, StoredRecord } from "@/lib/providers/provider";
import { provider as providerById } from "@/lib/providers/registry";
import { openQuarantined, type QuarantinedRow, visibleQuarantined } from "@/lib/reservations/quarantine";
import { sealRaws } from "@/lib/reservations/seal-raws";
import { storePage } from "@/lib/reservations/store-page";
import type { RetryResult } from "@/lib/shared/reservations";

const RETRIES_PER_MINUTE = 30;

type Outcome =
	| { outcome: "stored"; stored: StoredRecord }
	| { outcome: "gone" }
	| { outcome: "still_bad"; rejected: RejectedRecord }
	| { outcome: "asked" };

const MESSAGES: Record<RetryResult["outcome"], string> = {
	stored: "The record could be read now and is in the lists.",
	gone: "The provider does not have this record any more. It is no longer set aside.",
	still_bad: "The record still does not fit. The reason shown is that of now.",
	asked: "Its whole list is read anew at the next turn. The record disappears from here when it fits then.",
};

/** @throws forbidden, not_found, conflict or needs_reconnect (connection), and what the provider's errors mean to people */
export async function retryQuarantined(actor: Actor, tenantId: string, id: string): Promise<RetryResult> {
	assertCan(actor, "connections.sync");
	const row = await visibleQuarantined(actor, tenantId, id);
	await takeThrottle(`quarantine:${tenantId}`, RETRIES_PER_MINUTE, 60);
	const seenAt = now();
	const result = await tryAgain(row);
	await settle(actor, row, result, seenAt);
	return { outcome: result.outcome, message: MESSAGES[result.outcome] };
}

/** Units come only in their whole list. Single blocks cannot be asked for, nor records without an id. */
async function tryAgain(row: QuarantinedRow): Promise<Outcome> {
	if (row.stream === "inventory") return { outcome: "asked" };
	if (row.remoteId !== null && row.stream !== "blocks") return askFor(row, row.remoteId);
	const raw = await openQuarantined(row);
	const tenant = await db().tenant.findUniqueOrThrow({ where: { id: row.tenantId } });
	const read = providerById(tenant.provider).readRaw(row.stream === "blocks" ? "block" : "reservation", raw);
	if (read.record === null) return { outcome: "still_bad", rejected: { ...read.rejected, remoteId: row.remoteId } };
	return { outcome: "stored", stored: { record: read.record, raw } };
}

async function askFor(row: QuarantinedRow, remoteId: string): Promise<Outcome> {
	const tenant = await db().tenant.findUniqueOrThrow({
		where: { id: row.tenantId },
		include: { connection: { select: { multiTenant: true } } },
	});
	const { label } = providerById(tenant.provider);
	const context = {
		remoteId: tenant.remoteId,
		timeZone: tenant.timeZone,
		multiTenant: tenant.connection.multiTenant,
	};
	try {
		const stored = await withAccess(tenant.connectionId, { lane: "person" }, (access, provider) =>
			provider.fetchOne(access, context, remoteId),
		);
		return { outcome: "stored", stored };
	} catch (error) {
		if (error instanceof ConnectionStopped) {
			throw new AppError(
				"conflict",
				`retry on a stopped connection: ${error.message}`,
				"The connection of this tenant does not read at the moment. Open the connection to see why.",
				{ cause: error },
			);
		}
		if (!(error instanceof ProviderError)) throw error;
		if (error.kind === "not_found") return { outcome: "gone" };
		if (error.kind !== "unexpected_shape" || error.field === null) throw toAppError(error, label);
		const rejected = { remoteId, field: error.field, reason: error.detail ?? "does not fit", raw: null };
		return { outcome: "still_bad", rejected };
	}
}

/** The record and its trace stand or fall together. The body set aside stays the one that came in the list. */
async function settle(actor: Actor, row: QuarantinedRow, result: Outcome, seenAt: Date): Promise<void> {
	const { id, tenantId } = row;
	const records = result.outcome === "stored" ? [result.stored] : [];
	const sealedRaws = await sealRaws(tenantId, records);
	await db().$transaction(async (tx) => {
		if (result.outcome === "stored" || result.outcome === "gone") {
			await storePage(tx, { tenantId, records, sealedRaws, seenAt });
			await tx.quarantinedRecord.update({ where: { id }, data: { resolvedAt: seenAt } });
		} else if (result.outcome === "still_bad") {
			const { field, reason } = result.rejected;
			await tx.quarantinedRecord.update({
				where: { id },
				data: { field, reason, seenAt, seenCount: { increment: 1 } },
			});
		} else {
			await tx.stream.updateMany({
				where: { tenantId, kind: row.stream, nextDueAt: { not: null } },
				data: { nextDueAt: seenAt },
			});
		}
		await recordAudit(tx, actor, {
			action: "quarantine.retried",
			targetType: "tenant",
			targetId: tenantId,
			outcome: "ok",
			detail: { record: id, remoteId: row.remoteId, result: result.outcome },
		});
	});
}
