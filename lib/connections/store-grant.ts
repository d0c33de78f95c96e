/**
 * Writes what connecting found, in one transaction: connection, sealed credential, tenants, first streams, audit.
 * Before it runs nothing looks connected; after it everything is there.
 */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Actor } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import type { GrantIdentity, Provider, RemoteTenant, TokenSet } from "@/lib/providers/provider";
import { ConnectProblem } from "./connect-problem";
import { HEALTHY_REASON, LIVE_STATES, moveConnection } from "./connection-state";
import { saveCredential } from "./credentials";
import { noteNewestTokens } from "./rotation-ledger";
import { createStreams, wakeStreams } from "./streams";

export interface Grant {
	tokens: TokenSet;
	expiresAt: Date | null;
	identity: GrantIdentity;
	requestedScopes: string[];
	grantedScopes: string[];
}

/**
 * A new connection. Tenants that another live connection already reaches stay with it.
 * @returns the connection's id. Throws ConnectProblem already_connected when no tenant is left for it.
 */
export async function storeNewConnection(actor: Actor, provider: Provider, grant: Grant): Promise<string> {
	const id = newId("con");
	const at = now();
	await db().$transaction(async (tx) => {
		await lockProvider(tx, provider);
		const taken = await tenantsOfLiveConnections(tx, provider, grant.identity.tenants, null);
		const free = grant.identity.tenants.filter((tenant) => !taken.has(tenant.remoteId));
		if (free.length === 0) throw alreadyConnected(provider, [...taken.values()]);
		await tx.connection.create({
			data: {
				id,
				provider: provider.id,
				method: grant.tokens.method,
				state: "active",
				reason: HEALTHY_REASON,
				since: at,
				accountKey: grant.identity.accountKey,
				accountLabel: grant.identity.accountLabel,
				multiTenant: grant.identity.multiTenant,
				requestedScopes: grant.requestedScopes,
				grantedScopes: grant.grantedScopes,
				provenAt: at,
				createdBy: actor.label,
			},
		});
		await saveCredential(tx, id, grant.tokens, grant.expiresAt, actor.label, at);
		for (const tenant of free) await adoptTenant(tx, provider, id, tenant, at);
		await recordAudit(tx, actor, {
			action: "connect.finished",
			targetType: "connection",
			targetId: id,
			outcome: "ok",
			detail: {
				provider: provider.id,
				method: grant.tokens.method,
				account: grant.identity.accountLabel,
				tenants: free.length,
				alreadyConnected: taken.size,
				granted: grant.grantedScopes.join(" "),
			},
		});
	});
	return id;
}

/**
 * Gives an existing connection a new token set. The grant must reach at least one of its tenants (S-22); tenants it no
 * longer reaches are flagged, new ones are added.
 */
export async function renewConnection(
	actor: Actor,
	provider: Provider,
	connectionId: string,
	grant: Grant,
): Promise<void> {
	const at = now();
	const generation = await db().$transaction(async (tx) => {
		await lockProvider(tx, provider);
		const connection = await tx.connection.findUniqueOrThrow({
			where: { id: connectionId },
			include: { tenants: true },
		});
		if (!LIVE_STATES.some((state) => state === connection.state) || connection.state === "revoking") {
			throw new ConnectProblem("expired", "This connection was revoked meanwhile. Connect the account anew.");
		}
		const reached = new Map(grant.identity.tenants.map((tenant) => [tenant.remoteId, tenant]));
		const known = connection.tenants.filter((tenant) => reached.has(tenant.remoteId));
		if (known.length === 0) throw otherAccount(provider, connection.accountLabel, grant.identity.accountLabel);
		for (const tenant of connection.tenants) {
			const found = reached.get(tenant.remoteId);
			const problem = found === undefined ? `The renewed grant no longer reaches this tenant.` : null;
			await tx.tenant.update({
				where: { id: tenant.id },
				data: { problem, ...(found === undefined ? {} : tenantFacts(found)) },
			});
		}
		const taken = await tenantsOfLiveConnections(tx, provider, grant.identity.tenants, connectionId);
		for (const tenant of grant.identity.tenants) {
			const isKnown = known.some(({ remoteId }) => remoteId === tenant.remoteId);
			if (!isKnown && !taken.has(tenant.remoteId)) await adoptTenant(tx, provider, connectionId, tenant, at);
		}
		const saved = await saveCredential(tx, connectionId, grant.tokens, grant.expiresAt, actor.label, at);
		await tx.connection.update({
			where: { id: connectionId },
			data: {
				method: grant.tokens.method,
				accountKey: grant.identity.accountKey,
				accountLabel: grant.identity.accountLabel,
				multiTenant: grant.identity.multiTenant,
				requestedScopes: grant.requestedScopes,
				grantedScopes: grant.grantedScopes,
				provenAt: at,
			},
		});
		await moveConnection(tx, connectionId, "active", HEALTHY_REASON, at);
		await wakeStreams(tx, { connectionId }, at);
		await recordAudit(tx, actor, {
			action: "connect.renewed",
			targetType: "connection",
			targetId: connectionId,
			outcome: "ok",
			detail: { method: grant.tokens.method, tenants: reached.size },
		});
		return saved;
	});
	await noteNewestTokens(connectionId, { savedAt: at, generation });
}

/** Two operators connecting one account at once: the second waits here and then sees the first one's rows. */
async function lockProvider(tx: Transaction, provider: Provider): Promise<void> {
	await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`connect:${provider.id}`}, 0))`;
}

/** remoteId → account label of the live connection that reaches it. */
async function tenantsOfLiveConnections(
	tx: Transaction,
	provider: Provider,
	tenants: readonly RemoteTenant[],
	except: string | null,
): Promise<Map<string, string>> {
	const rows = await tx.tenant.findMany({
		where: {
			provider: provider.id,
			remoteId: { in: tenants.map((tenant) => tenant.remoteId) },
			connection: { state: { in: [...LIVE_STATES] }, ...(except === null ? {} : { id: { not: except } }) },
		},
		include: { connection: { select: { accountLabel: true } } },
	});
	return new Map(rows.map((row) => [row.remoteId, row.connection.accountLabel]));
}

/** A tenant new to us, or one left behind by a revoked connection: its reservations here are taken over. */
async function adoptTenant(
	tx: Transaction,
	provider: Provider,
	connectionId: string,
	remote: RemoteTenant,
	at: Date,
): Promise<void> {
	const key = { provider: provider.id, remoteId: remote.remoteId };
	const tenant = await tx.tenant.upsert({
		where: { provider_remoteId: key },
		create: { id: newId("ten"), ...key, connectionId, ...tenantFacts(remote) },
		update: { connectionId, included: true, problem: null, ...tenantFacts(remote) },
	});
	await createStreams(tx, provider, connectionId, tenant.id, at);
}

function tenantFacts(remote: RemoteTenant) {
	return { name: remote.name, timeZone: remote.timeZone, timeZoneRaw: remote.timeZoneRaw };
}

function alreadyConnected(provider: Provider, accounts: string[]): ConnectProblem {
	const names = [...new Set(accounts)].join(", ");
	return new ConnectProblem(
		"already_connected",
		`This ${provider.label} account is connected already (${names}). Open that connection and use Reconnect to renew it.`,
		{ detail: names },
	);
}

function otherAccount(provider: Provider, expected: string, got: string): ConnectProblem {
	return new ConnectProblem(
		"other_account",
		`The consent was given by another ${provider.label} account (${got}); this connection belongs to ${expected}. Nothing was changed. Sign in at ${provider.label} as ${expected} and reconnect, or connect ${got} as a new connection.`,
		{ detail: `${expected} / ${got}` },
	);
}
