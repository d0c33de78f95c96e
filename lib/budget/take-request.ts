/**
 * The request allowance of each provider: an exact sliding window, shared by all processes through the database.
 * This folder decides whether a request may leave now; it sends nothing and knows no connection.
 */
import "server-only";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import type { ProviderBudget } from "@/lib/providers/provider";
import {
	type Asker,
	countedSeconds,
	type Lane,
	PLACE_KEPT_SECONDS,
	placeOf,
	secondsToWait,
	TRAVEL_MARGIN_MS,
	type WindowSnapshot,
} from "./allowance-rules";

export type { Asker, Lane } from "./allowance-rules";

export type Allowance =
	| { granted: true; requestId: bigint }
	/** Ask again then; by our own clock. `paused`: the provider itself said "too many". */
	| { granted: false; retryAt: Date; paused: boolean };

/**
 * Takes one request from the provider's window, or says when to ask again. A caller that was refused keeps a place in
 * the queue until then. Exact across processes: a transaction lock per bucket, the database's clock.
 */
export async function takeRequest(bucket: string, budget: ProviderBudget, asker: Asker): Promise<Allowance> {
	const turn = (turns.get(bucket) ?? Promise.resolve()).then(() => takeTurn(bucket, budget, asker));
	// Who comes next waits for the end of this turn, not for its success.
	const ended = turn.then(
		() => undefined,
		() => undefined,
	);
	turns.set(bucket, ended);
	return turn;
}

/** One caller of a process at a time: those who wait for the lock anyway hold no database connection meanwhile. */
const turns = new Map<string, Promise<undefined>>();

function takeTurn(bucket: string, budget: ProviderBudget, asker: Asker): Promise<Allowance> {
	const place = placeOf(asker);
	const waiter = place === null ? null : `${bucket}/${place}`;
	return db().$transaction(async (tx): Promise<Allowance> => {
		await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`budget:${bucket}`}, 0))`;
		const snapshot = await readWindow(tx, bucket, budget);
		const wait = secondsToWait(snapshot, asker, budget);
		if (wait === null) return { granted: true, requestId: await countRequest(tx, bucket, budget, asker, waiter) };
		const paused = snapshot.pausedFor !== null;
		if (!paused && waiter !== null) await keepPlace(tx, waiter, bucket, asker.lane, wait);
		return { granted: false, retryAt: new Date(now().getTime() + wait * 1000), paused };
	});
}

/** A person gave up, or was told to come back much later: nobody waits for them any more. */
export async function leaveQueue(bucket: string, waiterId: string): Promise<void> {
	await db().$executeRaw`DELETE FROM budget_waiter WHERE id = ${`${bucket}/person/${waiterId}`}`;
}

interface Row {
	ages: number[];
	lanes: (Lane | null)[];
	connections: (string | null)[];
	places: string[];
	waitingLanes: Lane[];
	waited: number[];
	dueIn: number[];
	pausedFor: number | null;
	learned: number | null;
}

/** One statement, one row of arrays: the window is small, and its rules are read and tested more easily as code. */
async function readWindow(tx: Transaction, bucket: string, budget: ProviderBudget): Promise<WindowSnapshot> {
	const [row] = await tx.$queryRaw<Row[]>`
		WITH moment AS MATERIALIZED (SELECT rezdeck_clock() AS clock)
		SELECT c.*, w.*, extract(epoch FROM p.until - m.clock)::float8 AS "pausedFor", l."limit" AS learned
		FROM moment m
		CROSS JOIN LATERAL (
			SELECT coalesce(array_agg(extract(epoch FROM m.clock - r.at)::float8 ORDER BY r.at), '{}') AS ages,
				coalesce(array_agg(r.lane ORDER BY r.at), '{}') AS lanes,
				coalesce(array_agg(r.connection_id ORDER BY r.at), '{}') AS connections
			FROM budget_request r
			WHERE r.bucket = ${bucket} AND r.at > m.clock - make_interval(secs => ${countedSeconds(budget)}::float8)) c
		CROSS JOIN LATERAL (
			SELECT coalesce(array_agg(substr(w.id, length(w.bucket) + 2) ORDER BY w.id), '{}') AS places,
				coalesce(array_agg(w.lane ORDER BY w.id), '{}') AS "waitingLanes",
				coalesce(array_agg(extract(epoch FROM m.clock - w.since)::float8 ORDER BY w.id), '{}') AS waited,
				coalesce(array_agg(extract(epoch FROM w.until - m.clock)::float8 - ${PLACE_KEPT_SECONDS}::float8 ORDER BY w.id), '{}')
					AS "dueIn"
			FROM budget_waiter w WHERE w.bucket = ${bucket} AND w.until > m.clock) w
		LEFT JOIN budget_pause p ON p.bucket = ${bucket} AND p.until > m.clock
		LEFT JOIN provider_pulse l ON l.bucket = ${bucket}`;
	if (row === undefined) throw new Error("the allowance gave no row");
	return {
		counted: row.ages.map((age, i) => ({ age, lane: row.lanes[i] ?? null, connectionId: row.connections[i] ?? null })),
		waiting: row.places.map((place, i) => ({
			place,
			lane: row.waitingLanes[i] ?? "idle",
			waited: row.waited[i] ?? 0,
			dueIn: row.dueIn[i] ?? 0,
		})),
		pausedFor: row.pausedFor,
		learned: row.learned,
	};
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
