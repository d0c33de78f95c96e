/** A run whose database went away or is full: nobody's fault upstream. It lets go as soon as the database can note it. */
import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { now, realDelay } from "@/lib/clock";
import { databaseFailure } from "@/lib/database-failure";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log";
import { holdLease, LeaseLost, releaseStream } from "./lease";
import type { RunContext } from "./run-context";
import { closeRun } from "./run-record";

const TRY_EVERY_MS = 1_000;
/** Longer than any lease: after it others may claim the stream anyway. */
const PATIENCE_MS = 60_000;
const FULL_PAUSE_MS = 30_000;

const WORDS = {
	away: "Rezdeck's database was away for a moment. It goes on where it stood.",
	full: "Storage full: the disk of Rezdeck's database has no room left. Nothing of the last page was kept. Make room; it goes on by itself.",
} as const;

/** The page in hand is dropped; the stream stays due, or is due a little later when there is no room. Never throws. */
export async function standBy(context: RunContext, failure: "away" | "full"): Promise<void> {
	const { stream, signal } = context;
	log.error({ streamId: stream.id, failure }, "the database did not take a page");
	const giveUpAt = Date.now() + realDelay(PATIENCE_MS);
	while (Date.now() < giveUpAt && !signal.aborted) {
		try {
			await db().$transaction(async (tx) => {
				await holdLease(tx, stream);
				const pause = failure === "full" ? { nextDueAt: new Date(now().getTime() + FULL_PAUSE_MS) } : {};
				await releaseStream(tx, stream, { ...pause, waiting: WORDS[failure] });
				await closeRun(tx, context, "waiting", WORDS[failure]);
			});
			return;
		} catch (error) {
			if (error instanceof LeaseLost) return;
			if (databaseFailure(error) === null) {
				log.error({ err: error, streamId: stream.id }, "a run could not be put down");
				return;
			}
		}
		await sleep(realDelay(TRY_EVERY_MS), undefined, { signal }).catch(() => undefined);
	}
}
