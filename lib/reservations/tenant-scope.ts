/** Which tenants an answer is about: those the actor may see and the filter names, with what is known of their state. */
import "server-only";
import { type Actor, seesTenant } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import type { ConnectionState } from "@/lib/shared/connections";

export interface ScopedTenant {
	id: string;
	name: string;
	provider: string;
	timeZone: string | null;
	/** Left-out tenants are known but neither synced nor shown. */
	included: boolean;
	/** Set when the grant no longer reaches this tenant. */
	problem: string | null;
	asOf: Date | null;
	connection: { id: string; state: ConnectionState; reason: string; since: Date };
	/** The stream of the stays that operators look at first; null until the first sync is planned. */
	window: { completedAt: Date | null; waiting: string | null; nextDueAt: Date | null } | null;
	/** Streams beside the window that have not come to their first end: what they bring is not all here yet. */
	unread: string[];
	/** When any stream of the tenant is next due; null when nothing is planned. */
	nextDueAt: Date | null;
}

/** Tenants by name. Without ids: all the actor may see. Errors: not_found when any id is unknown or not the actor's. */
export async function tenantsInScope(
	actor: Actor,
	filter: { tenant?: readonly string[] | undefined; provider?: string | undefined },
): Promise<ScopedTenant[]> {
	const wanted = filter.tenant === undefined ? undefined : [...new Set(filter.tenant)];
	if (wanted?.some((id) => !seesTenant(actor, id))) throw notFound("tenant");
	const ids = wanted ?? (actor.tenantScope === "all" ? undefined : [...actor.tenantScope]);
	const rows = await db().tenant.findMany({
		where: ids === undefined ? {} : { id: { in: ids } },
		include: {
			connection: { select: { id: true, state: true, reason: true, since: true } },
			streams: { select: { kind: true, completedAt: true, waiting: true, nextDueAt: true } },
		},
		orderBy: [{ name: "asc" }, { id: "asc" }],
	});
	if (wanted !== undefined && rows.length < wanted.length) throw notFound("tenant");
	return rows
		.filter((row) => filter.provider === undefined || row.provider === filter.provider)
		.map(({ connection, streams, ...row }) => ({
			id: row.id,
			name: row.name,
			provider: row.provider,
			timeZone: row.timeZone,
			included: row.included,
			problem: row.problem,
			asOf: row.asOf,
			connection: { ...connection, state: connection.state as ConnectionState },
			window: streams.find((stream) => stream.kind === "window") ?? null,
			unread: streams.filter((stream) => stream.completedAt === null).map((stream) => stream.kind),
			nextDueAt: earliest(streams.map((stream) => stream.nextDueAt)),
		}));
}

/** One tenant that the actor may see. Errors: not_found. */
export async function visibleTenant(actor: Actor, tenantId: string): Promise<ScopedTenant> {
	const [tenant] = await tenantsInScope(actor, { tenant: [tenantId] });
	if (tenant === undefined) throw notFound("tenant");
	return tenant;
}

function earliest(instants: readonly (Date | null)[]): Date | null {
	let first: Date | null = null;
	for (const at of instants) {
		if (at !== null && (first === null || at < first)) first = at;
	}
	return first;
}
