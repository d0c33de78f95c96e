/**
 * The job runner: graphile-worker on our own database. Jobs carry ids only; what the product shows of them is in our
 * own rows (run, revocation). This folder knows no task's meaning.
 *
 * Jobs are not put into the library's named queues: a queue stays closed for hours when its worker was killed. What
 * must not run twice at a time is kept apart by the leases of our own rows.
 */
import "server-only";
import { Logger, type LogLevel, makeWorkerUtils, type Runner, run, type WorkerUtils } from "graphile-worker";
import pg from "pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** The embedded database delivers no NOTIFY through its socket, so polling decides how soon a job starts. */
const POLL_INTERVAL_MS = 400;
/** A job that is held longer than this lost its worker: none of ours runs for minutes. */
const ABANDONED_AFTER = "30 minutes";

export type TaskHandler = (id: string, signal: AbortSignal) => Promise<void>;

/** Tasks that share places; other groups' jobs never take one of them. */
export interface TaskGroup {
	/** Jobs of this group that run at the same time in this process. */
	places: number;
	tasks: Readonly<Record<string, TaskHandler>>;
}

export interface JobRunner {
	/** Adds one job for each id, unless the same one waits already. */
	add(task: string, ids: readonly string[]): Promise<void>;
	/** Forgets the jobs of workers that were killed; their work is found again by what our own rows say. */
	dropAbandoned(): Promise<void>;
	/** Tells running jobs to stop at their next request and waits for them. */
	stop(): Promise<void>;
}

export async function startJobRunner(groups: readonly TaskGroup[]): Promise<JobRunner> {
	const stopping = new AbortController();
	const connectionString = env().DATABASE_URL;
	if (connectionString === undefined) throw new Error("DATABASE_URL is not set");
	const places = groups.reduce((sum, group) => sum + group.places, 0);
	// Taking and finishing a job are one statement each; the jobs themselves use the product's own pool.
	const pgPool = new pg.Pool({ connectionString, max: places + groups.length + 1 });
	// Without listeners a broken connection would end the process; the library notices and connects again.
	const broke = (error: Error) => log.debug({ err: error }, "a database connection of the job runner broke");
	pgPool.on("error", broke);
	pgPool.on("connect", (client) => client.on("error", broke));
	const runners: Runner[] = [];
	for (const group of groups) {
		runners.push(
			await run({
				pgPool,
				logger,
				concurrency: group.places,
				pollInterval: POLL_INTERVAL_MS,
				noHandleSignals: true,
				taskList: Object.fromEntries(
					Object.entries(group.tasks).map(([name, handler]) => [
						name,
						async (payload: unknown) => handler(jobId(payload), stopping.signal),
					]),
				),
			}),
		);
	}
	const utils: WorkerUtils = await makeWorkerUtils({ pgPool, logger });
	return {
		add: async (task, ids) => {
			if (ids.length === 0) return;
			await utils.addJobs(
				ids.map((id) => ({ identifier: task, payload: { id }, jobKey: `${task}:${id}`, maxAttempts: 1 })),
				true,
			);
		},
		dropAbandoned: async () => {
			const { rows } = await pgPool.query<{ locked_by: string }>(
				`SELECT DISTINCT locked_by FROM graphile_worker.jobs WHERE locked_at < now() - interval '${ABANDONED_AFTER}'`,
			);
			if (rows.length > 0) await utils.forceUnlockWorkers(rows.map(({ locked_by }) => locked_by));
			await utils.cleanup({ tasks: ["DELETE_PERMAFAILED_JOBS"] });
		},
		stop: async () => {
			stopping.abort();
			await Promise.all(runners.map((runner) => runner.stop()));
			await utils.release();
			await pgPool.end();
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
