/** "Sync now": makes the repeating streams of a connection or tenant due at once. */
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

const REQUESTS_PER_MINUTE = 12;

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
		const streams = await wakeStreams(tx, { connectionId, ...(tenantId === undefined ? {} : { tenantId }) }, now());
		await recordAudit(tx, actor, {
			action: "connection.sync_requested",
			targetType: "connection",
			targetId: connectionId,
			outcome: "ok",
			detail: { streams },
		});
	});
}
