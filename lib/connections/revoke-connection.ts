/** A person asks to end a connection. From this moment no sync request uses its token; a job does the rest. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { requireFreshProof } from "@/lib/auth/fresh-proof";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { RevokeInput } from "@/lib/shared/connections";
import { moveConnection } from "./connection-state";
import { providerLabel } from "./providers";
import { firstSteps } from "./revocation-steps";
import { stopStreams } from "./streams";
import { assertSeesConnection } from "./visible-connections";

/**
 * Moves the connection to `revoking` and leaves the work to `processRevocation`. Called again while it is pending, it
 * may add `force` (forget here although the provider could not be told) or the wish to delete the data.
 * @throws conflict when it is revoked already, reauth_required, not_found, forbidden
 */
export async function revokeConnection(actor: Actor, connectionId: string, input: RevokeInput): Promise<void> {
	assertCan(actor, "connections.revoke");
	await assertSeesConnection(actor, connectionId);
	requireFreshProof(actor);
	const at = now();
	const conflict = await db().$transaction(async (tx) => {
		const connection = await tx.connection.findUniqueOrThrow({
			where: { id: connectionId },
			include: { credential: { select: { hasRefreshToken: true } } },
		});
		const reason = `Being revoked at ${providerLabel(connection.provider)}.`;
		if (await moveConnection(tx, connectionId, "revoking", reason, at)) {
			await stopStreams(tx, { connectionId });
			const steps = firstSteps(connection.credential?.hasRefreshToken ?? false, input.deleteData);
			const fields = {
				requestedBy: actor.label,
				requestedAt: at,
				deleteData: input.deleteData,
				force: input.force,
				attempts: 0,
				nextTryAt: at,
				finishedAt: null,
				outcome: "pending",
				steps,
			};
			await tx.revocation.upsert({
				where: { connectionId },
				create: { connectionId, ...fields },
				update: fields,
			});
		} else {
			const forced = input.force
				? await tx.revocation.updateMany({
						where: { connectionId, finishedAt: null },
						data: { force: true, nextTryAt: at },
					})
				: { count: 0 };
			if (forced.count === 0) {
				await recordAudit(tx, actor, {
					action: "connection.revoke_requested",
					targetType: "connection",
					targetId: connectionId,
					outcome: "refused",
				});
				return tooLate(connection.state);
			}
		}
		await recordAudit(tx, actor, {
			action: input.force ? "connection.revoke_forced" : "connection.revoke_requested",
			targetType: "connection",
			targetId: connectionId,
			outcome: "ok",
			detail: { deleteData: input.deleteData },
		});
		return null;
	});
	// Thrown after the transaction: who came too late stands in the audit trail as well (F-71).
	if (conflict !== null) throw conflict;
}

function tooLate(state: string): AppError {
	return new AppError(
		"conflict",
		`revoke of a ${state} connection`,
		state === "revoking" || state === "active" || state === "degraded"
			? "This connection is being revoked already. Its page shows how far it is."
			: "This connection was revoked already.",
	);
}
