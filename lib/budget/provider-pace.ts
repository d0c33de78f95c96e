/**
 * How quickly a provider answers, and what follows from it: it is slow now or not, and a limit that it does not publish
 * grows while answers are quick and shrinks while they are not. Answers are gathered in each process and told together.
 */
import "server-only";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log";
import type { ProviderBudget } from "@/lib/providers/provider";
import { windowLimit } from "./allowance-rules";
import { seconds } from "./pulse-words";

/** Answers are told to the database when there are so many, or when the last telling is so long ago. */
const GATHER_COUNT = 20;
const GATHER_MS = 2_000;
/** Weight of one answer in the latency of now, and in the usual one; the usual one still moves while it is slow. */
const NOW_WEIGHT = 0.1;
const USUAL_WEIGHT = 0.01;
const SLOW_USUAL_WEIGHT = 0.0002;
/** Slow: this many times the usual, and at least so much more; over when it falls below the second factor. */
const SLOW_FACTOR = 3;
const SLOW_LEAST_MS = 500;
const RECOVERED_FACTOR = 1.8;
/** A learned limit grows by this share while one window's worth of quick answers comes, and shrinks so while slow. */
const GROWTH_PER_WINDOW = 0.1;
const SHRINK_PER_WINDOW = 0.5;
/** It grows only when it is the bound: this share of it used; not soon after a refusal; never above the ceiling. */
const GROW_FROM_USE = 0.8;
const CALM_SECONDS = 900;
const CEILING_FACTOR = 5;
const FLOOR_SHARE = 0.1;

interface Gathered {
	count: number;
	totalMs: number;
	toldAt: number;
	telling: Promise<void>;
}

/** What this process has heard and not told yet, by bucket. */
const gathered = new Map<string, Gathered>();

/** One answer of the provider. Tells the database now and then; what goes wrong there never reaches the caller. */
export function notePace(bucket: string, budget: ProviderBudget, durationMs: number): void {
	const heard = gathered.get(bucket) ?? { count: 0, totalMs: 0, toldAt: 0, telling: Promise.resolve() };
	gathered.set(bucket, heard);
	heard.count++;
	heard.totalMs += durationMs;
	if (heard.count < GATHER_COUNT && Date.now() - heard.toldAt < GATHER_MS) return;
	tell(bucket, budget, heard);
}

/** Resolves when everything heard so far is in the database. */
export async function paceTold(bucket: string, budget: ProviderBudget): Promise<void> {
	const heard = gathered.get(bucket);
	if (heard === undefined) return;
	if (heard.count > 0) tell(bucket, budget, heard);
	await heard.telling;
}

function tell(bucket: string, budget: ProviderBudget, heard: Gathered): void {
	const { count, totalMs } = heard;
	Object.assign(heard, { count: 0, totalMs: 0, toldAt: Date.now() });
	heard.telling = heard.telling
		.then(() => learnPace(bucket, budget, count, totalMs / count))
		// A figure for the gauge, not worth failing a request that went well.
		.catch((error: unknown) => log.warn({ err: error, bucket }, "could not note how the provider answers"));
}

interface Pulse {
	limit: number | null;
	reason: string | null;
	latency: number | null;
	usual: number | null;
	slowSince: Date | null;
	calm: boolean;
	used: number;
	clock: Date;
}

/** `count` answers that took `meanMs` on average have come. */
async function learnPace(bucket: string, budget: ProviderBudget, count: number, meanMs: number): Promise<void> {
	await db().$transaction(async (tx) => {
		await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`pace:${bucket}`}, 0))`;
		const [pulse] = await tx.$queryRaw<Pulse[]>`
			SELECT p."limit", p.reason, p.latency_ms AS latency, p.usual_latency_ms AS usual, p.slow_since AS "slowSince",
				coalesce(p.refused_at < m.clock - make_interval(secs => ${CALM_SECONDS}::float8), true) AS calm, m.clock,
				(SELECT count(*)::int FROM budget_request r WHERE r.bucket = ${bucket}
					AND r.at > m.clock - make_interval(secs => ${budget.windowSeconds}::float8)) AS used
			FROM (SELECT rezdeck_clock() AS clock) m LEFT JOIN provider_pulse p ON p.bucket = ${bucket}`;
		if (pulse === undefined) throw new Error("the database gave no time");
		const pace = paceAfter(pulse, count, meanMs);
		const { limit, reason } = limitAfter(budget, pulse, pace, count);
		await tx.$executeRaw`
			INSERT INTO provider_pulse (bucket, "limit", reason, latency_ms, usual_latency_ms, slow_since, updated_at)
			VALUES (${bucket}, ${limit}, ${reason}, ${pace.latency}, ${pace.usual}, ${pace.slowSince}, ${pulse.clock})
			ON CONFLICT (bucket) DO UPDATE SET latency_ms = excluded.latency_ms, usual_latency_ms = excluded.usual_latency_ms,
				slow_since = excluded.slow_since, updated_at = excluded.updated_at,
				-- A refusal that came meanwhile is stronger than what was learned from these answers.
				"limit" = CASE WHEN provider_pulse."limit" IS NOT DISTINCT FROM ${pulse.limit}::int THEN excluded."limit" ELSE provider_pulse."limit" END,
				reason = CASE WHEN provider_pulse."limit" IS NOT DISTINCT FROM ${pulse.limit}::int THEN excluded.reason ELSE provider_pulse.reason END`;
	});
}

export interface Pace {
	latency: number;
	usual: number;
	slowSince: Date | null;
}

/** Smoothed latency, the usual one, and since when it is slow. */
export function paceAfter(
	before: { latency: number | null; usual: number | null; slowSince: Date | null; clock: Date },
	count: number,
	meanMs: number,
): Pace {
	const latency = towards(before.latency ?? meanMs, meanMs, NOW_WEIGHT, count);
	const usualBefore = before.usual ?? meanMs;
	const isSlow =
		before.slowSince === null
			? latency > usualBefore * SLOW_FACTOR && latency > usualBefore + SLOW_LEAST_MS
			: latency > usualBefore * RECOVERED_FACTOR && latency > usualBefore + SLOW_LEAST_MS / 2;
	return {
		latency,
		usual: towards(usualBefore, meanMs, isSlow ? SLOW_USUAL_WEIGHT : USUAL_WEIGHT, count),
		slowSince: isSlow ? (before.slowSince ?? before.clock) : null,
	};
}

/** An exponential mean after `count` more values of `mean`. */
function towards(from: number, mean: number, weight: number, count: number): number {
	return mean + (from - mean) * (1 - weight) ** count;
}

/** The learned limit and why it is what it is; both unchanged for a published one. */
export function limitAfter(
	budget: ProviderBudget,
	before: { limit: number | null; reason: string | null; used: number; calm: boolean },
	pace: Pace,
	count: number,
): { limit: number | null; reason: string | null } {
	const unchanged = { limit: before.limit, reason: before.reason };
	if (!budget.assumed) return unchanged;
	const { limit } = windowLimit(budget, before.limit);
	const windows = count / limit;
	if (pace.slowSince !== null) {
		const floor = Math.ceil(budget.limit * FLOOR_SHARE);
		const lowered = Math.max(Math.min(floor, limit), rounded(limit * (1 - SHRINK_PER_WINDOW) ** windows));
		if (lowered === limit) return unchanged;
		return {
			limit: lowered,
			reason: `Lowered to ${lowered}: answers take ${seconds(pace.latency)}, usually ${seconds(pace.usual)}.`,
		};
	}
	if (!before.calm || before.used < limit * GROW_FROM_USE) return unchanged;
	const grown = Math.min(budget.limit * CEILING_FACTOR, rounded(limit * (1 + GROWTH_PER_WINDOW) ** windows));
	if (grown <= limit) return unchanged;
	return { limit: grown, reason: `Grown to ${grown}: answers are quick and nothing was refused.` };
}

/** Up as often as the fraction says, so that many small steps add up to the right whole. */
function rounded(value: number): number {
	return Math.floor(value + Math.random());
}
