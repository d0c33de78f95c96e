/** The one reservation that shows everything at once: 80 units, 300 people, arriving the day after the world begins. */
import type { MakeOptions } from "./booking-timeline";
import { stampTicks } from "./booking-timeline";
import { DAY_MS } from "./dates";
import type { Rng } from "./random";
import type { RezstreamTenant } from "./rezstream-tenant";
import { Flag, Kind, type NewRow, type Slot, Status } from "./table";

export const BIG_GROUP_NAME = "Lindqvist family reunion & Nordic choir";
export const BIG_GROUP_UNITS = 80;
export const BIG_GROUP_INVOICES = 60;
const BIG_GROUP_NIGHTS = 4;

/** 60 units of four and 20 of three make 300 people. */
export function bigGroupShare(slot: number): number {
	return slot < 60 ? 4 : 3;
}

export function bigGroupSlots(tenant: RezstreamTenant): Slot[] {
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

export function bigGroupRow(tenant: RezstreamTenant, slots: Slot[], options: MakeOptions, rng: Rng): NewRow {
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
