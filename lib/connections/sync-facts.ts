/** What streams, pauses and the provider's pulse say about a tenant's syncing. Two queries whatever the number of tenants. */
import "server-only";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { findProvider, providers } from "@/lib/providers/registry";
import { type ConnectionSummary, type SweepHold, sweepHold, type TenantSummary } from "@/lib/shared/connections";
import { budgetBucket } from "./allowance";
import { USABLE_STATES } from "./connection-state";

/** The facts that a connection and a tenant tell alike. */
export type SyncFacts = Pick<
	ConnectionSummary,
	"paused" | "lastSuccessAt" | "nextRequestAt" | "backoff" | "providerSlowSince"
>;

export type TenantFacts = SyncFacts &
	Pick<TenantSummary, "pausedHere" | "pollSeconds" | "changesPerHour" | "hold" | "notPermitted">;

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

interface StreamFacts {
	tenantId: string;
	kind: string;
	lastSuccessAt: Date | null;
	nextDueAt: Date | null;
	failures: number;
	lastError: string | null;
	errorKind: string | null;
	failingSince: Date | null;
	changeRate: number | null;
	pollSeconds: number | null;
	held: unknown;
}

/** How a provider answers everybody at the moment. */
export interface Pulse {
	slowSince: Date | null;
	failingSince: Date | null;
	/** Nobody asks before; null or past: it is asked. */
	openUntil: Date | null;
}

/** The facts of each tenant, by its id. */
export async function tenantFacts(tenants: readonly FactsOf[]): Promise<Map<string, TenantFacts>> {
	if (tenants.length === 0) return new Map();
	const [rows, pulses] = await Promise.all([
		db().stream.findMany({
			where: { tenantId: { in: tenants.map(({ id }) => id) } },
			select: {
				tenantId: true,
				kind: true,
				lastSuccessAt: true,
				nextDueAt: true,
				failures: true,
				lastError: true,
				errorKind: true,
				failingSince: true,
				changeRate: true,
				pollSeconds: true,
				held: true,
			},
		}),
		providerPulses(),
	]);
	const streams = new Map<string, StreamFacts[]>();
	for (const row of rows) streams.set(row.tenantId, [...(streams.get(row.tenantId) ?? []), row]);
	const at = now();
	return new Map(
		tenants.map((tenant) => [
			tenant.id,
			factsOf(tenant, streams.get(tenant.id) ?? [], pulses.get(tenant.provider) ?? null, at),
		]),
	);
}

/** How each provider answers, by provider id; absent: nothing is known of it. */
export async function providerPulses(): Promise<Map<string, Pulse>> {
	const rows = await db().providerPulse.findMany({
		select: { bucket: true, slowSince: true, failingSince: true, openUntil: true },
	});
	const byBucket = new Map(rows.map((row) => [row.bucket, row]));
	return new Map(
		providers().flatMap((provider) => {
			const pulse = byBucket.get(budgetBucket(provider));
			return pulse === undefined ? [] : [[provider.id, pulse] as const];
		}),
	);
}

/** Several tenants' facts as their connection's. `paused` is the connection's own. */
export function joinFacts(own: SyncFacts["paused"], all: readonly SyncFacts[]): SyncFacts {
	const text = (values: (string | null)[]) => values.filter((value) => value !== null).sort();
	return {
		paused: own,
		lastSuccessAt: text(all.map((facts) => facts.lastSuccessAt)).at(-1) ?? null,
		nextRequestAt: text(all.map((facts) => facts.nextRequestAt))[0] ?? null,
		backoff:
			all
				.map((facts) => facts.backoff)
				.filter((backoff) => backoff !== null)
				.sort((a, b) => a.until.localeCompare(b.until))[0] ?? null,
		providerSlowSince: text(all.map((facts) => facts.providerSlowSince))[0] ?? null,
	};
}

function factsOf(tenant: FactsOf, streams: readonly StreamFacts[], pulse: Pulse | null, at: Date): TenantFacts {
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
		backoff: isRead ? backoffOf(tenant.provider, streams, pulse, at) : null,
		providerSlowSince: isRead ? iso(pulse?.slowSince ?? null) : null,
		pollSeconds: changed?.pollSeconds ?? null,
		changesPerHour: changed?.changeRate ?? null,
		hold: holdOf(streams),
		notPermitted: streams.filter((stream) => stream.errorKind === "forbidden").map(({ kind }) => kind),
	};
}

/** @returns who paused it and since when; null: it is not paused. */
export function pauseOf(row: { pausedAt: Date | null; pausedBy: string | null }): SyncFacts["paused"] {
	return row.pausedAt === null ? null : { since: row.pausedAt.toISOString(), by: row.pausedBy ?? "somebody" };
}

/** When the provider is asked by nobody, the earliest request is when it is asked again. */
function nextRequest(streams: readonly StreamFacts[], pulse: Pulse | null, at: Date): Date | null {
	const first = earliest(streams.map(({ nextDueAt }) => nextDueAt));
	const open = openUntil(pulse, at);
	return first !== null && open !== null && open > first ? open : first;
}

/** Streams that are not permitted wait for a person, not for time: they are no back-off. */
function backoffOf(
	providerId: string,
	streams: readonly StreamFacts[],
	pulse: Pulse | null,
	at: Date,
): SyncFacts["backoff"] {
	const open = openUntil(pulse, at);
	const failing = streams
		.filter((stream) => stream.failures > 0 && stream.errorKind !== "forbidden" && stream.nextDueAt !== null)
		.sort((a, b) => (a.nextDueAt?.getTime() ?? 0) - (b.nextDueAt?.getTime() ?? 0));
	const [first] = failing;
	if (first === undefined && open === null) return null;
	const since = earliest(failing.map(({ failingSince }) => failingSince)) ?? pulse?.failingSince ?? at;
	const until = first?.nextDueAt ?? null;
	return {
		since: since.toISOString(),
		until: (open !== null && (until === null || open > until) ? open : (until ?? at)).toISOString(),
		reason:
			first?.lastError ??
			`${findProvider(providerId)?.label ?? providerId} does not answer properly at the moment. Rezdeck tries again by itself.`,
	};
}

function openUntil(pulse: Pulse | null, at: Date): Date | null {
	return pulse?.openUntil != null && pulse.openUntil > at ? pulse.openUntil : null;
}

function holdOf(streams: readonly StreamFacts[]): SweepHold | null {
	const held = streams.find((stream) => stream.held !== null)?.held;
	return held === undefined ? null : sweepHold.parse(held);
}

function earliest(instants: readonly (Date | null)[]): Date | null {
	return instants.reduce<Date | null>(
		(first, at) => (at !== null && (first === null || at < first) ? at : first),
		null,
	);
}

function iso(at: Date | null): string | null {
	return at?.toISOString() ?? null;
}
