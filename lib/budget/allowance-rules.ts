/**
 * When a request may leave: pure arithmetic over what the database counted. Nothing here waits or stores.
 *
 * The provider's window is exact and hard. Inside it: a few requests are kept for people; background work is paced to
 * the speed at which requests leave the window, so that one becomes free every second or so and nobody waits for a whole
 * window; whoever waits in a more urgent lane takes the next free request; and what people and polls will need until
 * requests become free again is left to them. test-simulation.ts plays hours of it; the numbers here come from there.
 */
import "server-only";
import type { ProviderBudget } from "@/lib/providers/provider";

/**
 * person: somebody waits for the answer and may use the reserved share. poll: asking for changes. fill: first readings
 * and sweeps, which leave room for the polls. idle: nice to have, takes only what syncing leaves.
 */
export type Lane = "person" | "poll" | "fill" | "idle";

/**
 * Requests are counted when they may leave, the provider counts when they arrive: at the latest when it answers. A
 * request is therefore held this much longer than the window, and one that took longer is counted from its answer on
 * (`noteSlowRequest`).
 */
export const TRAVEL_MARGIN_MS = 1_000;
/** Background work is paced from this share of the window on: the first pages of a first reading come at full speed. */
const PACED_FROM = 0.1;
/** Paced requests are counted over as long as this many of them take, so that a caller that comes a little late loses none. */
const PACE_STEPS = 8;
/** Polls are small: they may go at this many times the pace. */
const POLL_PACE = 2;
/** From this share of the window on, what was left unused is caught up within this time, at most so much faster. */
const CATCH_UP_FROM = 0.85;
const CATCH_UP_SECONDS = 30;
const CATCH_UP_MOST = 0.25;
/** Of the background's share, what optional work may use at most. */
const IDLE_SHARE = 0.6;
/** However many polls are due, first readings and sweeps get this share, so that a new customer is read in. */
const FILL_FLOOR = 0.1;
/** Expected polls are held free up to this share of what the window can carry. */
const MAX_EXPECTED_SHARE = 0.8;
/** A waiting caller keeps its place for this long after the instant at which it was told to come back. */
export const PLACE_KEPT_SECONDS = 4;
/** It counts as due this much earlier, so that nobody takes its request in the last moment. */
const DUE_EARLY_SECONDS = 0.5;
/** Use within this time decides who of a lane goes first. */
const FAIR_SECONDS = 60;
/** Who is refused is told to come back a little before everybody ahead can have been served. */
const QUEUE_SHARE = 0.7;
/** So much more use is no reason yet to let another one go first who may be late for it. */
const FAIR_TOLERANCE = 2;
/** A poll that has waited for so much longer goes first. */
const POLL_ORDER_SECONDS = 2;
/** People's expected need: the reserved share within this time. */
const PEOPLE_NEED_SECONDS = 60;

/** A provider's allowance as it holds at the moment. */
export interface WindowLimit {
	limit: number;
	/** Kept for people's clicks. */
	reserved: number;
}

/** The published limit, or the learned one with the reserved share in proportion. */
export function windowLimit(budget: ProviderBudget, learned: number | null): WindowLimit {
	if (!budget.assumed || learned === null) return { limit: budget.limit, reserved: budget.reserved };
	return { limit: learned, reserved: Math.ceil((budget.reserved * learned) / budget.limit) };
}

/** How long a request counts, in seconds. */
export function countedSeconds(budget: ProviderBudget): number {
	return budget.windowSeconds + TRAVEL_MARGIN_MS / 1000;
}

/** Requests that a lane may have in the window, everybody's counted. */
export function laneLimit({ limit, reserved }: WindowLimit, lane: Lane): number {
	if (lane === "person") return limit;
	const background = Math.max(1, limit - reserved);
	return lane === "idle" ? Math.floor(background * IDLE_SHARE) : background;
}

/** Seconds between two requests at the speed at which the window gives them back. */
export function paceSeconds(budget: ProviderBudget, window: WindowLimit): number {
	return countedSeconds(budget) / Math.max(1, window.limit - window.reserved);
}

/** What counts and who waits at one instant. Times in seconds from it. */
export interface WindowSnapshot {
	/** Requests that count, oldest first. */
	counted: readonly { age: number; lane: Lane | null; connectionId: string | null }[];
	/** Places in the queue that are still kept. */
	waiting: readonly { place: string; lane: Lane; waited: number; dueIn: number }[];
	/** The provider's own pause; null: none. */
	pausedFor: number | null;
	/** The learned limit; null: none. */
	learned: number | null;
}

export interface Asker {
	lane: Lane;
	/** Whose turn it is: requests of one connection are counted together. Absent: nobody's in particular. */
	connectionId?: string;
	/** Tells two people apart who wait at the same time; absent: one that does not wait. */
	waiterId?: string;
	/** Requests a second that the polls of this bucket are expected to need. */
	pollsPerSecond?: number;
}

/** Background callers have one place per lane and connection, people one each. Null: this caller does not queue. */
export function placeOf({ lane, connectionId, waiterId }: Asker): string | null {
	const own = lane === "person" ? waiterId : (connectionId ?? "");
	return own === undefined ? null : `${lane}/${own}`;
}

const RANK: Record<Lane, number> = { person: 0, poll: 1, fill: 2, idle: 3 };

/** Null: the request may leave. Otherwise the seconds after which to ask again. */
export function secondsToWait(snapshot: WindowSnapshot, asker: Asker, budget: ProviderBudget): number | null {
	if (snapshot.pausedFor !== null) return snapshot.pausedFor;
	const { lane } = asker;
	const window = windowLimit(budget, snapshot.learned);
	const used = snapshot.counted.length;
	const room = laneLimit(window, lane) - used;
	const queue = queueOf(snapshot, asker);
	if (lane === "person") return room > 0 ? null : leavesIn(snapshot, budget, window, queue.length - room);

	const background = laneLimit(window, "poll");
	const isPaced = used >= background * PACED_FROM;
	const pace = isPaced ? paceOf(snapshot, budget, window, room, lane) : null;
	const free = pace === null ? room : Math.min(room, pace.free);
	const filled = snapshot.counted.filter((request) => request.lane === "fill").length;
	const isOwed = lane === "fill" && filled < background * FILL_FLOOR;
	const ahead = queue.filter(({ isDue, goesFirst }) => isDue && goesFirst(isOwed)).length;
	const polls = lane === "poll" || isOwed ? 0 : (asker.pollsPerSecond ?? 0);
	if (free > ahead && room > shortage(snapshot, budget, window, polls)) return null;

	// Some in the queue come late or not at all: their turn must not be lost.
	const position = Math.floor(queue.length * QUEUE_SHARE);
	const roomWait = room > position ? 0 : leavesIn(snapshot, budget, window, position - room);
	const gap = paceSeconds(budget, window);
	const paceWait = pace === null ? 0 : pace.nextIn + position * gap;
	return Math.max(roomWait, paceWait, gap / 2);
}

/** How many requests the pace admits now, and in how many seconds the next one when it admits none. */
function paceOf(snapshot: WindowSnapshot, budget: ProviderBudget, window: WindowLimit, room: number, lane: Lane) {
	const { counted } = snapshot;
	const span = PACE_STEPS * paceSeconds(budget, window);
	const lately = counted.length - 1 - counted.findLastIndex(({ age }) => age >= span);
	const isFull = counted.length >= (counted.length + room) * CATCH_UP_FROM;
	const surplus = isFull ? Math.max(0, room * span) / Math.max(CATCH_UP_SECONDS, span) : 0;
	const steps = lane === "poll" ? PACE_STEPS * POLL_PACE : PACE_STEPS;
	const most = Math.ceil(steps + Math.min(surplus, PACE_STEPS * CATCH_UP_MOST));
	return { free: most - lately, nextIn: lately < most ? 0 : Math.max(0, span - (counted.at(-most)?.age ?? span)) };
}

interface Ahead {
	/** Its time to come has come: what becomes free is its own. */
	isDue: boolean;
	goesFirst(isOwed: boolean): boolean;
}

/** Everybody who goes before the asker, due or not: more urgent lanes, and those of its own lane that came earlier. */
function queueOf({ counted, waiting }: WindowSnapshot, asker: Asker): Ahead[] {
	const place = placeOf(asker);
	const me = waiting.find((waiter) => waiter.place === place);
	const waited = me?.waited ?? 0;
	const uses = new Map<string, number>();
	for (const { age, lane, connectionId } of counted) {
		if (lane !== asker.lane || age >= FAIR_SECONDS || connectionId === null) continue;
		const key = `${lane}/${connectionId}`;
		uses.set(key, (uses.get(key) ?? 0) + 1);
	}
	const countOf = (key: string | null) => (key === null ? 0 : (uses.get(key) ?? 0));
	const mine = countOf(place);
	return waiting.flatMap((waiter) => {
		if (waiter === me || RANK[waiter.lane] > RANK[asker.lane]) return [];
		const isDue = waiter.dueIn <= DUE_EARLY_SECONDS;
		if (waiter.lane === "person" && asker.lane !== "person") return [{ isDue, goesFirst: () => true }];
		if (waiter.lane !== asker.lane) return [{ isDue, goesFirst: (isOwed: boolean) => !isOwed }];
		const theirs = countOf(waiter.place);
		const hasWaitedLonger = waiter.lane === "poll" && waiter.waited > waited + POLL_ORDER_SECONDS;
		const isFairly = theirs + FAIR_TOLERANCE < mine || hasWaitedLonger;
		return isFairly || waiter.waited > waited ? [{ isDue, goesFirst: () => isFairly }] : [];
	});
}

/** Seconds until `count` + 1 requests have left the window; beyond its own requests, at its usual pace. */
function leavesIn({ counted }: WindowSnapshot, budget: ProviderBudget, window: WindowLimit, count: number): number {
	const last = counted[Math.min(count, counted.length - 1)];
	if (last === undefined) return paceSeconds(budget, window);
	return countedSeconds(budget) - last.age + Math.max(0, count - counted.length + 1) * paceSeconds(budget, window);
}

/** Requests that people and polls will be short of before enough become free, when nothing more is taken now. */
function shortage(snapshot: WindowSnapshot, budget: ProviderBudget, window: WindowLimit, polls: number): number {
	const most = MAX_EXPECTED_SHARE / paceSeconds(budget, window);
	const people = Math.min(most, window.reserved / PEOPLE_NEED_SECONDS);
	const urgent = Math.min(polls, most - people);
	let short = 0;
	for (const [earlier, { age }] of snapshot.counted.entries()) {
		const seconds = countedSeconds(budget) - age;
		const peopleShort = Math.max(0, people * seconds - window.reserved);
		short = Math.max(short, peopleShort + urgent * seconds - earlier);
	}
	return short;
}
