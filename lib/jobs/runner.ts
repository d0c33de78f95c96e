/**
 * The job runner: graphile-worker on our own database. Jobs carry ids only; what the product shows of them is in our
 * own rows (run, revocation). This folder knows no task's meaning.
 */
import "server-only";
import { Logger, type LogLevel, makeWorkerUtils, type Runner, run, type WorkerUtils } from "graphile-worker";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** The embedded database delivers no NOTIFY through its socket, so polling decides how soon a job starts. */
const POLL_INTERVAL_MS = 400;
const CONCURRENT_JOBS = 4;

export type TaskHandler = (id: string, signal: AbortSignal) => Promise<void>;

export interface JobRunner {
	/** Adds a job unless the same one waits already. Jobs of one queue run one after the other. */
	add(task: string, id: string, queue: string): Promise<void>;
	/** Tells running jobs to stop at their next request and waits for them. */
	stop(): Promise<void>;
}

export async function startJobRunner(tasks: Record<string, TaskHandler>): Promise<JobRunner> {
	const stopping = new AbortController();
	const connectionString = env().DATABASE_URL;
	if (connectionString === undefined) throw new Error("DATABASE_URL is not set");
	const runner: Runner = await run({
		connectionString,
		logger,
		concurrency: CONCURRENT_JOBS,
		pollInterval: POLL_INTERVAL_MS,
		noHandleSignals: true,
		maxPoolSize: CONCURRENT_JOBS + 2,
		taskList: Object.fromEntries(
			Object.entries(tasks).map(([name, handler]) => [
				name,
				async (payload: unknown) => handler(jobId(payload), stopping.signal),
			]),
		),
	});
	const utils: WorkerUtils = await makeWorkerUtils({ connectionString, logger });
	return {
		add: async (task, id, queue) => {
			await utils.addJob(
				task,
				{ id },
				{ jobKey: `${task}:${id}`, jobKeyMode: "preserve_run_at", queueName: queue, maxAttempts: 1 },
			);
		},
		stop: async () => {
			stopping.abort();
			await runner.stop();
			await utils.release();
			log.info("job runner stopped");
		},
	};
}

/** The library's own lines go into our log, one level down: what jobs did is in our rows. */
const logger = new Logger(() => (level, message) => {
	log[LIBRARY_LEVELS[level]]({ library: "graphile-worker" }, message);
});

const LIBRARY_LEVELS: Record<`${LogLevel}`, "error" | "warn" | "debug" | "trace"> = {
	error: "error",
	warning: "warn",
	info: "debug",
	debug: "trace",
};

function jobId(payload: unknown): string {
	if (typeof payload === "object" && payload !== null && "id" in payload && typeof payload.id === "string") {
		return payload.id;
	}
	throw new Error("a job without an id");
}
