/** Run rows: what the product shows of a stream's work. No row says "running" longer than its lease lives. */
import "server-only";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import type { ClaimedStream } from "./lease";
import { WORKER_DIED } from "./reap-dead-runs";

/** Fence of a run that a person asked for and no worker has begun: claims count from 1. */
export const ASKED_FENCE = 0n;

export interface OpenRun {
	id: string;
	startedAt: Date;
	/** A person asked for it and waits. */
	asked: boolean;
}

/** The stream's unfinished run goes on under the new fence, or a new one begins. */
export async function openRun(stream: ClaimedStream): Promise<OpenRun> {
	const at = now();
	return db().$transaction(async (tx) => {
		const open = await tx.run.findFirst({
			where: { streamId: stream.id, state: { in: ["running", "waiting"] } },
			orderBy: { startedAt: "desc" },
		});
		if (open !== null) {
			const takenOver = open.state === "running" || open.message === WORKER_DIED;
			await tx.run.update({
				where: { id: open.id },
				data: {
					state: "running",
					fence: stream.fence,
					heartbeatAt: at,
					message: takenOver ? "Taken over from a worker that stopped." : null,
				},
			});
			return { id: open.id, startedAt: open.startedAt, asked: open.fence === ASKED_FENCE };
		}
		const run = await tx.run.create({
			data: { ...newRun(stream, at), fence: stream.fence, state: "running" },
		});
		return { id: run.id, startedAt: run.startedAt, asked: false };
	});
}

/**
 * Notes that a person waits for the stream: its next pages take the share kept for people. A run under way started
 * before the click and may have missed what the person wants to see, so another one follows it.
 */
export async function askForRun(
	tx: Transaction,
	stream: { id: string; connectionId: string; tenantId: string },
	by: string | null,
	at: Date,
): Promise<void> {
	const open = await tx.run.updateMany({
		where: { streamId: stream.id, state: { in: ["running", "waiting"] } },
		data: { fence: ASKED_FENCE },
	});
	if (open.count > 0) return;
	await tx.run.create({
		data: {
			...newRun(stream, at),
			fence: ASKED_FENCE,
			state: "waiting",
			message: by === null ? null : `Asked for by ${by}.`,
		},
	});
}

function newRun(stream: { id: string; connectionId: string; tenantId: string }, at: Date) {
	const { id: streamId, connectionId, tenantId } = stream;
	return { id: newId("run"), streamId, connectionId, tenantId, startedAt: at, heartbeatAt: at };
}

/** Ends the run, or lets it wait. One that a person waits for stays so until it has been served. */
export async function closeRun(
	tx: Transaction,
	{ runId, asked }: { runId: string; asked: boolean },
	state: "waiting" | "succeeded" | "failed" | "cancelled",
	message: string | null,
): Promise<void> {
	const at = now();
	const waits = state === "waiting";
	await tx.run.updateMany({
		where: { id: runId },
		data: {
			state,
			message,
			heartbeatAt: at,
			finishedAt: waits ? null : at,
			...(waits && asked ? { fence: ASKED_FENCE } : {}),
		},
	});
}
