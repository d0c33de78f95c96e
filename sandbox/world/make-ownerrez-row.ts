/** One OwnerRez booking, block, hold or owner stay, drawn from the shape of real bookings. */
import { MAX_SHIFT_DAYS, type MakeOptions, takenUnit, timeline, wholeSecondTicks } from "./booking-timeline";
import { DAY_MS } from "./dates";
import { CANCELLED_SHARE, channelIndex, leadDays, OTHER_UNIT_SHARE, stayNights } from "./distribution";
import type { OwnerrezUser } from "./ownerrez-user";
import type { Rng } from "./random";
import { Flag, Kind, type NewRow, Status } from "./table";

export function makeOwnerrezRow(user: OwnerrezUser, rng: Rng, options: MakeOptions): NewRow {
	const { bookedMs, nowMs, fresh = false } = options;
	const nowDay = user.roughDay(nowMs);
	const channel = channelIndex(rng);
	const nights = stayNights(rng);
	const drawn = ownerrezKind(rng, nowMs - bookedMs);
	const kind = options.hold ? Kind.quoteHold : drawn;
	let arrival = user.roughDay(bookedMs) + leadDays(rng);
	let cancelled = !fresh && kind === Kind.booking && rng.chance(CANCELLED_SHARE);
	const booked = rng.int(user.unitCount);
	let flags = channel === 1 ? Flag.group : 0;
	let unit = booked;
	if (rng.chance(OTHER_UNIT_SHARE)) unit = (booked + 1) % user.unitCount;
	if (!cancelled) {
		if (options.overbook && kind === Kind.booking) {
			const taken = takenUnit(user, arrival);
			if (taken >= 0) {
				unit = taken;
				flags |= Flag.overbooked;
			}
		}
		if ((flags & Flag.overbooked) === 0) {
			const found = findProperty(user, unit, arrival, nights);
			if (found) [unit, arrival] = found;
			else cancelled = true;
		}
	}
	if (unit !== booked) flags |= Flag.otherUnit;
	if (!cancelled) user.occupancy.change(unit, arrival, nights, 1);
	const timing = timeline(user, rng, { ...options, arrival, nights, cancelled, fresh });
	const pending = !cancelled && kind === Kind.booking && nowMs - bookedMs < 2 * DAY_MS && rng.chance(0.25);
	let status: number = pending || kind === Kind.quoteHold ? Status.tentative : Status.reserved;
	if (cancelled) status = Status.cancelled;
	else if (arrival + nights <= nowDay) status = Status.departed;
	return {
		bookedMs,
		updated: wholeSecondTicks(Math.min(timing.updatedMs, nowMs - 1000)),
		cancelledMs: timing.cancelledMs,
		arrival,
		nights,
		status,
		kind,
		channel,
		version: 1 + timing.changes + (cancelled ? 1 : 0),
		changes: timing.changes,
		flags,
		slots: [{ unit, bookedType: booked, offset: 0, nights }],
	};
}

function ownerrezKind(rng: Rng, ageMs: number): number {
	const at = rng.next();
	if (ageMs < 21 * DAY_MS && at < 0.12) return Kind.quoteHold;
	if (at < 0.86) return Kind.booking;
	return at < 0.93 ? Kind.block : at < 0.965 ? Kind.linked : Kind.owner;
}

function findProperty(user: OwnerrezUser, unit: number, arrival: number, nights: number): [number, number] | null {
	for (let shift = 0; shift < MAX_SHIFT_DAYS * 2; shift++) {
		for (let i = 0; i < (shift < 3 ? 1 : user.unitCount); i++) {
			const candidate = (unit + i) % user.unitCount;
			if (user.occupancy.isFree(candidate, arrival + shift, nights)) return [candidate, arrival + shift];
		}
	}
	return null;
}
