/**
 * When a request may leave: pure arithmetic over what the database counted. Nothing here waits or stores.
 *
 * The provider's window is exact and hard. Inside it: a few requests are kept for people; once half is used, background
 * work is paced to the speed at which requests leave the window, so that about one becomes free a second and nobody
 * waits for a whole window; whoever waits in a more urgent lane takes the next free request; and what people and polls
 * will need until requests become free again is left to them.
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
/** Background work is paced from this share of the window on; below, a first reading may go at full speed. */
const PACED_FROM = 0.5;
/** Paced work may use this many requests at once, so that a caller that comes a little late loses none. */
export const PACE_STEPS = 8;
/** A little faster than requests become free, to catch up with what late callers left. */
const PACE_CATCH_UP = 0.94;
/** Of the background's share, what optional work may use at most. */
const IDLE_SHARE = 0.6;
/** However many polls are due, first readings and sweeps get this share, so that a new customer is read in. */
const FILL_FLOOR = 0.1;
/** Expected polls are held free up to this share of what the window can carry. */
const MAX_EXPECTED_SHARE = 0.8;
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

/** How far back paced requests are counted, in seconds. */
export function paceSpan(budget: ProviderBudget, window: WindowLimit): number {
	return PACE_STEPS * PACE_CATCH_UP * paceSeconds(budget, window);
}

/** Requests a second that more urgent lanes are expected to need: people's, and polls'. */
export function expectedRates(
	budget: ProviderBudget,
	window: WindowLimit,
	pollsPerSecond: number,
): { people: number; polls: number } {
	const people = window.reserved / PEOPLE_NEED_SECONDS;
	const most = MAX_EXPECTED_SHARE / paceSeconds(budget, window);
	return { people: Math.min(people, most), polls: Math.min(pollsPerSecond, Math.max(0, most - people)) };
}

/** What the database counted for one request that wants to leave. Times in seconds from now. */
export interface WindowFacts extends WindowLimit {
	/** Requests that count at the moment, and first readings and sweeps among them. */
	used: number;
	usedByFill: number;
	/** Requests within the last `paceSpan`. */
	lately: number;
	/** Waiting now and due, of more urgent lanes: people, and others. */
	peopleAhead: number;
	othersAhead: number;
	/** Waiting now and due in the same lane, with less use of late, or as much and waiting for longer. */
	fairlyAhead: number;
	/** Everybody who waits and goes before this one, due or not. */
	queue: number;
	/** Requests that people alone, and people and polls, will be short of before enough become free. */
	peopleShort: number;
	urgentShort: number;
	/** When the window has room for this one after everybody in the queue; null: not within the window's own requests. */
	roomIn: number | null;
	/** When the pace admits the next one. */
	paceIn: number;
}

/** Null: it may leave. Otherwise the seconds after which to ask again. */
export function secondsToWait(facts: WindowFacts, lane: Lane, budget: ProviderBudget): number | null {
	const limit = laneLimit(facts, lane);
	const gap = paceSeconds(budget, facts);
	const room = limit - facts.used;
	if (lane === "person") return room > 0 ? null : (facts.roomIn ?? countedSeconds(budget));

	const background = laneLimit(facts, "poll");
	const paced = facts.used >= background * PACED_FROM;
	const free = paced ? Math.min(room, PACE_STEPS - facts.lately) : room;
	const owed = lane === "fill" && facts.usedByFill < background * FILL_FLOOR;
	const ahead = facts.peopleAhead + facts.fairlyAhead + (owed ? 0 : facts.othersAhead);
	const short = Math.max(0, lane === "poll" || owed ? facts.peopleShort : facts.urgentShort);
	if (free > ahead && room > short) return null;

	const roomWait = room > facts.queue ? 0 : (facts.roomIn ?? countedSeconds(budget));
	const paceWait = paced ? Math.max(0, facts.paceIn) + Math.max(0, facts.queue) * gap : 0;
	return Math.max(roomWait, paceWait, gap / 2);
}
