/**
 * How far a change feed was read. The mark is the newest update time seen at the provider, never a local clock
 * (PROVIDERS.md 4.31); each run looks back a little behind it, because an update may become visible late (F-27), until a
 * run that began long enough after the mark was first seen has looked back once more and found nothing newer (F-32).
 */
import "server-only";
import { z } from "zod";
import { compareInstants, instantText, shiftInstant } from "./instant";

export const watermark = z.object({
	/** Update time up to which everything was seen. */
	at: instantText,
	/** When, by our clock, `at` was first reached. Only differences of our own clock are taken from it. */
	reachedAt: instantText,
	/** Nothing with an update time up to `at` can become visible any more. */
	settled: z.boolean(),
	/**
	 * How long the run that reached `at` took. What became visible behind its back while it read on, or was put before an
	 * offset it had passed, is no older than that: the next run looks back so much further.
	 */
	spanMs: z.int().min(0).default(0),
});
export type Watermark = z.infer<typeof watermark>;

/** An update stamped later than this before our now does not move the mark: a clock ahead of ours, or a record of the year 2099 (F-28). */
const SAFETY_MARGIN_MS = 2_000;

export function firstWatermark(at: Date): Watermark {
	return { at: at.toISOString(), reachedAt: at.toISOString(), settled: false, spanMs: 0 };
}

/** A settled mark is read on from behind it, or rows that share its stamp would come with every idle poll (F-24, F-32). */
const PAST_SETTLED_MS = 1_000;

/** Where a run must start reading. */
export function startOfRun(mark: Watermark, lookBackMs: number): string {
	return shiftInstant(mark.at, mark.settled ? PAST_SETTLED_MS : -(lookBackMs + mark.spanMs));
}

/** The newest update time among those seen so far that may move the mark. */
export function newest(soFar: string | null, updates: readonly (string | null)[], now: Date): string | null {
	const limit = new Date(now.getTime() - SAFETY_MARGIN_MS).toISOString();
	let max = soFar;
	for (const update of updates) {
		if (update === null || compareInstants(update, limit) > 0) continue;
		if (max === null || compareInstants(update, max) > 0) max = update;
	}
	return max;
}

/** The mark after a whole run; it never goes back. `startedAt`: when the run began, by our clock. */
export function endOfRun(
	mark: Watermark,
	seen: string | null,
	startedAt: Date,
	now: Date,
	lookBackMs: number,
): Watermark {
	if (seen !== null && compareInstants(seen, mark.at) > 0) {
		const spanMs = Math.max(0, now.getTime() - startedAt.getTime());
		return { at: seen, reachedAt: now.toISOString(), settled: false, spanMs };
	}
	const age = startedAt.getTime() - Date.parse(mark.reachedAt);
	return { ...mark, settled: mark.settled || age >= lookBackMs + 2 * PAST_SETTLED_MS, spanMs: 0 };
}
