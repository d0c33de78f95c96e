/**
 * One execution of a stream: claim → work → end. A long stream gives way after a slice, so that other streams get their
 * turn.
 */
import "server-only";
import { realDelay } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log";
import { endSlice } from "./end-slice";
import { failRun } from "./fail-run";
import { assertNotStopped, RunStopped } from "./give-way";
import { type ClaimedStream, claimStream, dropLease, HEARTBEAT_MS, holdLease } from "./lease";
import { OWN_STREAMS } from "./own-streams";
import { type RunContext, runContext, type StreamRunner } from "./run-context";
import { runPages } from "./run-pages";
import { openRun } from "./run-record";
import { runSweep } from "./run-sweep";

/** After this long a stream goes to the back of the queue; it continues at its cursor. */
const SLICE_MS = 10_000;

/** @param owner names the worker in the lease. Returns when the stream ended, paused, waits, failed or was not due. */
export async function runStream(streamId: string, owner: string, signal: AbortSignal): Promise<void> {
	const stream = await claimStream(streamId, owner);
	if (stream === null) return;
	const stop = new AbortController();
	const context = await contextOf(stream, AbortSignal.any([signal, stop.signal]));
	const heartbeat = setInterval(() => void beat(context, stop), realDelay(HEARTBEAT_MS));
	try {
		await assertNotStopped(context);
		await endSlice(context, await runnerOf(context)(context, Date.now() + SLICE_MS));
	} catch (error) {
		await failRun(context, error);
	} finally {
		clearInterval(heartbeat);
	}
}

/** A claim without a run would keep everybody away until its lease ends: it is given back when the run cannot begin. */
async function contextOf(stream: ClaimedStream, signal: AbortSignal): Promise<RunContext> {
	try {
		return await runContext(stream, await openRun(stream), signal);
	} catch (error) {
		await dropLease(stream).catch((second: unknown) => log.warn({ err: second }, "a lease was left to its end"));
		throw error;
	}
}

function runnerOf({ stream, provider }: RunContext): StreamRunner {
	const sweeps = provider.streams.find(({ kind }) => kind === stream.kind)?.sweeps;
	if (sweeps !== undefined) return (context, sliceEnds) => runSweep(context, sweeps, sliceEnds);
	return OWN_STREAMS[stream.kind]?.run ?? runPages;
}

/** Keeps the lease, and stops a long request when a person wants it. A lost lease shows at the next commit. */
async function beat(context: RunContext, stop: AbortController): Promise<void> {
	try {
		await db().$transaction((tx) => holdLease(tx, context.stream));
		await assertNotStopped(context);
	} catch (error) {
		if (error instanceof RunStopped) stop.abort(error);
		else log.debug({ err: error, streamId: context.stream.id }, "heartbeat failed");
	}
}
