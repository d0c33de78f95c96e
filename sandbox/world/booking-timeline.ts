/** When a booking was made, changed and cancelled, and how its stamps are written. */
import type { Account } from "./account";
import { msToTicks } from "./dates";
import { CHANGED_SHARE } from "./distribution";
import type { Rng } from "./random";

export interface MakeOptions {
	bookedMs: number;
	nowMs: number;
	/** A booking made while the world moves: neither cancelled nor changed yet. */
	fresh?: boolean;
	overbook?: boolean;
	/** An OwnerRez quote hold, whatever chance says: every user has one that can become a booking. */
	hold?: boolean;
}

/** How far a stay moves when nothing is free on the wanted day. */
export const MAX_SHIFT_DAYS = 14;

/** Fraction digits of rezStream stamps vary between 2, 3 and 7 (PROVIDERS.md 1.6). */
export function stampTicks(rng: Rng, ms: number): number {
	const style = rng.int(3);
	const whole = Math.floor(ms);
	if (style === 0) return msToTicks(whole - (whole % 10));
	return msToTicks(whole) + (style === 2 ? 1 + rng.int(9998) : 0);
}

export function wholeSecondTicks(ms: number): number {
	return msToTicks(Math.floor(ms / 1000) * 1000);
}

interface TimelineOptions extends MakeOptions {
	arrival: number;
	nights: number;
	cancelled: boolean;
}

export function timeline(account: Account, rng: Rng, options: TimelineOptions) {
	const { bookedMs, nowMs, arrival, nights, cancelled, fresh = false } = options;
	const changed = !fresh && rng.chance(CHANGED_SHARE);
	let latest = Math.min(nowMs, account.roughInstant(arrival + nights, 9));
	let cancelledMs = 0;
	if (cancelled) {
		const until = Math.min(nowMs, account.roughInstant(arrival, 12));
		cancelledMs = Math.floor((bookedMs + Math.max(0, until - bookedMs) * rng.next()) / 1000) * 1000;
		cancelledMs = Math.max(cancelledMs, bookedMs);
		latest = cancelledMs;
	}
	const changes = changed ? (rng.chance(0.75) ? 1 : rng.between(2, 6)) : 0;
	const changedMs = changed ? bookedMs + Math.floor(Math.max(0, latest - bookedMs) * rng.next()) : bookedMs;
	return { changes, cancelledMs, updatedMs: Math.max(bookedMs, changedMs, cancelledMs) };
}

/** Some unit that is already taken that night, for a deliberate overbooking. */
export function takenUnit(account: Account, day: number): number {
	for (let unit = 0; unit < account.unitCount; unit++) if (account.occupancy.isTaken(unit, day)) return unit;
	return -1;
}
