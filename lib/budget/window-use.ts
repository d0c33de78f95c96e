/** What the allowance of a bucket is at, for the gauge and the metrics. */
import "server-only";
import { db } from "@/lib/db/client";
import type { ProviderBudget } from "@/lib/providers/provider";
import { type Lane, type WindowLimit, windowLimit } from "./allowance-rules";

export interface WindowUse extends WindowLimit {
	/** Requests that left within the provider's window; `byLane` may be less: refusals count as use of nobody. */
	used: number;
	byLane: Record<Lane, number>;
	learned: boolean;
	reason: string | null;
	waitingPeople: number;
	pausedUntil: Date | null;
	latencyMs: number | null;
	slowSince: Date | null;
	failingSince: Date | null;
	closedUntil: Date | null;
}

interface Row {
	used: number;
	person: number;
	poll: number;
	fill: number;
	idle: number;
	waitingPeople: number;
	pausedUntil: Date | null;
	limit: number | null;
	reason: string | null;
	refusedLately: boolean;
	latencyMs: number | null;
	slowSince: Date | null;
	failingSince: Date | null;
	closedUntil: Date | null;
}

export async function windowUse(bucket: string, budget: ProviderBudget): Promise<WindowUse> {
	const [row] = await db().$queryRaw<Row[]>`
		WITH moment AS MATERIALIZED (SELECT rezdeck_clock() AS clock),
		counted AS (SELECT r.lane FROM budget_request r, moment m WHERE r.bucket = ${bucket}
			AND r.at > m.clock - make_interval(secs => ${budget.windowSeconds}::float8))
		SELECT c.*, p."limit", p.reason, p.latency_ms AS "latencyMs", p.slow_since AS "slowSince",
			p.failing_since AS "failingSince",
			coalesce(p.refused_at > m.clock - make_interval(secs => ${budget.windowSeconds}::float8), false) AS "refusedLately",
			CASE WHEN p.open_until > m.clock THEN p.open_until END AS "closedUntil",
			(SELECT until FROM budget_pause b WHERE b.bucket = ${bucket} AND b.until > m.clock) AS "pausedUntil",
			(SELECT count(*)::int FROM budget_waiter w WHERE w.bucket = ${bucket} AND w.lane = 'person' AND w.until > m.clock)
				AS "waitingPeople"
		FROM moment m
		CROSS JOIN (SELECT count(*)::int AS used,
			count(*) FILTER (WHERE lane = 'person')::int AS person, count(*) FILTER (WHERE lane = 'poll')::int AS poll,
			count(*) FILTER (WHERE lane = 'fill')::int AS fill, count(*) FILTER (WHERE lane = 'idle')::int AS idle
			FROM counted) c
		LEFT JOIN provider_pulse p ON p.bucket = ${bucket}`;
	if (row === undefined) throw new Error("the window gave no row");
	const { person, poll, fill, idle, limit, reason, refusedLately, ...rest } = row;
	const learned = budget.assumed && limit !== null;
	return {
		...rest,
		...windowLimit(budget, limit),
		byLane: { person, poll, fill, idle },
		learned,
		// A published limit has a reason only while a refusal still weighs on it.
		reason: learned || refusedLately || rest.pausedUntil !== null ? reason : null,
	};
}
