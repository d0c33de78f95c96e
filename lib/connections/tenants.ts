/** Tenants as people see them: their zone, their mirror, their progress; each can be left out. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan, seesTenant } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/errors";
import { provider as providerById } from "@/lib/providers/registry";
import { connectionState, type TenantSummary } from "@/lib/shared/connections";
import { LIVE_STATES, USABLE_STATES } from "./connection-state";
import { STOPPED, tenantProgress } from "./progress";
import { createStreams } from "./streams";
import { tenantFacts } from "./sync-facts";
import { visibleTenants } from "./visible-connections";
import { webhookHealthOf } from "./webhook-health";

export async function listTenants(actor: Actor): Promise<TenantSummary[]> {
	assertCan(actor, "connections.read");
	return tenantSummaries({ where: visibleTenants(actor) });
}

export async function getTenant(actor: Actor, tenantId: string): Promise<TenantSummary> {
	assertCan(actor, "connections.read");
	const [tenant] = seesTenant(actor, tenantId) ? await tenantSummaries({ where: { id: tenantId } }) : [];
	if (tenant === undefined) throw notFound("tenant");
	return tenant;
}

/** Summaries of tenants; the caller has checked who asks. A handful of queries whatever their number. */
export async function tenantSummaries({
	where,
}: Pick<NonNullable<Parameters<ReturnType<typeof db>["tenant"]["findMany"]>[0]>, "where">): Promise<TenantSummary[]> {
	const rows = await db().tenant.findMany({
		where: where ?? {},
		orderBy: [{ name: "asc" }, { id: "asc" }],
		include: {
			connection: {
				select: { state: true, reason: true, since: true, method: true, pausedAt: true, pausedBy: true },
			},
		},
	});
	const ids = rows.map((row) => row.id);
	const [progress, counts, facts] = await Promise.all([tenantProgress(ids), countsOf(ids), tenantFacts(rows)]);
	return rows.map((row) => {
		const count = counts.get(row.id);
		const own = facts.get(row.id);
		if (own === undefined) throw new Error(`no facts were read for tenant ${row.id}`);
		const runs = row.included && own.paused === null && USABLE_STATES.some((state) => state === row.connection.state);
		const streams = progress.get(row.id);
		return {
			id: row.id,
			provider: row.provider,
			remoteId: row.remoteId,
			name: row.name,
			timeZone: row.timeZone,
			timeZoneRaw: row.timeZoneRaw,
			connectionId: row.connectionId,
			included: row.included,
			problem: row.problem,
			connection: {
				state: connectionState.parse(row.connection.state),
				reason: row.connection.reason,
				since: row.connection.since.toISOString(),
			},
			reservations: count?.reservations ?? 0,
			units: count?.units ?? 0,
			quarantined: count?.quarantined ?? 0,
			asOf: row.asOf?.toISOString() ?? null,
			progress: streams === undefined ? STOPPED : runs ? streams : { ...streams, phase: "stopped", waiting: null },
			...own,
			webhooks: webhookHealthOf(providerById(row.provider), row.connection.method, row),
		};
	});
}

/**
 * Includes a tenant, or leaves it out. Leaving out deletes what was mirrored of it (nothing changes at the provider);
 * including starts from the beginning.
 */
export async function setTenantIncluded(actor: Actor, tenantId: string, included: boolean): Promise<TenantSummary> {
	assertCan(actor, "connections.connect");
	if (!seesTenant(actor, tenantId)) throw notFound("tenant");
	await db().$transaction(async (tx) => {
		const [row] = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM tenant WHERE id = ${tenantId} FOR UPDATE`;
		if (row === undefined) throw notFound("tenant");
		const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId }, include: { connection: true } });
		if (tenant.included === included) return;
		if (!LIVE_STATES.some((state) => state === tenant.connection.state)) {
			throw new AppError(
				"conflict",
				"include on a revoked connection",
				"The connection of this tenant was revoked. Connect the account again first.",
			);
		}
		if (included) {
			await createStreams(tx, providerById(tenant.provider), tenant.connectionId, tenantId, now());
		} else {
			await tx.stream.deleteMany({ where: { tenantId } });
			await tx.reservation.deleteMany({ where: { tenantId } });
			await tx.quarantinedRecord.deleteMany({ where: { tenantId } });
			await tx.contact.deleteMany({ where: { tenantId } });
			await tx.unit.deleteMany({ where: { tenantId } });
		}
		await tx.tenant.update({ where: { id: tenantId }, data: { included, asOf: null } });
		await recordAudit(tx, actor, {
			action: included ? "tenant.included" : "tenant.left_out",
			targetType: "tenant",
			targetId: tenantId,
			outcome: "ok",
			detail: { name: tenant.name },
		});
	});
	return getTenant(actor, tenantId);
}

async function countsOf(
	tenantIds: string[],
): Promise<Map<string, { reservations: number; units: number; quarantined: number }>> {
	if (tenantIds.length === 0) return new Map();
	const rows = await db().$queryRaw<{ id: string; reservations: number; units: number; quarantined: number }[]>`
		SELECT t.id,
			(SELECT count(*)::int FROM reservation r WHERE r.tenant_id = t.id) AS reservations,
			(SELECT count(*)::int FROM unit u WHERE u.tenant_id = t.id AND u.active) AS units,
			(SELECT count(*)::int FROM quarantined_record q WHERE q.tenant_id = t.id
				AND q.resolved_at IS NULL AND q.ignored_at IS NULL) AS quarantined
		FROM tenant t WHERE t.id = ANY(${tenantIds})`;
	return new Map(rows.map((row) => [row.id, row]));
}
