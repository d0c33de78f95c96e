/**
 * "Your access was revoked" is believed only when the provider also refuses the token: deliveries are not signed. One
 * probe decides, and nothing is destroyed either way (S-44).
 */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { SYSTEM } from "@/lib/auth/actor";
import { withAccess } from "@/lib/connections/with-access";
import { db } from "@/lib/db/client";
import { AppError, ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import { provider as providerById } from "@/lib/providers/registry";
import type { FollowedTenant } from "./pending-events";

/**
 * @param toldAt when the delivery arrived
 * @returns whether the token is dead; then the connection says that it was revoked at the provider
 * @throws what withAccess throws when the provider could not tell
 */
export async function confirmRevoked(tenant: FollowedTenant, toldAt: Date, signal: AbortSignal): Promise<boolean> {
	if (await isAlive(tenant.connectionId, signal)) {
		log.warn({ connectionId: tenant.connectionId }, "a webhook says revoked, the token still works");
		await recordAudit(db(), SYSTEM, {
			action: "connection.revocation_contradicted",
			targetType: "connection",
			targetId: tenant.connectionId,
			outcome: "refused",
		});
		return false;
	}
	const { label } = providerById(tenant.provider);
	const when = toldAt.toISOString().slice(0, 16).replace("T", " ");
	await db().$transaction(async (tx) => {
		// withAccess has moved the connection; only the reason becomes exact.
		const told = await tx.connection.updateMany({
			where: { id: tenant.connectionId, state: "needs_reconnect" },
			data: {
				reason: `Access was revoked at ${label} on ${when} UTC. Reservations stay readable; reconnect the account if that was not meant.`,
			},
		});
		if (told.count === 0) return;
		await recordAudit(tx, SYSTEM, {
			action: "connection.revoked_upstream",
			targetType: "connection",
			targetId: tenant.connectionId,
			outcome: "ok",
			detail: { toldAt: toldAt.toISOString() },
		});
	});
	return true;
}

async function isAlive(connectionId: string, signal: AbortSignal): Promise<boolean> {
	try {
		await withAccess(connectionId, { lane: "poll", signal }, (access, provider) => provider.identify(access));
		return true;
	} catch (error) {
		if (error instanceof ProviderError && (error.kind === "unauthorized" || error.kind === "grant_invalid"))
			return false;
		if (error instanceof AppError && error.code === "needs_reconnect") return false;
		throw error;
	}
}
