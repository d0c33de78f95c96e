/** The worker as a process: syncs, revokes and works off webhooks. Any number may run on one database. Ends on SIGTERM or with its parent. */
import { log } from "@/lib/log";
import { housekeepingChore } from "@/lib/sync/housekeeping-chore";
import { reprojectChore } from "@/lib/sync/reproject-chore";
import { statisticsChore } from "@/lib/sync/statistics-chore";
import { startWorker } from "@/lib/sync/worker";
import { webhookChore } from "@/lib/webhooks/chore";
import { forgetOldWebhooks } from "@/lib/webhooks/pending-events";

const STOP_PATIENCE_MS = 10_000;

const worker = await startWorker([
	webhookChore,
	housekeepingChore(forgetOldWebhooks),
	reprojectChore(),
	statisticsChore(),
]);

let stopping = false;
async function stop(end: () => void): Promise<void> {
	if (stopping) return;
	stopping = true;
	// With the database gone too, saying goodbye to it would never end.
	setTimeout(end, STOP_PATIENCE_MS);
	await worker.stop();
	end();
}
const exit = () => process.exit(0);
/** After kill -9 of the supervisor, exit() was seen to hang for ever in a futex: Node waits there for the loader's thread. */
const die = () => process.kill(process.pid, "SIGKILL");
process.on("SIGTERM", () => void stop(exit));
process.on("SIGINT", () => void stop(exit));
process.on("disconnect", () => void stop(die).catch(die));
process.on("unhandledRejection", (error) => {
	log.fatal({ err: error }, "unhandled rejection");
	process.exit(1);
});
