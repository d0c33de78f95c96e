/**
 * The request allowance of each provider: an exact sliding window, shared by all processes through the database.
 * This folder decides whether a request may leave now; it sends nothing and knows no connection.
 */
import "server-only";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import type { ProviderBudget } from "@/lib/providers/provider";
import {
	countedSeconds,
	expectedRates,
	type Lane,
	laneLimit,
	PACE_STEPS,
	paceSpan,
	secondsToWait,
	TRAVEL_MARGIN_MS,
	type WindowFacts,
	windowLimit,
} from "./allowance-rules";

export type { Lane } from "./allowance-rules";

export interface Asker {
	lane: Lane;
	/** Whose turn it is: requests of one connection are counted together. Absent: nobody's in particular. */
	connectionId?: string;
	/** Tells two people apart who wait at the same time; absent: one that does not wait. */
	waiterId?: string;
	/** Requests a second that the polls of this bucket are expected to need. */
	pollsPerSecond?: number;
}

export type Allowance =
	| { granted: true; requestId: bigint }
	/** Ask again then; by our own clock. `paused`: the provider itself said "too many". */
	| { granted: false; retryAt: Date; paused: boolean };

/** A waiting caller keeps its place for this long after the instant at which it was told to come back. */
const PLACE_KEPT_SECONDS = 6;
/** It counts as due this much earlier, so that nobody takes its request in the last moment. */
const DUE_EARLY_SECONDS = 0.5;
/** Use within this time decides who of a lane goes first. */
const FAIR_SECONDS = 60;

/**
 * Takes one request from the provider's window, or says when to ask again. A caller that was refused keeps a place in
 * the queue until then. Exact across processes: a transaction lock per bucket, the database's clock.
 */
export async function takeRequest(bucket: string, budget: ProviderBudget, asker: Asker): Promise<Allowance> {
	const waiter = placeOf(bucket, asker);
	return db().$transaction(async (tx) => {
		await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`budget:${bucket}`}, 0))`;
		const facts = await readWindow(tx, bucket, budget, asker, waiter);
		const wait = facts.pausedFor ?? secondsToWait(facts, asker.lane, budget);
		if (wait === null) return { granted: true, requestId: await countRequest(tx, bucket, budget, asker, waiter) };
		if (facts.pausedFor === null && waiter !== null) await keepPlace(tx, waiter, bucket, asker.lane, wait);
		return { granted: false, retryAt: new Date(now().getTime() + wait * 1000), paused: facts.pausedFor !== null };
	});
}

/** Background callers have one place per lane and connection, people one each. */
function placeOf(bucket: string, { lane, connectionId, waiterId }: Asker): string | null {
	const own = lane === "person" ? waiterId : (connectionId ?? "");
	return own === undefined ? null : `${bucket}/${lane}/${own}`;
}

/** A person gave up, or was told to come back much later: nobody waits for them any more. */
export async function leaveQueue(bucket: string, waiterId: string): Promise<void> {
	await db().$executeRaw`DELETE FROM budget_waiter WHERE id = ${`${bucket}/person/${waiterId}`}`;
}

type Read = WindowFacts & { pausedFor: number | null };

/**
 * Everything that decides, in one statement. 300 counted requests and 100 waiting callers: about 1.5 ms
 * (bench/budget.ts).
 */
async function readWindow(
	tx: Transaction,
	bucket: string,
	budget: ProviderBudget,
	asker: Asker,
	waiter: string | null,
): Promise<Read> {
	const { lane } = asker;
	const learned = await learnedLimit(tx, bucket, budget);
	const window = windowLimit(budget, learned);
	const limit = laneLimit(window, lane);
	const counted = countedSeconds(budget);
	const span = paceSpan(budget, window);
	const rates = expectedRates(budget, window, asker.pollsPerSecond ?? 0);
	const [row] = await tx.$queryRaw<Omit<Read, "limit" | "reserved">[]>`
		WITH moment AS MATERIALIZED (SELECT rezdeck_clock() AS clock),
		counted AS MATERIALIZED (
			SELECT r.lane, r.connection_id, extract(epoch FROM m.clock - r.at)::float8 AS age,
				row_number() OVER (ORDER BY r.at) - 1 AS earlier
			FROM moment m, budget_request r
			WHERE r.bucket = ${bucket} AND r.at > m.clock - make_interval(secs => ${counted}::float8)),
		total AS (SELECT count(*)::int AS used FROM counted),
		waiting AS MATERIALIZED (
			SELECT w.lane, w.since, m.clock >= w.until - make_interval(secs => ${PLACE_KEPT_SECONDS + DUE_EARLY_SECONDS}::float8) AS due,
				CASE w.lane WHEN 'person' THEN 0 WHEN 'poll' THEN 1 WHEN 'fill' THEN 2 ELSE 3 END AS rank,
				(SELECT count(*) FROM counted c WHERE c.age < ${FAIR_SECONDS} AND c.lane = w.lane
					AND w.id = ${bucket} || '/' || c.lane || '/' || c.connection_id) AS use
			FROM moment m, budget_waiter w
			WHERE w.bucket = ${bucket} AND w.until > m.clock AND w.id IS DISTINCT FROM ${waiter}),
		me AS (
			SELECT (SELECT count(*) FROM counted c WHERE c.age < ${FAIR_SECONDS} AND c.lane = ${lane}
					AND c.connection_id = ${asker.connectionId ?? null}) AS use,
				coalesce((SELECT since FROM budget_waiter WHERE id = ${waiter}), m.clock) AS since,
				${RANKS[lane]}::int AS rank
			FROM moment m),
		ahead AS (
			SELECT count(*) FILTER (WHERE due AND w.rank < me.rank AND w.rank = 0)::int AS people,
				count(*) FILTER (WHERE due AND w.rank < me.rank AND w.rank > 0)::int AS others,
				count(*) FILTER (WHERE due AND w.rank = me.rank AND (w.use, w.since) < (me.use, me.since))::int AS fairly,
				count(*) FILTER (WHERE w.rank < me.rank OR (w.rank = me.rank AND w.since < me.since))::int AS queue
			FROM me LEFT JOIN waiting w ON true)
		SELECT total.used,
			(SELECT count(*)::int FROM counted WHERE lane = 'fill') AS "usedByFill",
			(SELECT count(*)::int FROM counted WHERE age < ${span}) AS lately,
			ahead.people AS "peopleAhead", ahead.others AS "othersAhead", ahead.fairly AS "fairlyAhead", ahead.queue,
			coalesce((SELECT max(${rates.people}::float8 * (${counted}::float8 - age) - earlier - ${window.reserved}::int)
				FROM counted), 0)::float8 AS "peopleShort",
			coalesce((SELECT greatest(max(${rates.polls}::float8 * (${counted}::float8 - age) - earlier),
				max(${rates.people + rates.polls}::float8 * (${counted}::float8 - age) - earlier - ${window.reserved}::int))
				FROM counted), 0)::float8 AS "urgentShort",
			(SELECT ${counted}::float8 - age FROM counted WHERE earlier = total.used - ${limit}::int + ahead.queue) AS "roomIn",
			coalesce((SELECT ${span}::float8 - age FROM counted WHERE earlier = total.used - ${PACE_STEPS}::int), 0)::float8 AS "paceIn",
			(SELECT extract(epoch FROM p.until - m.clock)::float8 FROM budget_pause p, moment m
				WHERE p.bucket = ${bucket} AND p.until > m.clock) AS "pausedFor"
		FROM total, ahead`;
	if (row === undefined) throw new Error("the allowance query gave no row");
	return { ...window, ...row };
}

const RANKS: Record<Lane, number> = { person: 0, poll: 1, fill: 2, idle: 3 };

/** Null: the published limit holds, or nothing has been learned yet. */
async function learnedLimit(tx: Transaction, bucket: string, budget: ProviderBudget): Promise<number | null> {
	if (!budget.assumed) return null;
	const pulse = await tx.providerPulse.findUnique({ where: { bucket }, select: { limit: true } });
	return pulse?.limit ?? null;
}

async function countRequest(
	tx: Transaction,
	bucket: string,
	budget: ProviderBudget,
	{ lane, connectionId }: Asker,
	waiter: string | null,
): Promise<bigint> {
	const [row] = await tx.$queryRaw<{ id: bigint }[]>`
		WITH moment AS MATERIALIZED (SELECT rezdeck_clock() AS clock),
		over AS (DELETE FROM budget_request WHERE bucket = ${bucket}
			AND at <= (SELECT clock FROM moment) - make_interval(secs => ${countedSeconds(budget)}::float8)),
		served AS (DELETE FROM budget_waiter WHERE id = ${waiter})
		INSERT INTO budget_request (bucket, at, lane, connection_id)
		SELECT ${bucket}, clock, ${lane}, ${connectionId ?? null} FROM moment
		RETURNING id`;
	if (row === undefined) throw new Error("the request was not counted");
	return row.id;
}

/** Who asks again keeps the place of the first time. */
async function keepPlace(tx: Transaction, waiter: string, bucket: string, lane: Lane, wait: number): Promise<void> {
	await tx.$executeRaw`
		WITH forgotten AS (DELETE FROM budget_waiter WHERE bucket = ${bucket} AND until < rezdeck_clock() AND id <> ${waiter})
		INSERT INTO budget_waiter (id, bucket, lane, since, until)
		VALUES (${waiter}, ${bucket}, ${lane}, rezdeck_clock(),
			rezdeck_clock() + make_interval(secs => ${wait + PLACE_KEPT_SECONDS}::float8))
		ON CONFLICT (id) DO UPDATE SET until = excluded.until`;
}

/**
 * A request whose answer took longer than the window's margin: the provider may have counted it as late as now, so it
 * counts from now on. Quick ones need no second statement.
 */
export async function noteSlowRequest(requestId: bigint, durationMs: number): Promise<void> {
	if (durationMs <= TRAVEL_MARGIN_MS) return;
	await db().$executeRaw`
		UPDATE budget_request SET at = greatest(at, rezdeck_clock()) WHERE id = ${requestId}`;
}

/** The provider answered "too many": nobody asks for this long. A pause is never shortened. */
export async function pauseBudget(tx: Transaction, bucket: string, seconds: number): Promise<void> {
	await tx.$executeRaw`
		INSERT INTO budget_pause (bucket, until)
		VALUES (${bucket}, rezdeck_clock() + make_interval(secs => ${seconds}::float8))
		ON CONFLICT (bucket) DO UPDATE SET until = greatest(budget_pause.until, excluded.until)`;
}
