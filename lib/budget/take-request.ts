/**
 * The request allowance of each provider: an exact sliding window, shared by all processes through the database.
 * This folder decides whether a request may leave now; it sends nothing and knows no connection.
 */
import "server-only";
import { db } from "@/lib/db/client";
import type { ProviderBudget } from "@/lib/providers/provider";

/**
 * person: somebody waits for the answer and may use the reserved share. poll: asking for changes. fill: first readings
 * and sweeps, which leave room for the polls. idle: nice to have, takes only what syncing leaves.
 */
export type Lane = "person" | "poll" | "fill" | "idle";

export type Allowance = { granted: true } | { granted: false; retryAt: Date };

/**
 * Requests are counted when they may leave, the provider counts when they arrive. Holding each one this much longer
 * than the provider's window keeps slow requests from falling together in its window.
 */
const TRAVEL_MARGIN_MS = 5_000;

/**
 * Takes one request from the provider's window, or says when to ask again.
 * Exact across processes: a transaction lock per bucket, the database's clock.
 */
export async function takeRequest(bucket: string, budget: ProviderBudget, lane: Lane): Promise<Allowance> {
	const windowMs = budget.windowSeconds * 1000 + TRAVEL_MARGIN_MS;
	const limit = laneLimit(budget, lane);
	return db().$transaction(async (tx) => {
		await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`budget:${bucket}`}, 0))`;
		await tx.$executeRaw`
			DELETE FROM budget_request
			WHERE bucket = ${bucket} AND at < rezdeck_clock() - make_interval(secs => ${windowMs / 1000}::float8)`;
		// The request that must leave the window before there is room: the limit-th newest.
		const [row] = await tx.$queryRaw<{ blocking: Date | null; pause: Date | null }[]>`
			SELECT
				(SELECT at FROM budget_request WHERE bucket = ${bucket} ORDER BY at DESC OFFSET ${limit - 1} LIMIT 1) AS blocking,
				(SELECT until FROM budget_pause WHERE bucket = ${bucket} AND until > rezdeck_clock()) AS pause`;
		if (row?.pause) return { granted: false, retryAt: row.pause };
		if (row?.blocking) return { granted: false, retryAt: new Date(row.blocking.getTime() + windowMs) };
		await tx.$executeRaw`INSERT INTO budget_request (bucket, at) VALUES (${bucket}, rezdeck_clock())`;
		return { granted: true };
	});
}

const IDLE_SHARE = 0.6;

function laneLimit(budget: ProviderBudget, lane: Lane): number {
	if (lane === "person") return budget.limit;
	const background = budget.limit - budget.reserved;
	return lane !== "idle" ? background : Math.floor(background * IDLE_SHARE);
}

/** The provider answered "too many": nobody asks before `until`. A pause is never shortened. */
export async function pauseBudget(bucket: string, until: Date): Promise<void> {
	await db().$executeRaw`
		INSERT INTO budget_pause (bucket, until) VALUES (${bucket}, ${until})
		ON CONFLICT (bucket) DO UPDATE SET until = greatest(budget_pause.until, excluded.until)`;
}

/** Requests that left within the window, for the gauge. */
export async function usedRequests(bucket: string, budget: ProviderBudget): Promise<number> {
	const [row] = await db().$queryRaw<{ used: number }[]>`
		SELECT count(*)::int AS used FROM budget_request
		WHERE bucket = ${bucket} AND at > rezdeck_clock() - make_interval(secs => ${budget.windowSeconds}::float8)`;
	return row?.used ?? 0;
}
