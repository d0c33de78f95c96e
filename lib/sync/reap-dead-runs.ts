/** No run says "running" longer than its lease lives: what a killed worker left is marked, and taken over from its cursor. */
import "server-only";
import { db } from "@/lib/db/client";

/** What a run says between the death of its worker and the next one's start. */
export const WORKER_DIED = "Its worker stopped. Another one takes it over in a moment.";

/** Frees expired leases and turns their runs into waiting ones. Cheap: touches only streams that say they are held. */
export async function reapDeadRuns(): Promise<void> {
	await db().$executeRaw`
		WITH freed AS (
			UPDATE stream SET lease_owner = NULL, lease_until = NULL
			WHERE lease_owner IS NOT NULL AND lease_until <= rezdeck_clock()
			RETURNING id
		)
		UPDATE run SET state = 'waiting', message = ${WORKER_DIED}
		FROM freed WHERE run.stream_id = freed.id AND run.state = 'running'`;
}
