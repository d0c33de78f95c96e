/** What a tenant's stream rows and its provider's pulse say about its syncing. Pure. */
import { type ConnectionSummary, type SweepHold, sweepHold } from "./connections";

/** The columns of a stream row that this is told from. */
export interface StreamFacts {
	kind: string;
	nextDueAt: Date | null;
	failures: number;
	waiting: string | null;
	lastError: string | null;
	errorKind: string | null;
	failingSince: Date | null;
	/** lib/shared/connections.ts sweepHold, or null. */
	held: unknown;
}

/** How a provider answers everybody at the moment. */
export interface Pulse {
	slowSince: Date | null;
	failingSince: Date | null;
	/** Nobody asks before; null or past: it is asked. */
	openUntil: Date | null;
}

/** Contact data is read with what is left over: that it waits is no news. */
const LEFTOVER_STREAM = "contacts";

/** When the next request is planned. A provider that nobody asks at the moment is asked when it is tried again. */
export function nextRequest(streams: readonly StreamFacts[], pulse: Pulse | null, at: Date): Date | null {
	const first = earliest(streams.map(({ nextDueAt }) => nextDueAt));
	const open = openUntil(pulse, at);
	return first !== null && open !== null && open > first ? open : first;
}

/**
 * Since when, until when and why it waits out failures. Streams that are not permitted wait for a person, not for time:
 * they are no back-off. @param provider the provider's own name
 */
export function backoffOf(
	provider: string,
	streams: readonly StreamFacts[],
	pulse: Pulse | null,
	at: Date,
): ConnectionSummary["backoff"] {
	const open = openUntil(pulse, at);
	const failing = streams.filter(
		({ failures, errorKind, nextDueAt }) => failures > 0 && errorKind !== "forbidden" && nextDueAt !== null,
	);
	if (failing.length === 0 && open === null) return null;
	const since = earliest([
		...failing.map(({ failingSince }) => failingSince),
		open === null ? null : (pulse?.failingSince ?? null),
	]);
	const next = earliest(failing.map(({ nextDueAt }) => nextDueAt));
	const until = open !== null && (next === null || open > next) ? open : (next ?? at);
	return {
		since: (since ?? at).toISOString(),
		until: until.toISOString(),
		reason:
			failing.find(({ nextDueAt }) => nextDueAt === next)?.lastError ??
			`${provider} does not answer properly at the moment. Rezdeck tries again by itself.`,
	};
}

/** Why and until when it waits for the request allowance; null: it does not. */
export function waitingOf(streams: readonly StreamFacts[], at: Date): ConnectionSummary["waiting"] {
	return soonest(
		streams.map(({ kind, waiting, failures, nextDueAt }) =>
			waiting === null || failures > 0 || kind === LEFTOVER_STREAM || nextDueAt === null || nextDueAt <= at
				? null
				: { reason: waiting, until: nextDueAt.toISOString() },
		),
	);
}

/** Somebody cancelled a reading that does not start again by itself: who, and how it goes on. */
export function cancelledOf(streams: readonly Pick<StreamFacts, "nextDueAt" | "waiting">[]): string | null {
	return streams.find(isCancelled)?.waiting ?? null;
}

/** It waits, but for no time: only a person starts it again. */
export function isCancelled({ nextDueAt, waiting }: Pick<StreamFacts, "nextDueAt" | "waiting">): boolean {
	return nextDueAt === null && waiting !== null;
}

/** Everything that searches for deletions hold back, as one question; answered when all of it is. */
export function holdOf(streams: readonly Pick<StreamFacts, "held">[]): SweepHold | null {
	const holds = streams.flatMap(({ held }) => (held === null ? [] : [sweepHold.parse(held)]));
	const [first, ...others] = holds.sort((a, b) => a.since.localeCompare(b.since));
	if (first === undefined) return null;
	const open = holds.find(({ approvedAt }) => approvedAt === null) ?? first;
	return {
		...first,
		missing: others.reduce((sum, { missing }) => sum + missing, first.missing),
		expected: others.reduce((sum, { expected }) => sum + expected, first.expected),
		approvedBy: open.approvedBy,
		approvedAt: open.approvedAt,
	};
}

/** Kinds that the granted permissions do not cover. */
export function notPermittedOf(streams: readonly StreamFacts[]): string[] {
	return streams.filter(({ errorKind }) => errorKind === "forbidden").map(({ kind }) => kind);
}

/** The one that ends first. */
export function soonest<T extends { until: string }>(all: readonly (T | null)[]): T | null {
	return all.filter((one) => one !== null).sort((a, b) => a.until.localeCompare(b.until))[0] ?? null;
}

function openUntil(pulse: Pulse | null, at: Date): Date | null {
	return pulse?.openUntil != null && pulse.openUntil > at ? pulse.openUntil : null;
}

function earliest(instants: readonly (Date | null)[]): Date | null {
	return instants.reduce<Date | null>(
		(first, at) => (at !== null && (first === null || at < first) ? at : first),
		null,
	);
}
