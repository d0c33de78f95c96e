/** What streams, pauses and the provider's pulse say about a tenant's syncing. Two queries whatever the number of tenants. */
import "server-only";
import { providerPulses } from "@/lib/budget/provider-pulse";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { findProvider } from "@/lib/providers/registry";
import type { ConnectionSummary, TenantSummary } from "@/lib/shared/connections";
import {
	backoffOf,
	cancelledOf,
	holdOf,
	nextRequest,
	notPermittedOf,
	type Pulse,
	type StreamFacts,
	soonest,
	waitingOf,
} from "@/lib/shared/stream-facts";
import { USABLE_STATES } from "./connection-state";

/** The facts that a connection and a tenant tell alike. */
export type SyncFacts = Pick<
	ConnectionSummary,
	"paused" | "lastSuccessAt" | "nextRequestAt" | "backoff" | "waiting" | "providerSlowSince"
>;

export type TenantFacts = SyncFacts &
	Pick<TenantSummary, "pausedHere" | "pollSeconds" | "changesPerHour" | "hold" | "cancelled" | "notPermitted">;

/** What of a tenant's row and its connection's decides whether anything is read. */
export interface FactsOf {
	id: string;
	provider: string;
	included: boolean;
	problem: string | null;
	pausedAt: Date | null;
	pausedBy: string | null;
	connection: { state: string; pausedAt: Date | null; pausedBy: string | null };
}

const STREAM_COLUMNS = {
	tenantId: true,
	kind: true,
	lastSuccessAt: true,
	nextDueAt: true,
	failures: true,
	waiting: true,
	lastError: true,
	errorKind: true,
	failingSince: true,
	changeRate: true,
	pollSeconds: true,
	held: true,
} as const;

type StreamRow = StreamFacts & {
	tenantId: string;
	lastSuccessAt: Date | null;
	changeRate: number | null;
	pollSeconds: number | null;
};

/** The facts of each tenant, by its id. */
export async function tenantFacts(tenants: readonly FactsOf[]): Promise<Map<string, TenantFacts>> {
	if (tenants.length === 0) return new Map();
	const [rows, pulses] = await Promise.all([
		db().stream.findMany({
			where: { tenantId: { in: tenants.map(({ id }) => id) } },
			select: STREAM_COLUMNS,
			orderBy: { position: "asc" },
		}),
		providerPulses(),
	]);
	const streams = new Map<string, StreamRow[]>();
	for (const row of rows) streams.set(row.tenantId, [...(streams.get(row.tenantId) ?? []), row]);
	const at = now();
	return new Map(
		tenants.map((tenant) => [
			tenant.id,
			factsOf(tenant, streams.get(tenant.id) ?? [], pulses.get(tenant.provider) ?? null, at),
		]),
	);
}

/** Several tenants' facts as their connection's. `own` is the connection's own pause. */
export function joinFacts(own: SyncFacts["paused"], all: readonly SyncFacts[]): SyncFacts {
	const sorted = (values: (string | null)[]) => values.filter((value) => value !== null).sort();
	return {
		paused: own,
		lastSuccessAt: sorted(all.map((facts) => facts.lastSuccessAt)).at(-1) ?? null,
		nextRequestAt: sorted(all.map((facts) => facts.nextRequestAt))[0] ?? null,
		backoff: soonest(all.map((facts) => facts.backoff)),
		waiting: soonest(all.map((facts) => facts.waiting)),
		providerSlowSince: sorted(all.map((facts) => facts.providerSlowSince))[0] ?? null,
	};
}

function factsOf(tenant: FactsOf, streams: readonly StreamRow[], pulse: Pulse | null, at: Date): TenantFacts {
	const { connection } = tenant;
	const paused = pauseOf(tenant) ?? pauseOf(connection);
	const isRead =
		tenant.included &&
		tenant.problem === null &&
		paused === null &&
		USABLE_STATES.some((state) => state === connection.state);
	const changed = streams.find(({ kind }) => kind === "changed");
	const window = streams.find(({ kind }) => kind === "window");
	return {
		paused,
		pausedHere: tenant.pausedAt !== null,
		lastSuccessAt: iso(changed?.lastSuccessAt ?? window?.lastSuccessAt ?? null),
		nextRequestAt: isRead ? iso(nextRequest(streams, pulse, at)) : null,
		backoff: isRead ? backoffOf(findProvider(tenant.provider)?.label ?? tenant.provider, streams, pulse, at) : null,
		waiting: isRead ? waitingOf(streams, at) : null,
		providerSlowSince: isRead ? iso(pulse?.slowSince ?? null) : null,
		pollSeconds: changed?.pollSeconds ?? null,
		changesPerHour: changed?.changeRate ?? null,
		hold: holdOf(streams),
		cancelled: isRead ? cancelledOf(streams) : null,
		notPermitted: notPermittedOf(streams),
	};
}

/** @returns who paused it and since when; null: it is not paused. */
export function pauseOf(row: { pausedAt: Date | null; pausedBy: string | null }): SyncFacts["paused"] {
	return row.pausedAt === null ? null : { since: row.pausedAt.toISOString(), by: row.pausedBy ?? "somebody" };
}

function iso(at: Date | null): string | null {
	return at?.toISOString() ?? null;
}
