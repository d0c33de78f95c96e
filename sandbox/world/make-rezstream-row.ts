/** One rezStream reservation: dates, units and stamps drawn from the shape of real bookings. */
import { MAX_SHIFT_DAYS, type MakeOptions, stampTicks, takenUnit, timeline } from "./booking-timeline";
import { CANCELLED_SHARE, channelIndex, groupUnits, leadDays, OTHER_UNIT_SHARE, stayNights } from "./distribution";
import type { Rng } from "./random";
import type { RezstreamTenant } from "./rezstream-tenant";
import { Flag, Kind, type NewRow, type Slot, Status } from "./table";

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
