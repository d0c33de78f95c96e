/** Fills an account with bookings, oldest first. Pure: the same account key, count and anchor give the same rows. */
import type { Account } from "./account";
import { DAY_MS, msToSecondsText, msToTicks } from "./dates";
import {
	CANCELLED_SHARE,
	CHANGED_SHARE,
	channelIndex,
	groupUnits,
	leadDays,
	OTHER_UNIT_SHARE,
	stayNights,
} from "./distribution";
import { OwnerrezUser } from "./ownerrez-user";
import { hash, Rng } from "./random";
import type { RezstreamTenant } from "./rezstream-tenant";
import { Flag, Kind, type NewRow, type Slot, Status } from "./table";

/** Bookings are made over this many days before the anchor; arrivals then reach from −2 to +1 years. */
const BOOKING_DAYS = 730;
const MAX_SHIFT_DAYS = 14;

export const BIG_GROUP_UNITS = 80;
const BIG_GROUP_NIGHTS = 4;

export interface MakeOptions {
	bookedMs: number;
	nowMs: number;
	/** A booking made while the world moves: neither cancelled nor changed yet. */
	fresh?: boolean;
	overbook?: boolean;
	/** An OwnerRez quote hold, whatever chance says: every user has one that can become a booking. */
	hold?: boolean;
}

export function fillRezstream(tenant: RezstreamTenant, count: number, anchorMs: number): void {
	tenant.table.reserve(count);
	const group = tenant.unitCount >= BIG_GROUP_UNITS && tenant.index === 0 ? bigGroupSlots(tenant) : null;
	tenant.bigGroup = group ? Math.floor(Math.max(count, 1) * (1 - 142 / BOOKING_DAYS)) : -1;
	forEachBooking(tenant, Math.max(count, group ? 1 : 0), anchorMs, (rng, options, index) => {
		if (group && index === tenant.bigGroup) tenant.table.add(bigGroupRow(tenant, group, options, rng));
		else tenant.table.add(makeRezstreamRow(tenant, rng, options));
	});
	if (tenant.index === 0) importInBulk(tenant, count, anchorMs);
	tenant.order.rebuild();
	addBlocks(tenant, anchorMs);
}

export function fillOwnerrez(user: OwnerrezUser, count: number, anchorMs: number): void {
	user.table.reserve(count);
	forEachBooking(user, count, anchorMs, (rng, options) => user.table.add(makeOwnerrezRow(user, rng, options)));
}

function forEachBooking(
	account: Account,
	count: number,
	anchorMs: number,
	make: (rng: Rng, options: MakeOptions, index: number) => void,
): void {
	const step = (BOOKING_DAYS * DAY_MS) / Math.max(count, 1);
	const start = anchorMs - BOOKING_DAYS * DAY_MS;
	const overbooked = new Set([0.5, 0.8, 0.93].map((share) => Math.floor(count * share)));
	for (let i = 0; i < count; i++) {
		const rng = new Rng(hash(account.key, i, 41));
		const bookedMs = Math.floor(start + (i + rng.next() * 0.98) * step);
		make(rng, { bookedMs, nowMs: anchorMs, overbook: overbooked.has(i), hold: i === count - 1 }, i);
	}
}

export function makeRezstreamRow(tenant: RezstreamTenant, rng: Rng, options: MakeOptions): NewRow {
	const { bookedMs, nowMs, fresh = false } = options;
	const nowDay = tenant.roughDay(nowMs);
	const channel = channelIndex(rng);
	const nights = stayNights(rng);
	let arrival = tenant.roughDay(bookedMs) + leadDays(rng);
	const cancelled = !fresh && rng.chance(CANCELLED_SHARE);
	const isGroup = channel === 1;
	const wanted = isGroup ? groupUnits(rng, tenant.unitCount) : 1;
	let flags = isGroup ? Flag.group : 0;

	const firstType = rng.int(tenant.unitTypes.length);
	if (wanted === 1 && !cancelled) arrival = shiftToFree(tenant, rng, arrival, nights, firstType);
	const moved = rng.chance(OTHER_UNIT_SHARE);
	const slots: Slot[] = [];
	for (let i = 0; i < wanted; i++) {
		const bookedType = rng.chance(0.75) ? firstType : rng.int(tenant.unitTypes.length);
		const own = i > 0 && nights >= 2 && rng.chance(0.25);
		const offset = own && rng.chance(0.5) ? 1 : 0;
		const slotNights = own ? nights - 1 : nights;
		const unassigned = !(options.overbook ?? false) && arrival > nowDay && rng.chance(cancelled ? 0.1 : 0.04);
		const type = moved && i === 0 ? (bookedType + 1) % tenant.unitTypes.length : bookedType;
		let unit = -1;
		if (options.overbook && i === 0 && !cancelled) {
			unit = takenUnit(tenant, arrival);
			if (unit >= 0) flags |= Flag.overbooked;
		}
		if (unit < 0 && !unassigned) unit = findUnit(tenant, rng, type, arrival + offset, slotNights);
		const actualType = unit < 0 ? type : (tenant.units[unit]?.typeIndex ?? type);
		if (unit >= 0 && actualType !== bookedType) flags |= Flag.otherUnit;
		slots.push({ unit, bookedType, offset, nights: slotNights });
		if (!cancelled) tenant.occupancy.change(unit, arrival + offset, slotNights, 1);
	}
	if (wanted === 1 && nights >= 4 && rng.chance(0.03)) splitStay(tenant, rng, slots, arrival, cancelled);

	const timing = timeline(tenant, rng, { ...options, arrival, nights, cancelled, fresh });
	let status: number = cancelled ? Status.cancelled : Status.reserved;
	let updatedMs = timing.updatedMs;
	let version = 1 + timing.changes + (cancelled ? 1 : 0);
	if (!cancelled && arrival <= nowDay) {
		const arrivedMs = tenant.roughInstant(arrival, 15 + rng.next() * 6);
		const leftMs = tenant.roughInstant(arrival + nights, 8 + rng.next() * 3);
		if (rng.chance(0.004) && leftMs < nowMs) status = Status.noShow;
		else if (leftMs <= nowMs) status = Status.departed;
		else if (arrivedMs <= nowMs) status = Status.inHouse;
		if (status === Status.departed || status === Status.noShow) updatedMs = Math.max(updatedMs, leftMs);
		else if (status === Status.inHouse) updatedMs = Math.max(updatedMs, arrivedMs);
		version += status === Status.departed ? 2 : status === Status.reserved ? 0 : 1;
	} else if (!cancelled && arrival > nowDay && rng.chance(0.01)) {
		status = Status.tentative;
	}
	return {
		bookedMs,
		updated: stampTicks(rng, Math.min(updatedMs, nowMs - 1)),
		cancelledMs: timing.cancelledMs,
		arrival,
		nights,
		status,
		kind: Kind.booking,
		channel,
		version,
		changes: timing.changes,
		flags,
		slots,
	};
}

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

function ownerrezKind(rng: Rng, ageMs: number): number {
	const at = rng.next();
	if (ageMs < 21 * DAY_MS && at < 0.12) return Kind.quoteHold;
	if (at < 0.86) return Kind.booking;
	return at < 0.93 ? Kind.block : at < 0.965 ? Kind.linked : Kind.owner;
}

interface TimelineOptions extends MakeOptions {
	arrival: number;
	nights: number;
	cancelled: boolean;
}

function timeline(account: Account, rng: Rng, options: TimelineOptions) {
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

function findUnit(tenant: RezstreamTenant, rng: Rng, type: number, day: number, nights: number): number {
	const units = tenant.unitTypes[type]?.units ?? [];
	const own = tenant.occupancy.findFree(units, rng.int(Math.max(units.length, 1)), day, nights);
	if (own >= 0) return own;
	for (const other of tenant.unitTypes) {
		const unit = tenant.occupancy.findFree(other.units, 0, day, nights);
		if (unit >= 0) return unit;
	}
	return -1;
}

/** When the wanted unit type is full that night, people take the next possible day. */
function shiftToFree(tenant: RezstreamTenant, rng: Rng, arrival: number, nights: number, type: number): number {
	const units = tenant.unitTypes[type]?.units ?? [];
	const from = rng.int(Math.max(units.length, 1));
	for (let shift = 0; shift < MAX_SHIFT_DAYS; shift++) {
		if (tenant.occupancy.findFree(units, from, arrival + shift, nights) >= 0) return arrival + shift;
	}
	return arrival;
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

function takenUnit(account: Account, day: number): number {
	for (let unit = 0; unit < account.unitCount; unit++) if (account.occupancy.isTaken(unit, day)) return unit;
	return -1;
}

/** Some single stays move to another unit half-way: two assignments with dates of their own. */
function splitStay(tenant: RezstreamTenant, rng: Rng, slots: Slot[], arrival: number, cancelled: boolean): void {
	const whole = slots[0] as Slot;
	if (whole.unit < 0) return;
	const first = Math.floor(whole.nights / 2);
	const second: Slot = { unit: -1, bookedType: whole.bookedType, offset: first, nights: whole.nights - first };
	const unit = findUnit(tenant, rng, whole.bookedType, arrival + first, second.nights);
	if (unit < 0) return;
	if (!cancelled) {
		tenant.occupancy.change(whole.unit, arrival + first, second.nights, -1);
		tenant.occupancy.change(unit, arrival + first, second.nights, 1);
	}
	slots[0] = { ...whole, nights: first };
	slots.push({ ...second, unit });
}

function bigGroupSlots(tenant: RezstreamTenant): Slot[] {
	const arrival = tenant.anchorDay + 1;
	const slots: Slot[] = [];
	for (let i = 0; i < BIG_GROUP_UNITS; i++) {
		// A few arrive a day late, a few leave a day early, three have no unit yet.
		const offset = i % 16 === 5 ? 1 : 0;
		const nights = BIG_GROUP_NIGHTS - offset - (i % 16 === 11 ? 1 : 0);
		const unit = i >= 77 ? -1 : i;
		const bookedType = i % 9 === 4 ? (i + 1) % tenant.unitTypes.length : i % tenant.unitTypes.length;
		slots.push({ unit, bookedType, offset, nights });
		tenant.occupancy.change(unit, arrival + offset, nights, 1);
	}
	return slots;
}

function bigGroupRow(tenant: RezstreamTenant, slots: Slot[], options: MakeOptions, rng: Rng): NewRow {
	return {
		bookedMs: options.bookedMs,
		updated: stampTicks(rng, options.nowMs - 2 * DAY_MS),
		cancelledMs: 0,
		arrival: tenant.anchorDay + 1,
		nights: BIG_GROUP_NIGHTS,
		status: Status.reserved,
		kind: Kind.booking,
		channel: 1,
		version: 38,
		changes: 37,
		flags: Flag.group | Flag.otherUnit,
		slots,
	};
}

/** An import some weeks ago gave many rows one and the same update time: cursors must cope (PROVIDERS.md 4, pitfall 32). */
function importInBulk(tenant: RezstreamTenant, count: number, anchorMs: number): void {
	const stampMs = Date.parse(msToSecondsText(anchorMs - 45 * DAY_MS));
	const { table } = tenant;
	let left = Math.min(1000, Math.floor(count / 5));
	for (let i = 0; i < table.count && left > 0; i++) {
		if (table.at(table.updated, i) >= msToTicks(stampMs) || i === tenant.bigGroup) continue;
		table.updated[i] = msToTicks(stampMs);
		left--;
	}
}

function addBlocks(tenant: RezstreamTenant, anchorMs: number): void {
	const rng = new Rng(hash(tenant.key, 42));
	for (let i = 0; i < tenant.unitCount * 2; i++) {
		const unit = rng.int(tenant.unitCount);
		const startDay = tenant.anchorDay + rng.between(-150, 150);
		const nights = rng.between(1, 10);
		if (!tenant.occupancy.isFree(unit, startDay, nights)) continue;
		tenant.occupancy.change(unit, startDay, nights, 1);
		tenant.blocked.change(unit, startDay, nights, 1);
		const type = rng.pick(["Maintenance", "OutOfService", "OwnerHold"]);
		tenant.blocks.push({
			unit,
			startDay,
			endDay: startDay + nights,
			type,
			...(rng.chance(0.5) ? { notes: type === "Maintenance" ? "Boiler service" : "Hold, see office" } : {}),
			updatedText: msToSecondsText(Math.min(anchorMs, tenant.roughInstant(startDay, 0)) - rng.between(1, 40) * DAY_MS),
		});
	}
}

export function isOwnerrez(account: Account): account is OwnerrezUser {
	return account instanceof OwnerrezUser;
}
