/** Connections as people see them: state in words, tenants, progress. Never anything of a token. */
import "server-only";
import type { z } from "zod";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { type ConnectionSummary, type connectionQuery, connectionState } from "@/lib/shared/connections";
import { USABLE_STATES } from "./connection-state";
import { joinProgress, STOPPED, tenantProgress } from "./progress";
import { joinFacts, pauseOf, type TenantFacts, tenantFacts } from "./sync-facts";
import { visibleConnections } from "./visible-connections";

const INCLUDE = {
	tenants: {
		select: {
			id: true,
			name: true,
			provider: true,
			included: true,
			problem: true,
			pausedAt: true,
			pausedBy: true,
			connection: { select: { state: true, pausedAt: true, pausedBy: true } },
		},
		orderBy: { name: "asc" },
	},
	credential: { select: { hasRefreshToken: true, expiresAt: true } },
} satisfies Prisma.ConnectionInclude;

type Row = Prisma.ConnectionGetPayload<{ include: typeof INCLUDE }>;

/** All connections an actor may see, those that need a person first. An installation has hundreds at most: one page. */
export async function listConnections(
	actor: Actor,
	query: z.infer<typeof connectionQuery> = {},
): Promise<{ items: ConnectionSummary[]; nextCursor: string | null }> {
	assertCan(actor, "connections.read");
	const items = await connectionSummaries({
		...visibleConnections(actor),
		...(query.provider === undefined ? {} : { provider: query.provider }),
		...(query.state === undefined ? {} : { state: query.state }),
	});
	return { items, nextCursor: null };
}

const URGENCY: Record<ConnectionSummary["state"], number> = {
	needs_reconnect: 0,
	revoking: 1,
	degraded: 2,
	active: 3,
	revoked_local_only: 4,
	revoked: 5,
};

/** Summaries for a filter; the caller has checked who asks. */
export async function connectionSummaries(where: Prisma.ConnectionWhereInput): Promise<ConnectionSummary[]> {
	const rows = await db().connection.findMany({ where, include: INCLUDE, orderBy: { createdAt: "desc" } });
	const tenants = rows.flatMap((row) => row.tenants);
	const ids = tenants.map((tenant) => tenant.id);
	const [progress, facts, lastRuns, quarantined] = await Promise.all([
		tenantProgress(ids),
		tenantFacts(tenants),
		lastRunOf(rows.map((row) => row.id)),
		quarantinedOf(ids),
	]);
	return rows
		.map((row) => summarise(row, { progress, facts, lastRuns, quarantined }))
		.sort((a, b) => URGENCY[a.state] - URGENCY[b.state]);
}

interface Facts {
	progress: Awaited<ReturnType<typeof tenantProgress>>;
	facts: Map<string, TenantFacts>;
	lastRuns: Map<string, Date>;
	quarantined: Map<string, number>;
}

function summarise(row: Row, { progress, facts, lastRuns, quarantined }: Facts): ConnectionSummary {
	const tenants = row.tenants.filter((tenant) => tenant.included);
	const streams = tenants.flatMap((tenant) => progress.get(tenant.id) ?? []);
	const joined = streams.length === 0 ? STOPPED : joinProgress(streams);
	const paused = pauseOf(row);
	const runs = paused === null && USABLE_STATES.some((state) => state === row.state);
	const { credential } = row;
	return {
		id: row.id,
		provider: row.provider,
		method: row.method === "manual" ? "manual" : "oauth",
		state: connectionState.parse(row.state),
		reason: row.reason,
		since: row.since.toISOString(),
		account: row.accountLabel,
		tenantIds: row.tenants.map((tenant) => tenant.id),
		tenantNames: row.tenants.map((tenant) => tenant.name),
		provenAt: row.provenAt?.toISOString() ?? null,
		lastRunAt: lastRuns.get(row.id)?.toISOString() ?? null,
		createdAt: row.createdAt.toISOString(),
		progress: runs ? joined : { ...joined, phase: "stopped", waiting: null },
		...joinFacts(
			paused,
			tenants.flatMap((tenant) => facts.get(tenant.id) ?? []),
		),
		quarantined: tenants.reduce((sum, tenant) => sum + (quarantined.get(tenant.id) ?? 0), 0),
		needsPersonBy:
			credential === null || credential.hasRefreshToken ? null : (credential.expiresAt?.toISOString() ?? null),
	};
}

/** Records set aside and neither resolved nor ignored, by tenant. */
async function quarantinedOf(tenantIds: string[]): Promise<Map<string, number>> {
	const rows = await db().quarantinedRecord.groupBy({
		by: ["tenantId"],
		where: { tenantId: { in: tenantIds }, resolvedAt: null, ignoredAt: null },
		_count: true,
	});
	return new Map(rows.map((row) => [row.tenantId, row._count]));
}

async function lastRunOf(connectionIds: string[]): Promise<Map<string, Date>> {
	if (connectionIds.length === 0) return new Map();
	const rows = await db().$queryRaw<{ id: string; at: Date }[]>`
		SELECT c.id, r.heartbeat_at AS at FROM connection c
		JOIN LATERAL (SELECT heartbeat_at FROM run WHERE connection_id = c.id ORDER BY started_at DESC LIMIT 1) r ON true
		WHERE c.id = ANY(${connectionIds})`;
	return new Map(rows.map((row) => [row.id, row.at]));
}
