/** One connection with its tenants, what is known of its credential, and its revocation. */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import { type ConnectionDetail, type Revocation, revocation } from "@/lib/shared/connections";
import { credentialOutlook } from "./credential-outlook";
import { connectionSummaries } from "./list-connections";
import { tenantSummaries } from "./tenants";
import { visibleConnections, visibleTenants } from "./visible-connections";

/** Throws not_found for an unknown id and for one outside the actor's scope alike. */
export async function getConnection(actor: Actor, connectionId: string): Promise<ConnectionDetail> {
	assertCan(actor, "connections.read");
	const [summary] = await connectionSummaries({ id: connectionId, ...visibleConnections(actor) });
	if (summary === undefined) throw notFound("connection");
	const [row, tenants] = await Promise.all([
		db().connection.findUniqueOrThrow({
			where: { id: connectionId },
			include: { credential: true, revocation: true },
		}),
		tenantSummaries({ where: { connectionId, ...visibleTenants(actor) } }),
	]);
	const { credential } = row;
	return {
		...summary,
		tenantIds: tenants.map((tenant) => tenant.id),
		tenantNames: tenants.map((tenant) => tenant.name),
		requestedScopes: row.requestedScopes,
		grantedScopes: row.grantedScopes,
		tenants,
		credential:
			credential === null
				? null
				: {
						fingerprint: credential.fingerprint,
						lastFour: credential.lastFour,
						savedBy: credential.savedBy,
						savedAt: credential.savedAt.toISOString(),
						lastUsedAt: credential.lastUsedAt?.toISOString() ?? null,
						expiresAt: credential.expiresAt?.toISOString() ?? null,
						refreshes: credential.hasRefreshToken,
						refreshFailingSince: credential.refreshFailingSince?.toISOString() ?? null,
						outlook: credentialOutlook(credential, now()),
					},
		revocation: row.revocation === null ? null : toRevocation(row.revocation),
	};
}

function toRevocation(row: {
	requestedAt: Date;
	requestedBy: string;
	attempts: number;
	nextTryAt: Date | null;
	finishedAt: Date | null;
	outcome: string;
	deleteData: boolean;
	steps: unknown;
}): Revocation {
	return revocation.parse({
		requestedAt: row.requestedAt.toISOString(),
		requestedBy: row.requestedBy,
		attempts: row.attempts,
		nextTryAt: row.nextTryAt?.toISOString() ?? null,
		finishedAt: row.finishedAt?.toISOString() ?? null,
		outcome: row.outcome,
		deleteData: row.deleteData,
		steps: row.steps,
	});
}
