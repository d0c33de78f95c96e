import "server-only";
import { db } from "@/lib/db/client";

/** Resolves when the database answers and is migrated, so that requests and jobs can be taken; throws otherwise. */
export async function assertJobQueueReady(): Promise<void> {
	await db().$queryRaw`SELECT 1 FROM graphile_worker.jobs LIMIT 0`;
}
