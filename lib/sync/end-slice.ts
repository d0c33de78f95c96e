/** How a slice of a stream ends well: when it is due again, who follows it, and what the mirror may claim. */
import "server-only";
import { now } from "@/lib/clock";
import { recoverConnection } from "@/lib/connections/recover-connection";
import { db, type Transaction } from "@/lib/db/client";
import { HEALTHY, holdLease, releaseStream } from "./lease";
import { plannedInterval } from "./planned-interval";
import { withJitter } from "./poll-interval";
import { pollPlan } from "./poll-plan";
import type { RunContext, SliceEnd } from "./run-context";
import { ASKED_FENCE, askForRun, closeRun } from "./run-record";
import { settlePoll } from "./settle-poll";

/** @throws LeaseLost; then nothing was written. */
export async function endSlice(context: RunContext, end: SliceEnd): Promise<void> {
	const { stream } = context;
	const at = now();
	// Made before the transaction opens: it asks for a connection of its own.
	const plan = stream.kind === "changed" && end === "finished" ? await pollPlan(context.provider) : null;
	await db().$transaction(async (tx) => {
		await holdLease(tx, stream);
		if (end === "paused") {
			await releaseStream(tx, stream, { ...HEALTHY, nextDueAt: at });
			return closeRun(tx, context, "waiting", null);
		}
		const wait = plan === null ? waitSeconds(context) : await settlePoll(tx, context, plan, at);
		await releaseStream(tx, stream, {
			nextDueAt: wait === null ? null : new Date(at.getTime() + wait * 1000),
			completedAt: stream.completedAt ?? at,
			lastSuccessAt: at,
			...HEALTHY,
		});
		await closeRun(tx, context, "succeeded", null);
		await followClick(tx, context, at);
		if (stream.completedAt === null) await startFollowers(tx, context, at);
		await advanceAsOf(tx, context, at);
		await recoverConnection(tx, stream.connectionId, at);
	});
}

/** Seconds until a repeating stream is due again, with jitter; null for one that ran once. */
function waitSeconds(context: RunContext): number | null {
	const seconds = plannedInterval(context);
	return seconds === 0 ? null : withJitter(seconds, Math.random());
}

/** Somebody pressed Sync now while it ran: it may have missed what that person wants to see. */
async function followClick(tx: Transaction, { stream, runId }: RunContext, at: Date): Promise<void> {
	const run = await tx.run.findUnique({ where: { id: runId }, select: { fence: true } });
	if (run?.fence !== ASKED_FENCE) return;
	await tx.run.update({ where: { id: runId }, data: { fence: stream.fence } });
	await askForRun(tx, stream, null, at);
	await tx.stream.update({ where: { id: stream.id }, data: { nextDueAt: at } });
}

/** Streams that waited for this one, and for nothing else any more, become due. One that is not permitted holds up nobody. */
export async function startFollowers(tx: Transaction, { stream, provider }: RunContext, at: Date): Promise<void> {
	const ended = await tx.stream.findMany({
		where: { tenantId: stream.tenantId, OR: [{ completedAt: { not: null } }, { errorKind: "forbidden" }] },
		select: { kind: true },
	});
	const kinds = new Set(ended.map(({ kind }) => kind));
	const ready = provider.streams.filter(({ after }) => after.length > 0 && after.every((kind) => kinds.has(kind)));
	await tx.stream.updateMany({
		where: {
			tenantId: stream.tenantId,
			kind: { in: ready.map(({ kind }) => kind) },
			completedAt: null,
			nextDueAt: null,
			// One that somebody cancelled says so here, and waits for a person.
			waiting: null,
		},
		data: { nextDueAt: at },
	});
}

/**
 * The mirror agrees with the provider as of the start of the last complete look for changes, once the operators'
 * window has been loaded; before that no time is claimed. A worker whose wall clock is ahead, or stepped meanwhile,
 * claims nothing that the database's clock does not bear out (F-65).
 */
async function advanceAsOf(tx: Transaction, { stream, startedAt }: RunContext, at: Date): Promise<void> {
	if (stream.kind !== "changed" && stream.kind !== "window") return;
	const tookSeconds = (at.getTime() - startedAt.getTime()) / 1000;
	await tx.$executeRaw`
		UPDATE tenant SET as_of = greatest(as_of,
			least(${startedAt}::timestamptz, rezdeck_clock() - make_interval(secs => ${tookSeconds}::float8)))
		WHERE id = ${stream.tenantId} AND EXISTS (SELECT 1 FROM stream
			WHERE tenant_id = ${stream.tenantId} AND kind = 'window' AND completed_at IS NOT NULL)`;
}
