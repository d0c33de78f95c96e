/** A person ends a run, or pauses what it belongs to. What is stored stays, and so does the cursor. */
import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Actor, assertCan, seesTenant } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/errors";
import { provider } from "@/lib/providers/registry";
import type { RunStopped } from "./give-way";
import { releaseStream } from "./lease";
import { plannedInterval } from "./planned-interval";
import type { RunContext } from "./run-context";
import { closeRun } from "./run-record";

/** The worker's part: writes down that the run in hand was stopped. The caller holds the lease. */
export async function stopRun(
	tx: Transaction,
	context: RunContext,
	{ how, message }: RunStopped,
	at: Date,
): Promise<void> {
	if (how === "paused") {
		await releaseStream(tx, context.stream, {});
		return closeRun(tx, context, "waiting", message);
	}
	const plan = planAfterCancel(plannedInterval(context), message, at);
	await releaseStream(tx, context.stream, plan.stream);
	await closeRun(tx, { ...context, asked: false }, "cancelled", plan.message);
}

/**
 * Ends one run. A worker that holds it stops at its next page or request, within seconds; one that waits ends at once.
 * @throws forbidden, not_found, conflict when it has ended already
 */
export async function cancelRun(actor: Actor, runId: string): Promise<void> {
	assertCan(actor, "connections.sync");
	const known = await db().run.findUnique({ where: { id: runId }, select: { streamId: true, tenantId: true } });
	if (known === null || !seesTenant(actor, known.tenantId)) throw notFound("run");
	const at = now();
	const message = `Cancelled by ${actor.label}.`;
	await db().$transaction(async (tx) => {
		const [stream] = await tx.$queryRaw<{ id: string; kind: string; provider: string; held: boolean }[]>`
			SELECT s.id, s.kind, c.provider, coalesce(s.lease_until > rezdeck_clock(), false) AS held
			FROM stream s JOIN connection c ON c.id = s.connection_id WHERE s.id = ${known.streamId} FOR UPDATE OF s`;
		const run = await tx.run.findUnique({ where: { id: runId } });
		if (stream === undefined || run === null) throw notFound("run");
		if (run.state !== "running" && run.state !== "waiting") {
			throw new AppError("conflict", `cancel of a ${run.state} run`, "This run has ended already.");
		}
		if (run.state === "running" && stream.held) {
			await tx.run.update({ where: { id: runId }, data: { cancelRequestedAt: at, message } });
		} else {
			const plan = planAfterCancel(plannedInterval({ stream, provider: provider(stream.provider) }), message, at);
			await tx.stream.update({ where: { id: stream.id }, data: plan.stream });
			await closeRun(tx, { runId, asked: false }, "cancelled", plan.message);
		}
		await recordAudit(tx, actor, {
			action: "run.cancelled",
			targetType: "run",
			targetId: runId,
			outcome: "ok",
			detail: { stream: stream.kind, tenantId: known.tenantId },
		});
	});
}

/** A first reading does not start again by itself: who cancelled it would only have to cancel it once more. */
function planAfterCancel(intervalSeconds: number, message: string, at: Date) {
	if (intervalSeconds > 0) {
		return { message, stream: { nextDueAt: new Date(at.getTime() + intervalSeconds * 1000), waiting: null } };
	}
	const more = `${message} What was read stays; press Sync now to go on.`;
	return { message: more, stream: { nextDueAt: null, waiting: more } };
}
