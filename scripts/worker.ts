/** The worker as a process: syncs and revokes. Any number may run on one database. Ends on SIGTERM or with its parent. */
import { log } from "@/lib/log";
import { startWorker } from "@/lib/sync/worker";

const STOP_PATIENCE_MS = 10_000;

const worker = await startWorker();

let stopping = false;
async function stop(): Promise<void> {
	if (stopping) return;
	stopping = true;
	// After kill -9 of the supervisor the database is gone too, and saying goodbye to it would never end.
	setTimeout(() => process.exit(0), STOP_PATIENCE_MS).unref();
	await worker.stop();
	process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
process.on("disconnect", () => void stop());
process.on("unhandledRejection", (error) => {
	log.fatal({ err: error }, "unhandled rejection");
	process.exit(1);
});
