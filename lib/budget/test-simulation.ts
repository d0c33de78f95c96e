/**
 * Test support: callers and a provider in virtual time around an allowance. The callers do what streams and people do;
 * the provider counts what arrives and says "too many" like the real one.
 */
import type { ProviderBudget } from "@/lib/providers/provider";
import { type Asker, countedSeconds, PLACE_KEPT_SECONDS, placeOf, secondsToWait } from "./allowance-rules";

/** Seconds since the start; the answer's duration is told back. */
export type Take = (
	asker: Asker,
	at: number,
) => Promise<{ granted: true; answered(at: number): Promise<void> } | { granted: false; retryAt: number }>;

/** The allowance in memory: the same rules without a database, for hours in a second. */
export function memoryWindow(budget: ProviderBudget): Take {
	const requests: { at: number; lane: Asker["lane"]; connectionId: string | null }[] = [];
	const places = new Map<string, { lane: Asker["lane"]; since: number; due: number }>();
	return async (asker, at) => {
		const from = at - countedSeconds(budget);
		requests.splice(0, requests.findIndex((request) => request.at > from) >>> 0);
		for (const [place, { due }] of places) if (due + PLACE_KEPT_SECONDS <= at) places.delete(place);
		const place = placeOf(asker);
		const wait = secondsToWait(
			{
				counted: requests.map((request) => ({ ...request, age: at - request.at })),
				waiting: [...places].map(([name, { lane, since, due }]) => ({
					place: name,
					lane,
					waited: at - since,
					dueIn: due - at,
				})),
				pausedFor: null,
				learned: null,
			},
			asker,
			budget,
		);
		if (wait !== null) {
			if (place !== null)
				places.set(place, { lane: asker.lane, since: places.get(place)?.since ?? at, due: at + wait });
			return { granted: false, retryAt: at + wait };
		}
		if (place !== null) places.delete(place);
		const request = { at, lane: asker.lane, connectionId: asker.connectionId ?? null };
		requests.push(request);
		return {
			granted: true,
			answered: async (answeredAt) => {
				if (answeredAt - at <= countedSeconds(budget) - budget.windowSeconds) return;
				request.at = answeredAt;
				requests.sort((a, b) => a.at - b.at);
			},
		};
	};
}

export interface Report {
	/** Arrivals at the provider, in order, in seconds. */
	arrivals: number[];
	/** Requests that the provider would have refused. */
	refused: number;
	/** Requests by lane. */
	sent: Record<Asker["lane"], number>;
	/** Fill requests by connection. */
	fills: Map<string, number>;
	/** For each poll: the time since the poll before, as a share of the interval it should have had. */
	pollStretch: number[];
	/** Seconds each person waited. */
	personWaits: number[];
	/** Times the allowance was asked. */
	asked: number;
}

export class Simulation {
	readonly report: Report = {
		arrivals: [],
		refused: 0,
		sent: { person: 0, poll: 0, fill: 0, idle: 0 },
		fills: new Map(),
		pollStretch: [],
		personWaits: [],
		asked: 0,
	};
	private readonly events: { at: number; order: number; run: () => Promise<void> }[] = [];
	private order = 0;
	private pollsPerSecond = 0;
	private readonly window: number[] = [];

	constructor(
		private readonly budget: ProviderBudget,
		private readonly take: Take,
		private readonly random: () => number,
		/** Share of requests that take 5 to 25 seconds. */
		private readonly slowShare = 0.002,
		/** Called before each event, for clocks that must follow. */
		private readonly moveTo: (at: number) => Promise<void> = async () => {},
	) {}

	/** Works without end: one request after the other, as a first reading does. */
	fill(connectionId: string, from = 0, lane: "fill" | "idle" = "fill"): void {
		const step = (at: number): void =>
			this.at(at, () =>
				this.send({ lane, connectionId }, at, at, (sentAt, answeredAt) => {
					this.report.fills.set(connectionId, (this.report.fills.get(connectionId) ?? 0) + 1);
					step(answeredAt + 0.05);
					return sentAt;
				}),
			);
		step(from);
	}

	/** Asks for changes each `interval` seconds, give or take a tenth. */
	poll(connectionId: string, interval: number, firstAt: number): void {
		this.pollsPerSecond += 1 / interval;
		let last: number | null = null;
		const step = (at: number): void =>
			this.at(at, () =>
				this.send({ lane: "poll", connectionId }, at, at, (sentAt) => {
					const planned = interval * (0.9 + this.random() * 0.2);
					if (last !== null) this.report.pollStretch.push((sentAt - last) / interval);
					last = sentAt;
					step(sentAt + planned);
					return sentAt;
				}),
			);
		step(firstAt);
	}

	/** Somebody clicks. */
	person(at: number): void {
		this.at(at, () =>
			this.send({ lane: "person", waiterId: `person-${at}-${this.order}` }, at, at, (sentAt) => {
				this.report.personWaits.push(sentAt - at);
				return sentAt;
			}),
		);
	}

	async run(until: number): Promise<Report> {
		for (;;) {
			const next = this.events[0];
			if (next === undefined || next.at > until) return this.report;
			this.events.shift();
			await this.moveTo(next.at);
			await next.run();
		}
	}

	private async send(
		asker: Asker,
		askedFirst: number,
		at: number,
		sent: (sentAt: number, answeredAt: number) => number,
	) {
		this.report.asked++;
		const answer = await this.take({ ...asker, pollsPerSecond: this.pollsPerSecond }, at);
		if (!answer.granted) {
			// Short waits are waited in place; after long ones the stream is found due by a worker that looks each second.
			const wait = answer.retryAt - at;
			const late = wait <= 3 || asker.lane === "person" ? this.random() * 0.1 : this.random() * 1.5;
			this.at(answer.retryAt + late, () => this.send(asker, askedFirst, answer.retryAt + late, sent));
			return;
		}
		const duration = this.random() < this.slowShare ? 5 + this.random() * 20 : 0.1 + this.random() * 0.8;
		this.report.sent[asker.lane]++;
		const arrivesAt = at + this.random() * duration;
		this.at(arrivesAt, async () => this.arrive(arrivesAt));
		this.at(at + duration, () => answer.answered(at + duration));
		sent(at, at + duration);
	}

	/** A window that slides, as the provider documents it; refused requests do not count. */
	private arrive(at: number): void {
		while ((this.window[0] ?? at) <= at - this.budget.windowSeconds) this.window.shift();
		if (this.window.length >= this.budget.limit) this.report.refused++;
		else this.window.push(at);
		this.report.arrivals.push(at);
	}

	private at(at: number, run: () => Promise<void>): void {
		const event = { at, order: this.order++, run };
		let place = this.events.length;
		while (place > 0 && (this.events[place - 1]?.at ?? 0) > at) place--;
		this.events.splice(place, 0, event);
	}
}

/** The fewest and the most arrivals in any whole window after `from`. */
export function arrivalsPerWindow(arrivals: readonly number[], windowSeconds: number, from: number): [number, number] {
	let least = Number.POSITIVE_INFINITY;
	let most = 0;
	const last = arrivals.at(-1) ?? 0;
	const countFrom = (start: number) => arrivals.filter((at) => at > start && at <= start + windowSeconds).length;
	for (const at of arrivals) {
		if (at < from || at + windowSeconds > last) continue;
		const count = countFrom(at);
		least = Math.min(least, count);
		most = Math.max(most, count, arrivals.filter((other) => other >= at && other < at + windowSeconds).length);
	}
	return [least, most];
}

/** A random sequence that a seed repeats. */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}
