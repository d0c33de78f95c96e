/**
 * The worker: looks for connections with due streams, and for revocations, each second and hands them to the job runner. Any number of workers
 * may run; leases and job keys keep them apart.
 */
import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { now } from "@/lib/clock";
import { USABLE_STATES } from "@/lib/connections/connection-state";
import { dueProbes, probeConnection } from "@/lib/connections/liveness";
import { dueRevocations, processRevocation } from "@/lib/connections/process-revocation";
import { db } from "@/lib/db/client";
import { type JobRunner, startJobRunner } from "@/lib/jobs/runner";
import { log } from "@/lib/log";
import { runStream } from "./run-stream";

const TICK_MS = 1_000;
/** After a failed look (database away) the next one waits this long. */
const TICK_AFTER_ERROR_MS = 3_000;
const DUE_AT_ONCE = 50;
/** How long one connection may keep a job's place while others wait. */
const TURN_MS = 20_000;

export interface SyncWorker {
	/** Finishes or drops the page in hand, releases its leases, ends within seconds. */
	stop(): Promise<void>;
}

/** Work of a neighbour on this floor that the same workers do: they ask each second what is due. */
export interface Chore {
	task: string;
	/** What is due now; the work of one connection runs one after the other, syncing included. */
	due(): Promise<{ id: string; connectionId: string }[]>;
	run(id: string, signal: AbortSignal): Promise<void>;
}

export async function startWorker(chores: readonly Chore[] = []): Promise<SyncWorker> {
	const owner = randomUUID();
	const runner = await startJobRunner({
		run_connection: (connectionId, signal) => runConnection(connectionId, owner, signal),
		process_revocation: (connectionId) => processRevocation(connectionId),
		probe_connection: (connectionId, signal) => probeConnection(connectionId, signal),
	});
	const stopping = new AbortController();
	const ticking = tickUntil(stopping.signal, runner, chores);
	log.info({ worker: owner }, "worker started");
	return {
		stop: async () => {
			stopping.abort();
			await ticking;
			await runner.stop();
		},
	};
}

/** Runs a connection's due streams one after the other, then gives the job's place to another connection. */
async function runConnection(connectionId: string, owner: string, signal: AbortSignal): Promise<void> {
	const turnEnds = Date.now() + TURN_MS;
	while (!signal.aborted && Date.now() < turnEnds) {
		const [due] = await dueStreams(connectionId);
		if (due === undefined) return;
		await runStream(due.id, owner, signal);
	}
}

async function tickUntil(signal: AbortSignal, runner: JobRunner, chores: readonly Chore[]): Promise<void> {
	while (!signal.aborted) {
		let pause = TICK_MS;
		try {
			await enqueueDue(runner, chores);
		} catch (error) {
			// The loop must outlive a database that is away; what stays broken is in the log.
			log.error({ err: error }, "could not look for due work");
			pause = TICK_AFTER_ERROR_MS;
		}
		await sleep(pause, undefined, { signal }).catch(() => undefined);
	}
}

async function enqueueDue(runner: JobRunner, chores: readonly Chore[]): Promise<void> {
	for (const connectionId of await dueRevocations()) {
		await runner.add("process_revocation", connectionId);
	}
	for (const { connectionId } of await dueStreams(null)) {
		await runner.add("run_connection", connectionId);
	}
	for (const connectionId of await dueProbes()) await runner.add("probe_connection", connectionId);
	for (const { task, due } of chores) {
		for (const { id, connectionId } of await due()) await runner.add(task, id, `connection:${connectionId}`);
	}
}

/** The most urgent due stream of each connection, or of one; among equals the one that has waited longest. */
async function dueStreams(connectionId: string | null): Promise<{ id: string; connectionId: string }[]> {
	return db().$queryRaw`
		SELECT DISTINCT ON (s.connection_id) s.id, s.connection_id AS "connectionId"
		FROM stream s JOIN connection c ON c.id = s.connection_id JOIN tenant t ON t.id = s.tenant_id
		WHERE s.next_due_at <= ${now()} AND c.state = ANY(${[...USABLE_STATES]}) AND t.included AND t.problem IS NULL
			AND (${connectionId}::text IS NULL OR s.connection_id = ${connectionId})
			AND NOT EXISTS (SELECT 1 FROM stream o
				WHERE o.connection_id = s.connection_id AND o.lease_until > rezdeck_clock())
		ORDER BY s.connection_id, s.position, s.next_due_at
		LIMIT ${DUE_AT_ONCE}`;
}
