/**
 * What is due, and in whose turn. Three kinds of places keep short work from waiting behind long work: what a person
 * asked for, looks for changes, and everything that fills the mirror.
 */
import "server-only";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { isRunnable } from "./lease";

/** Short work that must start on time, however much the first readings of others have to do. */
const POLL_KINDS = ["changed"];
/** Up to this position a tenant has nothing to show yet: its units, and the stays around today. */
const FIRST_VIEW_POSITION = 10;
/** Connections that are looked at in one go. */
const AT_ONCE = 200;

export type Place = "asked" | "poll" | "fill";

/** Connections with due work for this kind of place, the one that has waited longest first. */
export async function dueConnections(place: Place): Promise<string[]> {
	const rows = await db().$queryRaw<{ connectionId: string }[]>`
		SELECT s.connection_id AS "connectionId"
		FROM stream s JOIN connection c ON c.id = s.connection_id JOIN tenant t ON t.id = s.tenant_id
		WHERE s.next_due_at <= ${now()} AND ${isRunnable()} AND ${belongsTo(place)}
			AND NOT EXISTS (SELECT 1 FROM stream o
				WHERE o.connection_id = s.connection_id AND o.lease_until > rezdeck_clock())
		GROUP BY s.connection_id
		ORDER BY min(CASE WHEN s.position <= ${FIRST_VIEW_POSITION} THEN 0 ELSE 1 END), min(s.next_due_at)
		LIMIT ${AT_ONCE}`;
	return rows.map(({ connectionId }) => connectionId);
}

/** A connection's most urgent due stream. A place for fills takes its polls too: whoever holds it does them at once. */
export async function mostUrgentStream(connectionId: string, place: Place): Promise<string | null> {
	const [row] = await db().$queryRaw<{ id: string }[]>`
		SELECT s.id
		FROM stream s JOIN connection c ON c.id = s.connection_id JOIN tenant t ON t.id = s.tenant_id
		WHERE s.connection_id = ${connectionId} AND s.next_due_at <= ${now()} AND ${isRunnable()}
			${place === "fill" ? Prisma.empty : Prisma.sql`AND ${belongsTo(place)}`}
			AND NOT EXISTS (SELECT 1 FROM stream o
				WHERE o.connection_id = s.connection_id AND o.lease_until > rezdeck_clock())
		ORDER BY s.kind = ANY(${POLL_KINDS}) DESC, s.position, s.next_due_at
		LIMIT 1`;
	return row?.id ?? null;
}

/** Whether this kind gives way to a poll of its connection; polls themselves do not. */
export function givesWayToPolls(kind: string): boolean {
	return !POLL_KINDS.includes(kind);
}

/** SQL for the alias p (stream): a due poll. */
export function isDuePoll(): Prisma.Sql {
	return Prisma.sql`p.kind = ANY(${POLL_KINDS}) AND p.next_due_at <= ${now()}`;
}

/** SQL for the alias s (stream). */
function belongsTo(place: Place): Prisma.Sql {
	if (place === "poll") return Prisma.sql`s.kind = ANY(${POLL_KINDS})`;
	if (place === "fill") return Prisma.sql`NOT s.kind = ANY(${POLL_KINDS})`;
	return Prisma.sql`EXISTS (SELECT 1 FROM run r WHERE r.stream_id = s.id AND r.state = 'waiting' AND r.fence = 0)`;
}
