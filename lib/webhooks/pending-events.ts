/** Deliveries that wait to be worked off: whose they are, when they are looked at again, and what became of them. */
import "server-only";
import { now } from "@/lib/clock";
import { USABLE_STATES } from "@/lib/connections/connection-state";
import { db, type Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

const TENANTS_AT_ONCE = 50;
/** One turn takes at most this many of a tenant. */
const EVENTS_AT_ONCE = 5_000;
const RETRY_FIRST_SECONDS = 10;
const RETRY_MAX_SECONDS = 900;
/** About four hours of trying; polls and sweeps go on all the while. */
const MAX_ATTEMPTS = 20;

export interface PendingEvent {
	id: bigint;
	action: string;
	entityType: string | null;
	entityId: string | null;
	receivedAt: Date;
	/** It was taken before. */
	seenBefore: boolean;
}

export interface FollowedTenant {
	id: string;
	provider: string;
	remoteId: string;
	connectionId: string;
	timeZone: string | null;
	multiTenant: boolean;
}

/** `handled_at` of a pending delivery is when it was last taken; each failure lets it wait longer. */
const IS_DUE = (at: Date) => Prisma.sql`e.state = 'pending' AND (e.handled_at IS NULL OR e.handled_at
	+ make_interval(secs => least(${RETRY_MAX_SECONDS}::float8, ${RETRY_FIRST_SECONDS}::float8 * power(2, e.attempts))) <= ${at}::timestamptz)`;

const IS_FOLLOWED = Prisma.sql`t.included AND t.problem IS NULL AND c.state = ANY(${[...USABLE_STATES]})`;

/** Ids of tenants with due deliveries. Deliveries of tenants that nobody follows here are settled on the way. */
export async function tenantsWithEvents(): Promise<string[]> {
	const at = now();
	const rows = await db().$queryRaw<{ tenantId: string | null; followed: boolean }[]>`
		SELECT t.id AS "tenantId", coalesce(${IS_FOLLOWED}, false) AS followed
		FROM (SELECT DISTINCT e.provider, e.account FROM webhook_event e WHERE ${IS_DUE(at)}) e
		LEFT JOIN tenant t ON t.provider = e.provider AND t.remote_id = e.account
		LEFT JOIN connection c ON c.id = t.connection_id
		WHERE t.paused_at IS NULL AND c.paused_at IS NULL
		LIMIT ${TENANTS_AT_ONCE}`;
	if (rows.some((row) => !row.followed)) await ignoreStrays(at);
	return rows.flatMap(({ tenantId, followed }) => (followed && tenantId !== null ? [tenantId] : []));
}

async function ignoreStrays(at: Date): Promise<void> {
	await db().$executeRaw`
		UPDATE webhook_event e SET state = 'ignored', handled_at = ${at},
			note = CASE WHEN EXISTS (SELECT 1 FROM tenant t WHERE t.provider = e.provider AND t.remote_id = e.account)
				THEN 'This tenant is not read at the moment; what changed is read when it is again.'
				ELSE 'No such tenant is connected here.' END
		WHERE e.state = 'pending' AND NOT EXISTS (SELECT 1 FROM tenant t JOIN connection c ON c.id = t.connection_id
			WHERE t.provider = e.provider AND t.remote_id = e.account AND ${IS_FOLLOWED})`;
}

/** Null when the tenant is not followed now: left out, paused, or its connection needs a person. */
export async function followedTenant(tenantId: string): Promise<FollowedTenant | null> {
	const [row] = await db().$queryRaw<FollowedTenant[]>`
		SELECT t.id, t.provider, t.remote_id AS "remoteId", t.connection_id AS "connectionId", t.time_zone AS "timeZone",
			c.multi_tenant AS "multiTenant"
		FROM tenant t JOIN connection c ON c.id = t.connection_id
		WHERE t.id = ${tenantId} AND ${IS_FOLLOWED} AND t.paused_at IS NULL AND c.paused_at IS NULL`;
	return row ?? null;
}

/**
 * Takes due deliveries in the order in which they arrived; nothing may depend on it. Nobody else gets them until they
 * are due again, so two workers never ask for the same thing, and those of a worker that died come back by themselves.
 */
export async function takeEvents(tenant: FollowedTenant): Promise<PendingEvent[]> {
	const at = now();
	const taken = await db().$queryRaw<PendingEvent[]>`
		WITH due AS (SELECT e.id, e.handled_at IS NOT NULL AS seen_before FROM webhook_event e
			WHERE e.provider = ${tenant.provider} AND e.account = ${tenant.remoteId} AND ${IS_DUE(at)}
			ORDER BY e.id LIMIT ${EVENTS_AT_ONCE} FOR UPDATE SKIP LOCKED)
		UPDATE webhook_event e SET handled_at = ${at} FROM due WHERE e.id = due.id
		RETURNING e.id, e.action, e.entity_type AS "entityType", e.entity_id AS "entityId", e.received_at AS "receivedAt",
			due.seen_before AS "seenBefore"`;
	return taken.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** They are dealt with; `note` says what came of them. */
export async function settleEvents(tx: Transaction, events: readonly PendingEvent[], note: string): Promise<void> {
	await change(tx, events, { state: "done", note });
}

/** One reservation was read at `askedAt`: that deals with every delivery about it that had arrived by then, taken or not. */
export async function settleReservation(
	tx: Transaction,
	tenant: FollowedTenant,
	events: readonly PendingEvent[],
	{ askedAt, note }: { askedAt: Date; note: string },
): Promise<void> {
	await settleEvents(tx, events, note);
	const [first] = events;
	if (first === undefined) return;
	await tx.webhookEvent.updateMany({
		where: {
			provider: tenant.provider,
			account: tenant.remoteId,
			state: "pending",
			entityId: first.entityId,
			entityType: { in: events.flatMap(({ entityType }) => (entityType === null ? [] : [entityType])) },
			receivedAt: { lte: askedAt },
		},
		data: { state: "done", note, handledAt: now() },
	});
}

/** They stay pending and are taken again later; being made to wait is no attempt. */
export async function postponeEvents(tx: Transaction, events: readonly PendingEvent[], note: string): Promise<void> {
	await change(tx, events, { note });
}

/** They were tried in vain. After too many tries they are given up; polls and sweeps settle what they hinted at. */
export async function failEvents(tx: Transaction, events: readonly PendingEvent[], reason: string): Promise<void> {
	if (events.length === 0) return;
	await tx.$executeRaw`
		UPDATE webhook_event SET attempts = attempts + 1, handled_at = ${now()}, note = ${reason},
			state = CASE WHEN attempts + 1 >= ${MAX_ATTEMPTS} THEN 'failed' ELSE state END
		WHERE id = ANY(${events.map(({ id }) => id)}::bigint[])`;
}

async function change(
	tx: Transaction,
	events: readonly PendingEvent[],
	data: { state?: "done"; note: string },
): Promise<void> {
	if (events.length === 0) return;
	await tx.webhookEvent.updateMany({
		where: { id: { in: events.map(({ id }) => id) } },
		data: { ...data, handledAt: now() },
	});
}

/** Repeats are recognised as long as their first delivery is kept. Returns how many were forgotten. */
export async function forgetOldWebhooks(tx: Transaction, before: Date): Promise<number> {
	const forgotten = await tx.webhookEvent.deleteMany({
		where: { receivedAt: { lt: before }, state: { not: "pending" } },
	});
	return forgotten.count;
}
