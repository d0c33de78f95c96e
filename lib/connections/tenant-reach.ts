/** Which tenants a grant reaches, as it changes at the provider: one may be taken out, come back, or be added (F-42). */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { SYSTEM } from "@/lib/auth/actor";
import type { Transaction } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { PROVIDER_ERROR_RULES } from "@/lib/errors";
import type { GrantIdentity, Provider, RemoteTenant } from "@/lib/providers/provider";
import { wakeStreams } from "./streams";

/** The provider refused this one tenant: it rests until the grant reaches it again; its siblings go on. */
export async function loseTenant(tx: Transaction, provider: Provider, tenantId: string): Promise<void> {
	const problem = PROVIDER_ERROR_RULES.tenant_lost.text.replaceAll("{provider}", provider.label);
	const lost = await tx.tenant.updateMany({ where: { id: tenantId, problem: null }, data: { problem } });
	if (lost.count === 1) await auditTenant(tx, tenantId, "tenant.lost", "failed");
}

/**
 * Compares the tenants we know with those the grant reaches now: the missing ones get a problem, those that came back
 * go on, and new ones are shown as left out, because nobody chose them.
 */
export async function compareTenants(
	tx: Transaction,
	provider: Provider,
	connectionId: string,
	identity: GrantIdentity,
	at: Date,
): Promise<void> {
	const reached = new Set(identity.tenants.map(({ remoteId }) => remoteId));
	const known = await tx.tenant.findMany({ where: { connectionId } });
	for (const tenant of known) {
		if (!reached.has(tenant.remoteId)) await loseTenant(tx, provider, tenant.id);
		else if (tenant.problem !== null) await regainTenant(tx, connectionId, tenant.id, at);
	}
	const ours = new Set(known.map(({ remoteId }) => remoteId));
	for (const remote of identity.tenants) {
		if (!ours.has(remote.remoteId)) await showLeftOut(tx, provider, connectionId, remote);
	}
}

async function regainTenant(tx: Transaction, connectionId: string, tenantId: string, at: Date): Promise<void> {
	await tx.tenant.update({ where: { id: tenantId }, data: { problem: null } });
	await wakeStreams(tx, { connectionId, tenantId }, at);
	await auditTenant(tx, tenantId, "tenant.regained", "ok");
}

/** A tenant that another connection reaches, or left behind, stays with it. */
async function showLeftOut(
	tx: Transaction,
	provider: Provider,
	connectionId: string,
	remote: RemoteTenant,
): Promise<void> {
	const id = newId("ten");
	const { remoteId, name, timeZone, timeZoneRaw } = remote;
	const added = await tx.tenant.createMany({
		data: [{ id, provider: provider.id, remoteId, connectionId, name, timeZone, timeZoneRaw, included: false }],
		skipDuplicates: true,
	});
	if (added.count === 1) await auditTenant(tx, id, "tenant.found", "ok");
}

async function auditTenant(tx: Transaction, tenantId: string, action: string, outcome: "ok" | "failed"): Promise<void> {
	await recordAudit(tx, SYSTEM, { action, targetType: "tenant", targetId: tenantId, outcome });
}
