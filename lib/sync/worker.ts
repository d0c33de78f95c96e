/**
 * The worker: looks each second for what is due and hands it to the job runner. Any number of workers may run; the
 * leases of streams and revocations keep them apart.
 */
import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { realDelay } from "@/lib/clock";
import { dueProbes, probeConnection } from "@/lib/connections/liveness";
import { dueRevocations, processRevocation } from "@/lib/connections/process-revocation";
import { type JobRunner, startJobRunner, type TaskGroup } from "@/lib/jobs/runner";
import { log } from "@/lib/log";
import { addMissingStreams } from "./add-missing-streams";
import { dueConnections, mostUrgentStream, type Place } from "./due-streams";
import { pullBackPolls } from "./pull-back-polls";
import { reapDeadRuns } from "./reap-dead-runs";
import { runStream } from "./run-stream";
import { spreadOverdue } from "./spread-overdue";

const TICK_MS = 1_000;
/** After a failed look (database away) the next one waits this long. */
const TICK_AFTER_ERROR_MS = 3_000;
/** How long one connection may keep a job's place while others wait. */
const TURN_MS = 20_000;
const CLEAN_UP_EVERY_TICKS = 600;
const LOOK_AHEAD_EVERY_TICKS = 15;

export interface SyncWorker {
	/** Finishes or drops the page in hand, releases its leases, ends within seconds. */
	stop(): Promise<void>;
}

/** Work of a neighbour on this floor that the same workers do: they ask each second what is due. */
export interface Chore {
	task: string;
	/** What is due now. The same id may be handed out twice; the work itself must keep that apart. */
	due(): Promise<string[]>;
	run(id: string, signal: AbortSignal): Promise<void>;
}

/** What a tick looks for: the ids that are due, each handed to the task of that name. */
type Look = readonly [task: string, due: () => Promise<string[]>];

const LOOKS: readonly Look[] = [
	["process_revocation", dueRevocations],
	["probe_connection", dueProbes],
	["run_asked", () => dueConnections("asked")],
	["run_polls", () => dueConnections("poll")],
	["run_fills", () => dueConnections("fill")],
];

export async function startWorker(chores: readonly Chore[] = []): Promise<SyncWorker> {
	const owner = randomUUID();
	const run = (place: Place) => (connectionId: string, signal: AbortSignal) =>
		runConnection(connectionId, place, owner, signal);
	const groups: readonly TaskGroup[] = [
		{ places: 2, tasks: { process_revocation: processRevocation, run_asked: run("asked") } },
		{
			places: 4,
			tasks: {
				run_polls: run("poll"),
				probe_connection: probeConnection,
				...Object.fromEntries(chores.map(({ task, run }) => [task, run])),
			},
		},
		{ places: 3, tasks: { run_fills: run("fill") } },
	];
	const looks: readonly Look[] = [...LOOKS, ...chores.map(({ task, due }): Look => [task, due])];
	await addMissingStreams();
	await spreadOverdue();
	const runner = await startJobRunner(groups);
	const stopping = new AbortController();
	const ticking = tickUntil(stopping.signal, runner, looks);
	log.info({ worker: owner }, "worker started");
	return {
		stop: async () => {
			stopping.abort();
			await ticking;
			await runner.stop();
		},
	};
}

/** Runs a connection's due streams one after the other, then gives the place to another connection. */
async function runConnection(connectionId: string, place: Place, owner: string, signal: AbortSignal): Promise<void> {
	const turnEnds = Date.now() + TURN_MS;
	while (!signal.aborted && Date.now() < turnEnds) {
		const streamId = await mostUrgentStream(connectionId, place);
		if (streamId === null) return;
		await runStream(streamId, owner, signal);
	}
}

async function tickUntil(signal: AbortSignal, runner: JobRunner, looks: readonly Look[]): Promise<void> {
	for (let ticks = 0; !signal.aborted; ticks++) {
		let pause = TICK_MS;
		try {
			if (ticks % CLEAN_UP_EVERY_TICKS === 0) await runner.dropAbandoned();
			await reapDeadRuns();
			if (ticks % LOOK_AHEAD_EVERY_TICKS === 0) await pullBackPolls();
			for (const [task, due] of looks) await runner.add(task, await due());
		} catch (error) {
			// The loop must outlive a database that is away; what stays broken is in the log.
			log.error({ err: error }, "could not look for due work");
			pause = TICK_AFTER_ERROR_MS;
		}
		await sleep(realDelay(pause), undefined, { signal }).catch(() => undefined);
	}
}
