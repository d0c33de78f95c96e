/** Which records of the mirror a verification is about, and which of them the provider did not list. */
import "server-only";
import type { Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { RunContext } from "./run-context";
import { spansOf, type VerifyCursor, type VerifyList } from "./verify-cursor";

export interface Unlisted {
	id: string;
	remoteId: string;
	entity: "reservation" | "block";
	cancelled: boolean;
}

/** Blocks have their own ids beside reservations; in the lists of a verification they carry their kind. */
export function seenId(entity: Unlisted["entity"], remoteId: string): string {
	return entity === "block" ? `block:${remoteId}` : remoteId;
}

export function entityOf(list: VerifyList): Unlisted["entity"] {
	return list === "blocks" ? "block" : "reservation";
}

/** Live records that stood before the reading began; `r` is the reservation. */
function standing({ stream }: RunContext, cursor: VerifyCursor): Prisma.Sql {
	return Prisma.sql`r.tenant_id = ${stream.tenantId} AND r.gone_before IS NULL
		AND r.changed_at < ${new Date(cursor.startedAt)}::timestamptz`;
}

function notListed({ stream }: RunContext): Prisma.Sql {
	return Prisma.sql`NOT EXISTS (SELECT 1 FROM sweep_seen s WHERE s.stream_id = ${stream.id}
		AND s.remote_id = CASE r.entity WHEN 'block' THEN 'block:' || r.remote_id ELSE r.remote_id END)`;
}

/** Stays well inside the days that were read: the edges are the provider's to cut. */
function inside({ provider }: RunContext, cursor: VerifyCursor): Prisma.Sql {
	const { reservations, blocks } = spansOf(provider, cursor);
	const within = (entity: Unlisted["entity"], span: { from: string; to: string } | null) =>
		span === null
			? Prisma.sql`false`
			: Prisma.sql`coalesce(r.entity = ${entity} AND r.arrival < ${span.to}::date AND r.departure > ${span.from}::date + 1, false)`;
	return Prisma.sql`(${within("reservation", reservations)} OR ${within("block", blocks)})`;
}

/** Records that a verification should come across, as far as the mirror knows. */
export async function expectedCount(tx: Transaction, context: RunContext, cursor: VerifyCursor): Promise<number> {
	const which = cursor.scope === "all" ? Prisma.sql`true` : inside(context, cursor);
	return count(tx, Prisma.sql`${standing(context, cursor)} AND ${which}`);
}

/** Records that the lists which were read should hold. */
export async function listedCount(tx: Transaction, context: RunContext, cursor: VerifyCursor): Promise<number> {
	return count(tx, Prisma.sql`${standing(context, cursor)} AND ${inside(context, cursor)}`);
}

async function count(tx: Transaction, condition: Prisma.Sql): Promise<number> {
	const [row] = await tx.$queryRaw<{ count: number }[]>`
		SELECT count(*)::int AS count FROM reservation r WHERE ${condition}`;
	return row?.count ?? 0;
}

/** Records that the lists should hold and do not, by our id. */
export async function unlistedInside(tx: Transaction, context: RunContext, cursor: VerifyCursor): Promise<Unlisted[]> {
	return tx.$queryRaw<Unlisted[]>`
		SELECT r.id, r.remote_id AS "remoteId", r.entity, r.status = 'cancelled' AS cancelled FROM reservation r
		WHERE ${standing(context, cursor)} AND ${inside(context, cursor)} AND ${notListed(context)} ORDER BY r.id`;
}

/** The reservation after `after` that was not listed; a scope of all asks for those outside the lists' days too. */
export async function nextUnlisted(
	tx: Transaction,
	context: RunContext,
	cursor: VerifyCursor,
	after: string,
): Promise<Unlisted | null> {
	const which = cursor.scope === "all" ? Prisma.sql`true` : inside(context, cursor);
	const [next] = await tx.$queryRaw<Unlisted[]>`
		SELECT r.id, r.remote_id AS "remoteId", r.entity, r.status = 'cancelled' AS cancelled FROM reservation r
		WHERE r.id > ${after} AND r.entity = 'reservation'
			AND ${standing(context, cursor)} AND ${which} AND ${notListed(context)}
		ORDER BY r.id LIMIT 1`;
	return next ?? null;
}
