/** Fills an account with bookings, oldest first. Pure: the same account key, count and anchor give the same rows. */
import type { Account } from "./account";
import { BIG_GROUP_UNITS, bigGroupRow, bigGroupSlots } from "./big-group";
import type { MakeOptions } from "./booking-timeline";
import { DAY_MS, msToSecondsText, msToTicks } from "./dates";
import { makeOwnerrezRow } from "./make-ownerrez-row";
import { makeRezstreamRow } from "./make-rezstream-row";
import type { OwnerrezUser } from "./ownerrez-user";
import { hash, Rng } from "./random";
import type { RezstreamTenant } from "./rezstream-tenant";

/** Bookings are made over this many days before the anchor; arrivals then reach from −2 to +1 years. */
const BOOKING_DAYS = 730;

export function fillRezstream(tenant: RezstreamTenant, count: number, anchorMs: number): void {
	tenant.table.reserve(count);
	const hasGroup = tenant.unitCount >= BIG_GROUP_UNITS && (tenant.index === 0 || tenant.extreme);
	const group = hasGroup ? bigGroupSlots(tenant) : null;
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
