/** Runs as people see them, latest first. */
import "server-only";
import { z } from "zod";
import { type Actor, assertCan, can, seesTenant } from "@/lib/auth/actor";
import { assertSeesConnection, visibleTenants } from "@/lib/connections/visible-connections";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors";
import { type RunSummary, type runQuery, runState } from "@/lib/shared/connections";
import { WORKER_DIED } from "./reap-dead-runs";

const cursorShape = z.object({ at: z.iso.datetime(), id: z.string() });

/** @throws not_found for a connection or tenant outside the actor's scope, invalid_input for a broken cursor */
export async function listRuns(
	actor: Actor,
	query: z.infer<typeof runQuery>,
): Promise<{ items: RunSummary[]; nextCursor: string | null }> {
	assertCan(actor, "connections.read");
	if (query.connection !== undefined) await assertSeesConnection(actor, query.connection);
	if (query.tenant !== undefined && !seesTenant(actor, query.tenant)) throw notFound("tenant");
	const after = query.cursor === undefined ? null : readCursor(query.cursor);
	const rows = await db().run.findMany({
		where: {
			...(query.connection === undefined ? {} : { connectionId: query.connection }),
			...(query.tenant === undefined ? {} : { tenantId: query.tenant }),
			...(query.state === undefined ? {} : { state: query.state }),
			stream: { tenant: visibleTenants(actor) },
			...(after === null
				? {}
				: { OR: [{ startedAt: { lt: after.at } }, { startedAt: after.at, id: { lt: after.id } }] }),
		},
		orderBy: [{ startedAt: "desc" }, { id: "desc" }],
		take: query.limit + 1,
		include: { stream: { select: { kind: true, tenant: { select: { name: true } } } } },
	});
	const page = rows.slice(0, query.limit);
	const unheld = await withoutLease(page.filter((row) => row.state === "running"));
	const items = page.map((row) => toSummary(row, unheld.has(row.id), can(actor, "connections.sync")));
	const last = rows.length > query.limit ? items.at(-1) : undefined;
	return { items, nextCursor: last === undefined ? null : writeCursor(last.startedAt, last.id) };
}

/** Runs whose worker no longer holds the stream: they are not running, whatever their row says. */
async function withoutLease(running: readonly { id: string }[]): Promise<Set<string>> {
	if (running.length === 0) return new Set();
	const rows = await db().$queryRaw<{ id: string }[]>`
		SELECT r.id FROM run r JOIN stream s ON s.id = r.stream_id
		WHERE r.id = ANY(${running.map(({ id }) => id)})
			AND (s.lease_until IS NULL OR s.lease_until <= rezdeck_clock())`;
	return new Set(rows.map(({ id }) => id));
}

type RunRow = Prisma.RunGetPayload<{
	include: { stream: { select: { kind: true; tenant: { select: { name: true } } } } };
}>;

function toSummary(row: RunRow, isUnheld: boolean, mayCancel: boolean): RunSummary {
	const state = isUnheld ? "waiting" : runState.parse(row.state);
	const records = row.created + row.updated + row.unchanged;
	const seconds = ((row.finishedAt ?? row.heartbeatAt).getTime() - row.startedAt.getTime()) / 1000;
	const isOpen = state === "running" || state === "waiting";
	const isCancelled = row.cancelRequestedAt !== null;
	return {
		id: row.id,
		connectionId: row.connectionId,
		tenantId: row.tenantId,
		tenantName: row.stream.tenant.name,
		stream: row.stream.kind,
		state,
		startedAt: row.startedAt.toISOString(),
		heartbeatAt: row.heartbeatAt.toISOString(),
		finishedAt: row.finishedAt?.toISOString() ?? null,
		requests: row.requests,
		pages: row.pages,
		created: row.created,
		updated: row.updated,
		unchanged: row.unchanged,
		quarantined: row.quarantined,
		message:
			isOpen && isCancelled
				? `${row.message ?? "Cancelled."} It ends before its next request.`
				: isUnheld
					? WORKER_DIED
					: row.message,
		rate: records === 0 || seconds <= 0 ? null : records / seconds,
		cancellable: isOpen && !isCancelled && mayCancel,
	};
}

function writeCursor(at: string, id: string): string {
	return Buffer.from(JSON.stringify({ at, id })).toString("base64url");
}

function readCursor(text: string): { at: Date; id: string } {
	try {
		const cursor = cursorShape.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
		return { at: new Date(cursor.at), id: cursor.id };
	} catch (error) {
		throw new AppError("invalid_input", "broken cursor", "The page marker is broken. Start from the first page.", {
			cause: error,
			issues: [{ path: "cursor", message: "not a cursor of this list" }],
		});
	}
}
