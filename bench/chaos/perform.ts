/** Carries the schedule out. Every happening counts itself; what needs undoing is undone after its time, or by `calm`. */
import { setTimeout as sleep } from "node:timers/promises";
import { now, realDelay } from "@/lib/clock";
import { databaseFailure } from "@/lib/database-failure";
import { ChangeError } from "@/sandbox/world/changes";
import type { Connections } from "./connections";
import type { Honesty } from "./honesty";
import type { Installation } from "./installation";
import type { Happening, Planned } from "./schedule";

const HONESTY_EVERY_SECONDS = 20;
const RECONNECT_EVERY_SECONDS = 15;

export class Performance {
	readonly counts: Partial<Record<Happening["what"], number>> = {};
	databaseAway = false;
	readonly problems: string[] = [];
	readonly #undo = new Set<() => Promise<void>>();
	readonly #underWay = new Set<Promise<void>>();
	#over = false;

	constructor(
		private readonly installation: Installation,
		private readonly connections: Connections,
		private readonly honesty: Honesty,
	) {}

	/** Plays the whole schedule in virtual time, then calms everything down. */
	async play(schedule: readonly Planned[], tell: (line: string) => void): Promise<void> {
		const began = Date.now();
		const looks = [
			this.#repeat(HONESTY_EVERY_SECONDS, () => this.#checkHonesty()),
			this.#repeat(RECONNECT_EVERY_SECONDS, () => this.connections.reconnectWaiting()),
		];
		for (const planned of schedule) {
			await sleep(Math.max(0, began + realDelay(planned.at * 1000) - Date.now()));
			const { at, ...happening } = planned;
			if (planned.what !== "change") tell(`${at.toFixed(0).padStart(4)} s ${JSON.stringify(happening)}`);
			this.counts[planned.what] = (this.counts[planned.what] ?? 0) + 1;
			this.#start(() => this.#perform(planned));
		}
		this.#over = true;
		await this.calm();
		await Promise.all([...looks, ...this.#underWay]);
	}

	async #checkHonesty(): Promise<void> {
		try {
			await this.honesty.check();
		} catch (error) {
			if (databaseFailure(error) === null) throw this.#note(error);
		}
	}

	/** Undoes everything that still lasts. */
	async calm(): Promise<void> {
		for (const undo of [...this.#undo]) await undo();
		this.installation.sandbox.control.clearFaults();
	}

	async #perform(happening: Happening): Promise<void> {
		const { workers, sandbox, postgres } = this.installation;
		switch (happening.what) {
			case "change":
				return this.#change(happening);
			case "kill":
				await workers.at(happening.worker)?.kill();
				return this.#later(happening.seconds, () => workers.start(happening.worker));
			case "end":
				await this.#end(happening.worker);
				return this.#later(happening.seconds, () => workers.start(happening.worker));
			case "stop": {
				const worker = workers.at(happening.worker);
				worker?.pause();
				return this.#later(happening.seconds, async () => worker?.resume());
			}
			case "clock":
				workers.step(happening.worker, happening.stepMs);
				return this.#later(happening.seconds, async () => workers.step(happening.worker, 0));
			case "fault": {
				const fault = sandbox.control.addFault(happening.rule);
				const provider = happening.rule.server === "rezApi" ? "rezstream" : "ownerrez";
				return this.#later(happening.seconds, async () => {
					const hit = sandbox.control.faults().find(({ id }) => id === fault.id);
					if (fault.kind === "empty_list" && (hit?.hits ?? 0) > 0) this.honesty.deceived(provider, now().getTime());
					sandbox.control.clearFaults(fault.id);
				});
			}
			case "tokens":
				sandbox.control.killTokens({ provider: happening.provider, kinds: ["access"] });
				return;
			case "grant":
				sandbox.control.killTokens({ provider: happening.provider });
				return;
			case "database":
				if (postgres === undefined || this.databaseAway) return;
				this.databaseAway = true;
				postgres.halt();
				return this.#later(happening.seconds, async () => {
					postgres.resume();
					this.databaseAway = false;
				});
			case "click":
				await this.#despite(() => this.connections.click());
				return;
			case "revoke":
				return this.#untilDone(() => this.connections.revokeOne());
		}
	}

	#change({ provider, op, count }: Happening & { what: "change" }): void {
		try {
			this.honesty.changed(this.installation.sandbox.control.change({ provider, op }, count));
		} catch (error) {
			// Nothing is there to restore or to confirm.
			if (!(error instanceof ChangeError)) throw error;
		}
	}

	/** A worker that is told to end does so, or the run has failed. One that is stopped cannot. */
	async #end(place: number): Promise<void> {
		const worker = this.installation.workers.at(place);
		if (worker === undefined) return;
		worker.resume();
		// Before it listens to signals a process just ends, which is as good.
		await worker.said("ready").catch(() => undefined);
		if (worker.ended) return;
		const { code, tookMs } = await worker.stop();
		// A kill that came while it was ending is what happened to it, not how it ends.
		if (worker.wasKilled) return;
		if (code !== 0 || tookMs > 15_000) {
			this.problems.push(`A worker took ${Math.round(tookMs)} ms to end and ended with ${code}.`);
		}
	}

	/** After so many virtual seconds, or at once when it gets quiet. */
	async #later(seconds: number, action: () => Promise<void>): Promise<void> {
		const early = new AbortController();
		const undo = async () => {
			if (!this.#undo.delete(undo)) return;
			early.abort();
			await action();
		};
		this.#undo.add(undo);
		await sleep(realDelay(seconds * 1000), undefined, { signal: early.signal }).catch(() => undefined);
		await undo();
	}

	#start(work: () => Promise<void> | void): void {
		const running = (async () => work())().catch((error: unknown) => void this.#note(error));
		this.#underWay.add(running);
		void running.finally(() => this.#underWay.delete(running));
	}

	#note(error: unknown): unknown {
		this.problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
		return error;
	}

	async #repeat(everySeconds: number, look: () => Promise<void>): Promise<void> {
		while (!this.#over) {
			await sleep(realDelay(everySeconds * 1000));
			if (!this.databaseAway) await this.#despite(look);
		}
	}

	/** Faults meet the driver's own requests too; it tries again later. */
	async #despite(action: () => Promise<void>): Promise<boolean> {
		try {
			await action();
			return true;
		} catch {
			return false;
		}
	}

	async #untilDone(action: () => Promise<void>): Promise<void> {
		while (!(await this.#despite(action))) await sleep(500);
	}
}
