/** Test support: virtual time for both clocks, and what a worker would do at that time. */
import { setClockOffset, setClockSpeed } from "@/lib/clock";
import { setDatabaseClock } from "@/lib/db/test-clock";
import { mostUrgentStream } from "@/lib/sync/due-streams";
import { runStream } from "@/lib/sync/run-stream";
import { dueProbes, probeConnection } from "./liveness";

const NEVER = new AbortController().signal;
const MOST_EXECUTIONS = 500;

/** Puts the application's and the database's clock this far ahead of the real one; 0 puts them back. */
export async function moveTo(offsetMs: number): Promise<void> {
	setClockSpeed(1, 0);
	setClockOffset(offsetMs);
	await setDatabaseClock(offsetMs);
}

/** Runs whatever is due of these connections, in turns, until nothing is. */
export async function workOn(connectionIds: readonly string[]): Promise<void> {
	for (let executions = 0; executions < MOST_EXECUTIONS; ) {
		let worked = false;
		for (const id of connectionIds) {
			const stream = await mostUrgentStream(id, "fill");
			if (stream === null) continue;
			await runStream(stream, "test-worker", NEVER);
			worked = true;
			executions++;
		}
		if (!worked) return;
	}
	throw new Error(`still work to do after ${MOST_EXECUTIONS} executions`);
}

/** From `from` to `to` (offsets in milliseconds) in steps: moves the clocks and does what is due. */
export async function workThrough(
	connectionIds: readonly string[],
	span: { from: number; to: number; step: number },
	afterStep: (offsetMs: number) => void | Promise<void> = () => {},
): Promise<void> {
	for (let at = span.from; at <= span.to; at += span.step) {
		await moveTo(at);
		await workOn(connectionIds);
		await afterStep(at);
	}
}

/** Proves the connections whose probe is due. Gives their ids. */
export async function probeDue(): Promise<string[]> {
	const ids = await dueProbes();
	for (const id of ids) await probeConnection(id);
	return ids;
}
