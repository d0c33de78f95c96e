/** The edits people make to a booking: dates, unit, money, people, notes, and the progress of the stay. */
import type { Account, Overlay } from "./account";
import type { Rng } from "./random";
import { Status } from "./table";

/** Takes or frees the nights of a record in the calendar of units. */
export function slotsTaken(account: Account, index: number, by: 1 | -1): void {
	const { table } = account;
	if (table.at(table.status, index) === Status.cancelled) return;
	const arrival = table.at(table.arrival, index);
	for (const slot of table.slots(index)) account.occupancy.change(slot.unit, arrival + slot.offset, slot.nights, by);
}

type Edit = (account: Account, index: number, rng: Rng) => string | null;

/** Makes one edit and says of which kind it was. */
export function edit(account: Account, index: number, rng: Rng, at: number): string {
	// Of a cancelled record only the note still changes; its units are not its own any more.
	if (account.table.at(account.table.status, index) === Status.cancelled) return rewriteNote(account, index);
	const progress = progressStay(account, index, at);
	if (progress) return progress;
	const edits: readonly Edit[] = [changeDates, swapUnit, payOrCharge, changePeople, payOrCharge];
	return rng.pick(edits)(account, index, rng) ?? rewriteNote(account, index);
}

function progressStay(account: Account, index: number, at: number): string | null {
	const { table } = account;
	const status = table.at(table.status, index);
	const today = account.roughDay(at);
	if (account.provider !== "rezstream") return null;
	const arrival = table.at(table.arrival, index);
	if (status === Status.inHouse && arrival + table.at(table.nights, index) <= today) {
		table.status[index] = Status.departed;
		return "check_out";
	}
	if (status === Status.reserved && arrival <= today) {
		table.status[index] = Status.inHouse;
		return "check_in";
	}
	return null;
}

function changeDates(account: Account, index: number, rng: Rng): string | null {
	const { table } = account;
	const nights = table.at(table.nights, index);
	const longer = nights === 1 || rng.chance(0.5);
	if (nights >= 60 && longer) return null;
	slotsTaken(account, index, -1);
	const arrival = table.at(table.arrival, index);
	const slots = table.slots(index).map((slot) => {
		if (slot.offset + slot.nights !== nights) return slot;
		if (longer) {
			const free = slot.unit < 0 || account.occupancy.isFree(slot.unit, arrival + nights, 1);
			return { ...slot, unit: free ? slot.unit : -1, nights: slot.nights + 1 };
		}
		return { ...slot, nights: Math.max(1, slot.nights - 1) };
	});
	// An OwnerRez booking always has its property: it is only lengthened into a free night.
	const blocked = account.provider === "ownerrez" && slots.some(({ unit }) => unit < 0);
	if (!blocked) {
		table.nights[index] = Math.max(...slots.map((slot) => slot.offset + slot.nights));
		table.setSlots(index, slots);
	}
	slotsTaken(account, index, 1);
	return blocked ? null : "dates";
}

function swapUnit(account: Account, index: number, rng: Rng): string | null {
	const { table } = account;
	const slots = table.slots(index);
	const unassigned = slots.findIndex(({ unit }) => unit < 0);
	const at = unassigned >= 0 ? unassigned : rng.int(slots.length);
	const slot = slots[at];
	if (!slot) return null;
	const day = table.at(table.arrival, index) + slot.offset;
	const all = Array.from({ length: account.unitCount }, (_, i) => i);
	const unit = account.occupancy.findFree(all, rng.int(all.length), day, slot.nights);
	if (unit < 0) return null;
	account.occupancy.change(slot.unit, day, slot.nights, -1);
	account.occupancy.change(unit, day, slot.nights, 1);
	slots[at] = { ...slot, unit };
	table.setSlots(index, slots);
	return "unit";
}

function add(overlay: Overlay, what: "people" | "contact" | "paid" | "extras" | "notes"): void {
	overlay[what] = (overlay[what] ?? 0) + 1;
}

function payOrCharge(account: Account, index: number, rng: Rng): string {
	add(account.overlay(index), rng.chance(0.7) ? "paid" : "extras");
	return "money";
}

function changePeople(account: Account, index: number, rng: Rng): string {
	if (account.provider === "ownerrez") return rewriteNote(account, index);
	add(account.overlay(index), rng.chance(0.5) ? "people" : "contact");
	return "people";
}

function rewriteNote(account: Account, index: number): string {
	add(account.overlay(index), "notes");
	return "notes";
}
