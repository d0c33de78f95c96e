/** Deletes what was mirrored of tenants. Nothing changes at the provider. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { requireFreshProof } from "@/lib/auth/fresh-proof";
import { db, type Transaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { assertSeesConnection } from "./visible-connections";

/**
 * Deletes the tenants of a connection with everything that belongs to them (rows cascade).
 * @returns how many reservations and tenants were deleted
 */
export async function deleteTenantData(
	tx: Transaction,
	where: { connectionId: string },
): Promise<{ reservations: number; tenants: number }> {
	const reservations = await tx.reservation.count({ where: { tenant: where } });
	const { count: tenants } = await tx.tenant.deleteMany({ where });
	return { reservations, tenants };
}

/** DELETE of a revoked connection: its mirrored data and its row go; the audit trail stays. Throws conflict while it lives. */
export async function deleteConnection(actor: Actor, connectionId: string): Promise<void> {
	assertCan(actor, "connections.revoke");
	await assertSeesConnection(actor, connectionId);
	requireFreshProof(actor);
	await db().$transaction(async (tx) => {
		const [connection] = await tx.$queryRaw<{ state: string; account_label: string }[]>`
			SELECT state, account_label FROM connection WHERE id = ${connectionId} FOR UPDATE`;
		if (connection === undefined) return;
		if (connection.state !== "revoked" && connection.state !== "revoked_local_only") {
			throw new AppError(
				"conflict",
				`delete of a ${connection.state} connection`,
				"Revoke this connection first. Disconnecting and deleting are two decisions.",
			);
		}
		const deleted = await deleteTenantData(tx, { connectionId });
		await tx.run.deleteMany({ where: { connectionId } });
		await tx.connection.delete({ where: { id: connectionId } });
		await recordAudit(tx, actor, {
			action: "connection.deleted",
			targetType: "connection",
			targetId: connectionId,
			outcome: "ok",
			detail: { account: connection.account_label, ...deleted },
		});
	});
}
