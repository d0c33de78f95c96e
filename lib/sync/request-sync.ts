/** "Sync now": looks for changes at once, with the share of the allowance that is kept for people. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan, seesTenant } from "@/lib/auth/actor";
import { takeThrottle } from "@/lib/auth/throttle";
import { now } from "@/lib/clock";
import { USABLE_STATES } from "@/lib/connections/connection-state";
import { wakeStreams } from "@/lib/connections/streams";
import { assertSeesConnection } from "@/lib/connections/visible-connections";
import { db } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/errors";
import { askForRun } from "./run-record";

const REQUESTS_PER_MINUTE = 12;
/** A click is served with the share kept for people, as long as it is not a whole estate at once. */
const ASKED_TENANTS_MAX = 20;

/** @throws needs_reconnect or conflict when the connection's state allows no calls, not_found, rate_limited */
export async function requestSync(actor: Actor, connectionId: string, tenantId: string | undefined): Promise<void> {
	assertCan(actor, "connections.sync");
	await assertSeesConnection(actor, connectionId);
	if (tenantId !== undefined) {
		const tenant = seesTenant(actor, tenantId)
			? await db().tenant.findFirst({ where: { id: tenantId, connectionId }, select: { id: true } })
			: null;
		if (tenant === null) throw notFound("tenant");
	}
	await takeThrottle(`sync:${connectionId}`, REQUESTS_PER_MINUTE, 60);
	await db().$transaction(async (tx) => {
		const connection = await tx.connection.findUniqueOrThrow({ where: { id: connectionId } });
		if (!USABLE_STATES.some((state) => state === connection.state)) {
			throw new AppError(
				connection.state === "needs_reconnect" ? "needs_reconnect" : "conflict",
				`sync of a ${connection.state} connection`,
				connection.state === "needs_reconnect"
					? "This connection needs a person first: reconnect the account."
					: "This connection was revoked. Connect the account again to sync.",
			);
		}
		if (connection.pausedAt !== null) throw paused("connection", connection.pausedBy);
		const scope = { connectionId, ...(tenantId === undefined ? {} : { tenantId }) };
		const tenant = tenantId === undefined ? null : await tx.tenant.findUnique({ where: { id: tenantId } });
		if (tenant !== null && tenant.pausedAt !== null) throw paused("tenant", tenant.pausedBy);
		const at = now();
		const streams = await wakeStreams(tx, scope, at);
		const looks = await tx.stream.findMany({
			where: { ...scope, kind: "changed", nextDueAt: { not: null }, tenant: { pausedAt: null, included: true } },
			orderBy: [{ lastSuccessAt: { sort: "asc", nulls: "first" } }, { id: "asc" }],
			take: ASKED_TENANTS_MAX,
		});
		for (const stream of looks) await askForRun(tx, stream, actor.label, at);
		await recordAudit(tx, actor, {
			action: "connection.sync_requested",
			targetType: "connection",
			targetId: connectionId,
			outcome: "ok",
			detail: { streams },
		});
	});
}

function paused(what: "connection" | "tenant", by: string | null): AppError {
	return new AppError(
		"conflict",
		`sync of a paused ${what}`,
		`Syncing of this ${what} is paused${by === null ? "" : ` by ${by}`}. Press Go on first.`,
	);
}
