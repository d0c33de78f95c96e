/**
 * Who may write to a stream. A lease admits one worker, its fence number grows with every claim, and each write checks
 * it: a worker that slept through its lease cannot write any more (F-06, F-08). Times are the database's.
 */
import "server-only";
import { now } from "@/lib/clock";
import { USABLE_STATES } from "@/lib/connections/connection-state";
import { db, type Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

const LEASE_SECONDS = 45;
export const HEARTBEAT_MS = 10_000;

export interface ClaimedStream {
	id: string;
	kind: string;
	connectionId: string;
	tenantId: string;
	cursor: string | null;
	completedAt: Date | null;
	failures: number;
	fence: bigint;
}

/** SQL: nothing forbids to run the stream. For the aliases c (connection) and t (tenant). */
export function isRunnable(): Prisma.Sql {
	return Prisma.sql`c.state = ANY(${[...USABLE_STATES]}) AND c.paused_at IS NULL
		AND t.paused_at IS NULL AND t.included AND t.problem IS NULL`;
}

/** Another worker holds the stream now, or it was stopped: whatever this worker has in hand must not be written. */
export class LeaseLost extends Error {
	override readonly name = "LeaseLost";
}

/**
 * Claims a due stream. Null when it is not due, held by another worker, or when its connection already has a stream
 * under way: one connection never runs twice at a time (F-09).
 */
export async function claimStream(streamId: string, owner: string): Promise<ClaimedStream | null> {
	return db().$transaction(async (tx) => {
		const stream = await tx.stream.findUnique({ where: { id: streamId }, select: { connectionId: true } });
		if (stream === null) return null;
		await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`claim:${stream.connectionId}`}, 0))`;
		const [claimed] = await tx.$queryRaw<ClaimedStream[]>`
			UPDATE stream s SET fence = s.fence + 1, lease_owner = ${owner}, waiting = NULL,
				lease_until = rezdeck_clock() + make_interval(secs => ${LEASE_SECONDS}::float8)
			FROM connection c, tenant t
			WHERE s.id = ${streamId} AND c.id = s.connection_id AND t.id = s.tenant_id
				AND s.next_due_at <= ${now()} AND ${isRunnable()}
				AND NOT EXISTS (SELECT 1 FROM stream o
					WHERE o.connection_id = s.connection_id AND o.lease_until > rezdeck_clock())
			RETURNING s.id, s.kind, s.connection_id AS "connectionId", s.tenant_id AS "tenantId", s.cursor,
				s.completed_at AS "completedAt", s.failures, s.fence`;
		return claimed ?? null;
	});
}

/** Locks the stream row for this transaction and renews the lease. Throws LeaseLost when the fence is not ours any more. */
export async function holdLease(tx: Transaction, stream: ClaimedStream): Promise<void> {
	const held = await tx.$executeRaw`
		UPDATE stream SET lease_until = rezdeck_clock() + make_interval(secs => ${LEASE_SECONDS}::float8)
		WHERE id = ${stream.id} AND fence = ${stream.fence} AND lease_until > rezdeck_clock()`;
	if (held === 0) throw new LeaseLost(stream.id);
}

export type StreamChange = Partial<{
	nextDueAt: Date | null;
	completedAt: Date;
	lastSuccessAt: Date;
	failures: number;
	lastError: string | null;
	errorKind: string | null;
	failingSince: Date | null;
	waiting: string | null;
	held: Prisma.InputJsonValue;
}>;

/** What a stream that works says of itself. */
export const HEALTHY = { failures: 0, lastError: null, errorKind: null, failingSince: null, waiting: null } as const;

/** Ends the claim. The caller holds the lease in the same transaction. */
export async function releaseStream(tx: Transaction, stream: ClaimedStream, change: StreamChange): Promise<void> {
	await tx.stream.update({ where: { id: stream.id }, data: { ...change, leaseUntil: null, leaseOwner: null } });
}

/** Gives a claim back that nothing was done with; the stream stays due. */
export async function dropLease(stream: ClaimedStream): Promise<void> {
	await db().stream.updateMany({
		where: { id: stream.id, fence: stream.fence },
		data: { leaseUntil: null, leaseOwner: null },
	});
}
