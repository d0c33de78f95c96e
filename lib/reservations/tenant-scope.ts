/** Which tenants an answer is about: those the actor may see and the filter names, with what is known of their state. */
import "server-only";
import { type Actor, seesTenant } from "@/lib/auth/actor";
import { providerPulses } from "@/lib/budget/provider-pulse";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import { findProvider } from "@/lib/providers/registry";
import type { ConnectionState, TenantSummary } from "@/lib/shared/connections";
import { backoffOf, cancelledOf, holdOf, nextRequest, notPermittedOf, waitingOf } from "@/lib/shared/stream-facts";

export interface ScopedTenant {
	id: string;
	name: string;
	provider: string;
	/** The provider's own name. */
	providerLabel: string;
	timeZone: string | null;
	/** Left-out tenants are known but neither synced nor shown. */
	included: boolean;
	/** Set when the grant no longer reaches this tenant. */
	problem: string | null;
	asOf: Date | null;
	connection: { id: string; state: ConnectionState; reason: string; since: Date };
	/** The stream of the stays that operators look at first; null until the first sync is planned. */
	window: { completedAt: Date | null; waiting: string | null; nextDueAt: Date | null } | null;
	/** Somebody paused it, or (`above`) its whole connection. */
	paused: { since: string; by: string; above: boolean } | null;
	backoff: TenantSummary["backoff"];
	waiting: TenantSummary["waiting"];
	/** The provider answers slowly since then. */
	slowSince: Date | null;
	/** How often changes are asked for; null before the first poll. */
	pollSeconds: number | null;
	hold: TenantSummary["hold"];
	/** A first reading was cancelled: who did, and how it goes on. */
	cancelled: string | null;
	notPermitted: string[];
	/** Streams beside the window that have not come to their first end: what they bring is not all here yet. */
	unread: string[];
	/** When the next request is planned; null when none is. */
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
	const [rows, pulses] = await Promise.all([
		db().tenant.findMany({
			where: ids === undefined ? {} : { id: { in: ids } },
			include: {
				connection: {
					select: { id: true, state: true, reason: true, since: true, pausedAt: true, pausedBy: true },
				},
				streams: { select: STREAM_COLUMNS },
			},
			orderBy: [{ name: "asc" }, { id: "asc" }],
		}),
		providerPulses(),
	]);
	if (wanted !== undefined && rows.length < wanted.length) throw notFound("tenant");
	const at = now();
	return rows
		.filter((row) => filter.provider === undefined || row.provider === filter.provider)
		.map((row) => {
			const { connection, streams } = row;
			const providerLabel = findProvider(row.provider)?.label ?? row.provider;
			const pulse = pulses.get(row.provider) ?? null;
			return {
				id: row.id,
				name: row.name,
				provider: row.provider,
				providerLabel,
				timeZone: row.timeZone,
				included: row.included,
				problem: row.problem,
				asOf: row.asOf,
				connection: { ...connection, state: connection.state as ConnectionState },
				window: streams.find((stream) => stream.kind === "window") ?? null,
				paused: pauseOf(row, false) ?? pauseOf(connection, true),
				backoff: backoffOf(providerLabel, streams, pulse, at),
				waiting: waitingOf(streams, at),
				slowSince: pulse?.slowSince ?? null,
				pollSeconds: streams.find((stream) => stream.kind === "changed")?.pollSeconds ?? null,
				hold: holdOf(streams),
				cancelled: cancelledOf(streams),
				notPermitted: notPermittedOf(streams),
				unread: streams.filter((stream) => stream.completedAt === null).map((stream) => stream.kind),
				nextDueAt: nextRequest(streams, pulse, at),
			};
		});
}

const STREAM_COLUMNS = {
	kind: true,
	completedAt: true,
	nextDueAt: true,
	waiting: true,
	failures: true,
	lastError: true,
	errorKind: true,
	failingSince: true,
	pollSeconds: true,
	held: true,
} as const;

function pauseOf(row: { pausedAt: Date | null; pausedBy: string | null }, above: boolean): ScopedTenant["paused"] {
	return row.pausedAt === null ? null : { since: row.pausedAt.toISOString(), by: row.pausedBy ?? "somebody", above };
}

/** One tenant that the actor may see. Errors: not_found. */
export async function visibleTenant(actor: Actor, tenantId: string): Promise<ScopedTenant> {
	const [tenant] = await tenantsInScope(actor, { tenant: [tenantId] });
	if (tenant === undefined) throw notFound("tenant");
	return tenant;
}
