import { openRoute } from "@/lib/http/route";
import { assertJobQueueReady } from "@/lib/jobs/job-queue";

/** Whether requests can be served: 200, or 503 while the database is away. */
export const GET = openRoute({}, async () => {
	await assertJobQueueReady();
	return { status: "ready" };
});
