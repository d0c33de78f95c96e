/** Test support: workers as real processes that can be frozen, killed, stopped and continued. They use this process's environment, its database and its sandbox. */
import { type ChildProcess, fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { FreezePoint } from "./test-worker";

const TYPESCRIPT = ["--conditions=react-server", "--import", "tsx"];
const START_PATIENCE_MS = 60_000;

export interface WorkerOptions {
	freeze?: FreezePoint;
	/** How often the freezing point is passed first. */
	skip?: number;
	/** Shifts the worker's clock; the database's is moved with lib/db/test-clock.ts. */
	offsetMs?: number;
	/** The worker's clock runs faster, from this instant on (epoch milliseconds). */
	speed?: { factor: number; start: number };
	env?: Record<string, string>;
}

export class WorkerProcess {
	readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
	readonly #child: ChildProcess;
	#output = "";
	/** Somebody told it to end. */
	wasTold = false;
	/** By kill -9. */
	wasKilled = false;

	constructor({ freeze, skip = 0, offsetMs = 0, speed, env = {} }: WorkerOptions) {
		this.#child = fork("lib/sync/test-worker.ts", [], {
			execArgv: TYPESCRIPT,
			env: {
				...process.env,
				...env,
				CLOCK_OFFSET_MS: String(offsetMs),
				FREEZE_SKIP: String(skip),
				...(freeze === undefined ? {} : { FREEZE: freeze }),
				...(speed === undefined ? {} : { CLOCK_SPEED: String(speed.factor), CLOCK_START: String(speed.start) }),
			},
			stdio: ["ignore", "pipe", "inherit", "ipc"],
		});
		this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => {
			this.#output += text;
		});
		this.exited = new Promise((resolve) => this.#child.once("exit", (code, signal) => resolve({ code, signal })));
	}

	get pid(): number {
		return this.#child.pid ?? 0;
	}

	/** Resolves when it has said the word; throws when it ends or keeps silent. */
	async said(word: "ready" | "frozen", patienceMs = START_PATIENCE_MS): Promise<void> {
		const giveUpAt = Date.now() + patienceMs;
		while (!this.#output.includes(`${word}\n`)) {
			if (this.ended) throw new Error(`The worker ended before it was ${word}.`);
			if (Date.now() > giveUpAt) throw new Error(`The worker was not ${word} in time.`);
			await sleep(20);
		}
	}

	get ended(): boolean {
		return this.#child.exitCode !== null || this.#child.signalCode !== null;
	}

	/** A step of its wall clock. */
	stepClock(offsetMs: number): void {
		this.#child.send({ offset: offsetMs });
	}

	/** SIGSTOP: it knows nothing of the time until it is continued. */
	pause(): void {
		this.#child.kill("SIGSTOP");
	}

	resume(): void {
		this.#child.kill("SIGCONT");
	}

	/** kill -9. */
	async kill(): Promise<void> {
		this.wasTold = true;
		this.wasKilled = true;
		this.#child.kill("SIGKILL");
		await this.exited;
	}

	/** SIGTERM; gives how it ended and how long that took. */
	async stop(): Promise<{ code: number | null; signal: NodeJS.Signals | null; tookMs: number }> {
		const startedAt = performance.now();
		this.wasTold = true;
		if (!this.ended) this.#child.kill("SIGTERM");
		return { ...(await this.exited), tookMs: performance.now() - startedAt };
	}
}

const started = new Set<WorkerProcess>();

/** Starts one and waits until it works. */
export async function startWorkerProcess(options: WorkerOptions = {}): Promise<WorkerProcess> {
	const worker = new WorkerProcess(options);
	started.add(worker);
	await worker.said("ready");
	return worker;
}

/** After each test: nothing of it may go on. */
export async function killAllWorkers(): Promise<void> {
	await Promise.all([...started].map((worker) => worker.kill()));
	started.clear();
}

/** Asks again until it is so; throws with the last answer when it never is. */
export async function eventually<T>(
	ask: () => Promise<T>,
	isSo: (answer: T) => boolean,
	patienceMs = 60_000,
): Promise<T> {
	const giveUpAt = Date.now() + patienceMs;
	for (;;) {
		const answer = await ask();
		if (isSo(answer)) return answer;
		if (Date.now() > giveUpAt) throw new Error(`It never came to be; the last answer was ${JSON.stringify(answer)}`);
		await sleep(50);
	}
}
