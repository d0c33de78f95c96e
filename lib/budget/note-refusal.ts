/** What follows when the provider itself answers "too many" although our own window had room. */
import "server-only";
import { db, type Transaction } from "@/lib/db/client";
import type { ProviderBudget } from "@/lib/providers/provider";
import { countedSeconds, windowLimit } from "./allowance-rules";
import { shortTime } from "./pulse-words";
import { pauseBudget } from "./take-request";

/** Without a time from the provider: the first rest, and the longest. Each further refusal doubles it. */
const FIRST_REST_SECONDS = 15;
const LONGEST_REST_SECONDS = 300;
/** Refusals this close together are one: they answer requests that were under way at the same time. */
const SAME_REFUSAL_SECONDS = 10;
/** A learned limit is never cut below this many requests a minute. */
const LEAST_PER_MINUTE = 6;

/**
 * The provider refused a request. Nobody asks before the time it named (`waitSeconds`, already read and capped). When it
 * named none, the window counts as full and reopens at its own pace, after a rest that grows with each refusal. A
 * learned limit is halved.
 * @param label the provider's name, for the reason in words
 */
export async function noteRefusal(
	bucket: string,
	budget: ProviderBudget,
	label: string,
	waitSeconds: number | null,
): Promise<void> {
	await db().$transaction(async (tx) => {
		await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`budget:${bucket}`}, 0))`;
		const [before] = await tx.$queryRaw<{ clock: Date; since: number | null; limit: number | null }[]>`
			SELECT m.clock, extract(epoch FROM m.clock - p.refused_at)::float8 AS since, p."limit"
			FROM (SELECT rezdeck_clock() AS clock) m LEFT JOIN provider_pulse p ON p.bucket = ${bucket}`;
		if (before === undefined) throw new Error("the database gave no time");
		const isRepeat = before.since !== null && before.since < SAME_REFUSAL_SECONDS;
		if (waitSeconds !== null) await pauseBudget(tx, bucket, waitSeconds);
		else if (!isRepeat) await pauseBudget(tx, bucket, restSeconds(before.since));
		if (isRepeat) return;
		const used = windowLimit(budget, before.limit).limit;
		const limit = budget.assumed ? halved(budget, used) : before.limit;
		if (waitSeconds === null) await fillWindow(tx, bucket, budget, limit ?? used);
		const reason = refusalReason(label, before.clock, waitSeconds, budget.assumed ? (limit ?? used) : null);
		await tx.$executeRaw`
			INSERT INTO provider_pulse (bucket, "limit", reason, refused_at, updated_at)
			VALUES (${bucket}, ${limit}, ${reason}, ${before.clock}, ${before.clock})
			ON CONFLICT (bucket) DO UPDATE SET "limit" = excluded."limit", reason = excluded.reason,
				refused_at = excluded.refused_at, updated_at = excluded.updated_at`;
	});
}

/** Twice as long as the time since the last refusal, so that each one in a row doubles the rest. */
function restSeconds(sinceLast: number | null): number {
	if (sinceLast === null || sinceLast > LONGEST_REST_SECONDS * 2) return FIRST_REST_SECONDS;
	return Math.min(LONGEST_REST_SECONDS, Math.max(FIRST_REST_SECONDS, sinceLast * 2));
}

function halved(budget: ProviderBudget, limit: number): number {
	return Math.max(Math.ceil((budget.windowSeconds / 60) * LEAST_PER_MINUTE), Math.floor(limit / 2));
}

/** Counts requests that others may have sent from our address, evenly over the window: it reopens as slowly. */
async function fillWindow(tx: Transaction, bucket: string, budget: ProviderBudget, limit: number): Promise<void> {
	const counted = countedSeconds(budget);
	await tx.$executeRaw`
		WITH moment AS MATERIALIZED (SELECT rezdeck_clock() AS clock),
		missing AS (SELECT ${limit}::int - count(*)::int AS count FROM budget_request r, moment m
			WHERE r.bucket = ${bucket} AND r.at > m.clock - make_interval(secs => ${counted}::float8))
		INSERT INTO budget_request (bucket, at)
		SELECT ${bucket}, clock - make_interval(secs => ${counted}::float8 * (1 - i::float8 / missing.count))
		FROM moment, missing, generate_series(1, missing.count) i`;
}

function refusalReason(label: string, at: Date, waitSeconds: number | null, limit: number | null): string {
	const lowered = limit === null ? "" : ` The learned limit was halved to ${limit}.`;
	if (waitSeconds === null) {
		return `${label} answered “too many requests” at ${shortTime(at)}; its window counts as full and reopens slowly.${lowered}`;
	}
	const until = new Date(at.getTime() + waitSeconds * 1000);
	return `${label} asked to wait until ${shortTime(until)}.${lowered}`;
}
