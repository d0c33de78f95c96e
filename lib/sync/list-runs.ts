/** Runs as people see them, latest first. */
import "server-only";
import { z } from "zod";
import { type Actor, assertCan, seesTenant } from "@/lib/auth/actor";
import { assertSeesConnection, visibleTenants } from "@/lib/connections/visible-connections";
import { db } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/errors";
import { type RunSummary, type runQuery, runState } from "@/lib/shared/connections";

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
			stream: { tenant: visibleTenants(actor) },
			...(after === null
				? {}
				: { OR: [{ startedAt: { lt: after.at } }, { startedAt: after.at, id: { lt: after.id } }] }),
		},
		orderBy: [{ startedAt: "desc" }, { id: "desc" }],
		take: query.limit + 1,
		include: { stream: { select: { kind: true, tenant: { select: { name: true } } } } },
	});
	const items = rows.slice(0, query.limit).map((row) => ({
		id: row.id,
		connectionId: row.connectionId,
		tenantId: row.tenantId,
		tenantName: row.stream.tenant.name,
		stream: row.stream.kind,
		state: runState.parse(row.state),
		startedAt: row.startedAt.toISOString(),
		heartbeatAt: row.heartbeatAt.toISOString(),
		finishedAt: row.finishedAt?.toISOString() ?? null,
		requests: row.requests,
		pages: row.pages,
		created: row.created,
		updated: row.updated,
		unchanged: row.unchanged,
		quarantined: row.quarantined,
		message: row.message,
	}));
	const last = rows.length > query.limit ? items.at(-1) : undefined;
	return { items, nextCursor: last === undefined ? null : writeCursor(last.startedAt, last.id) };
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
