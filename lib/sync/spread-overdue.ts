/** After a long stop everything is due at once: the first ones go at once, the others get a place in the next minutes. */
import "server-only";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";

/** So many connections at once are ordinary. */
const AT_ONCE = 20;
/** Everything is under way again within this time, or within its own interval when that is shorter (polls). */
const SPREAD_SECONDS = 600;
const POLL_SPREAD_SECONDS = 60;

/**
 * Called when a worker starts. Repeating streams that are overdue are spread evenly at random, the ones that have waited
 * longest stay first. First readings stay due: they go one page after another anyway.
 */
export async function spreadOverdue(): Promise<void> {
	const at = now();
	await db().$executeRaw`
		WITH overdue AS (
			SELECT id, kind, row_number() OVER (ORDER BY next_due_at, id) AS place, count(*) OVER () AS all_of_them
			FROM stream
			WHERE next_due_at <= ${at} AND completed_at IS NOT NULL AND failures = 0
				AND (lease_until IS NULL OR lease_until <= rezdeck_clock())
		)
		UPDATE stream SET next_due_at = ${at}::timestamptz + make_interval(secs =>
			(overdue.place + random()) / overdue.all_of_them
				* CASE WHEN overdue.kind = 'changed' THEN ${POLL_SPREAD_SECONDS}::float8 ELSE ${SPREAD_SECONDS}::float8 END)
		FROM overdue WHERE stream.id = overdue.id AND overdue.place > ${AT_ONCE}`;
}
