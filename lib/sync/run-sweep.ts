/** A search for deletions: a whole reading of a stay window, then a look at what it did not list. */
import "server-only";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { StreamDefinition } from "@/lib/providers/provider";
import { todayIn } from "@/lib/shared/dates";
import { holdLease } from "./lease";
import type { RunContext, SliceEnd } from "./run-context";
import { readPages } from "./run-pages";
import { settleSweep } from "./settle-sweep";
import { readSweepCursor, type SweepState, sweepCursorText } from "./sweep-cursor";

/** A reading that lay about for longer says nothing about today's window. */
const READING_MAX_MS = 24 * 3600 * 1000;

/** Errors: as readPages and settleSweep. */
export async function runSweep(
	context: RunContext,
	sweeps: NonNullable<StreamDefinition["sweeps"]>,
	sliceEnds: number,
): Promise<SliceEnd> {
	const stored = readSweepCursor(context.stream.cursor);
	let state = stored === null || isOver(stored) ? await beginReading(context, stored) : stored;
	if (state.phase === "read") {
		const { next, today } = state;
		const reading = state;
		const end = await readPages(context, sliceEnds, {
			cursor: next,
			today,
			listsAll: true,
			store: (cursor, done) => sweepCursorText({ ...reading, next: cursor, phase: done ? "settle" : "read" }),
		});
		if (end === "paused") return "paused";
		state = { ...state, next: null, phase: "settle" };
	}
	return settleSweep(context, sweeps, state, sliceEnds);
}

function isOver({ phase, startedAt }: SweepState): boolean {
	return phase === "between" || now().getTime() - Date.parse(startedAt) > READING_MAX_MS;
}

/** Forgets what an earlier reading listed, and notes when and for which day this one begins. */
async function beginReading({ stream, tenant }: RunContext, last: SweepState | null): Promise<SweepState> {
	const at = now();
	const state: SweepState = {
		v: 1,
		phase: "read",
		startedAt: at.toISOString(),
		today: todayIn(tenant.timeZone, at),
		next: null,
		lastReadAt: last === null ? null : last.phase === "between" ? last.startedAt : last.lastReadAt,
		missed: last?.missed ?? [],
	};
	await db().$transaction(async (tx) => {
		await holdLease(tx, stream);
		await tx.sweepSeen.deleteMany({ where: { streamId: stream.id } });
		await tx.stream.update({ where: { id: stream.id }, data: { cursor: sweepCursorText(state) } });
	});
	return state;
}
