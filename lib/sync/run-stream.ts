/**
 * One execution of a stream: claim → work → end. A long stream gives way after a slice, so that other streams get their
 * turn.
 */
import "server-only";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log";
import { endSlice } from "./end-slice";
import { failRun } from "./fail-run";
import { claimStream, HEARTBEAT_MS, holdLease } from "./lease";
import { OWN_STREAMS } from "./own-streams";
import { runContext } from "./run-context";
import { runPages } from "./run-pages";
import { openRun } from "./run-record";

/** After this long a stream goes to the back of the queue; it continues at its cursor. */
const SLICE_MS = 10_000;

/** @param owner names the worker in the lease. Returns when the stream ended, paused, waits, failed or was not due. */
export async function runStream(streamId: string, owner: string, signal: AbortSignal): Promise<void> {
	const stream = await claimStream(streamId, owner);
	if (stream === null) return;
	const run = await openRun(stream);
	const context = await runContext(stream, run, signal);
	const heartbeat = setInterval(() => {
		// A lost lease shows at the next commit; a database that is away shows there too.
		db()
			.$transaction((tx) => holdLease(tx, stream))
			.catch((error: unknown) => log.debug({ err: error, streamId }, "heartbeat failed"));
	}, HEARTBEAT_MS);
	try {
		if (stream.kind === "sweep" && stream.cursor === null) await db().sweepSeen.deleteMany({ where: { streamId } });
		const work = OWN_STREAMS[stream.kind]?.run ?? runPages;
		await endSlice(context, await work(context, Date.now() + SLICE_MS));
	} catch (error) {
		await failRun(context, error);
	} finally {
		clearInterval(heartbeat);
	}
}
