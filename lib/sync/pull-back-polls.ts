/** A wall clock that was set back leaves due times that no interval explains: those looks for changes are due now (F-65). */
import "server-only";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { BACKOFF_MAX_MS } from "./upstream-failure";

/** Jitter, and clocks of several machines that differ a little. */
const TOLERANCE = 1.5;

/** Leaves alone what waits for a time that somebody named: a provider's "come back at", a used-up allowance. */
export async function pullBackPolls(): Promise<void> {
	const at = now();
	await db().$executeRaw`
		UPDATE stream SET next_due_at = ${at}
		WHERE kind = 'changed' AND lease_until IS NULL AND next_due_at > ${at}::timestamptz + make_interval(secs => ${TOLERANCE}::float8 *
			CASE WHEN failures > 0 THEN ${BACKOFF_MAX_MS / 1000}::float8 WHEN waiting IS NULL THEN poll_seconds::float8 END)`;
}
