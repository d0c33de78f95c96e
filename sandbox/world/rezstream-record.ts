/** A rezStream reservation as the API serves it, made on request (PROVIDERS.md 1.8 published, 1.10 assumed). */
import type { Overlay } from "./account";
import { dayToText, msToTicks, ticksToText } from "./dates";
import { CHANNELS, party } from "./distribution";
import { BIG_GROUP_UNITS } from "./generate";
import { Dec, type Json, type JsonObject, mergeJson, roundUnits } from "./json-text";
import { type Person, personOf } from "./names";
import { hash, Rng } from "./random";
import { GuidKind, type RezstreamTenant } from "./rezstream-tenant";
import { Flag, type Slot } from "./table";

export const BIG_GROUP_NAME = "Lindqvist family reunion & Nordic choir";
const BIG_GROUP_PEOPLE = 300;
const BIG_GROUP_INVOICES = 25;

/** Only `Reserved` is published (PROVIDERS.md 1.8); the rest are guesses, some of them on purpose unusual. */
const STATUS_TEXT = ["Reserved", "CheckedIn", "CheckedOut", "Cancelled", "Tentative", "NoShow"] as const;
/** Only `PMS` is published. */
const SOURCE_TEXT: Record<(typeof CHANNELS)[number], string> = {
	online_agency: "ChannelManager",
	group: "PMS",
	offline_agent: "TravelAgent",
	direct: "BookingEngine",
	corporate: "Corporate",
};
const NOTES = [
	"Late arrival, after 22:00.",
	"Needs a cot.",
	"Ground floor please.",
	"Gluten-free breakfast for two.",
	"Celebrating an anniversary.",
];

interface Guest {
	person: Person;
	id: string;
	slots: number[];
	/** Which of the optional members this person has. */
	rng: Rng;
}

interface PricedSlot {
	slot: Slot;
	id: string;
	occupancy: number;
	revenue: number;
	tax: number;
	fee: number;
}

/** How much of a record is wanted: rows without people and invoices are cheap. */
export type Depth = "full" | "summary" | "rates";

export function rezstreamRecord(tenant: RezstreamTenant, index: number, depth: Depth = "full"): JsonObject {
	const { table } = tenant;
	const overlay = tenant.overlays.get(index) ?? {};
	const slots = priceSlots(tenant, index);
	const arrival = table.at(table.arrival, index);
	const record: JsonObject = {
		id: tenant.recordId(index),
		version: table.at(table.version, index),
		status: STATUS_TEXT[table.at(table.status, index)] as string,
		madeAt: ticksToText(msToTicks(table.at(table.bookedMs, index))),
		updatedAt: ticksToText(table.at(table.updated, index)),
		arrival: dayToText(arrival),
		departure: dayToText(arrival + table.at(table.nights, index)),
		ingestionSource: SOURCE_TEXT[CHANNELS[table.at(table.channel, index)] as (typeof CHANNELS)[number]],
	};
	if (depth === "rates") {
		record.unitAssignments = slots.map((slot) => assignmentRow(tenant, index, slot));
		return overlaid(record, overlay);
	}
	const cancelledMs = table.at(table.cancelledMs, index);
	const people = index === tenant.bigGroup ? bigGroupPeople(tenant, index) : namePeople(tenant, index, slots, overlay);
	const invoices = makeInvoices(tenant, index, slots, people, overlay);
	record.confirmationNumber = `${String.fromCharCode(65 + (tenant.index % 26))}${String(100_000 + index)}`;
	if (cancelledMs > 0) record.cancelledAt = ticksToText(msToTicks(cancelledMs));
	if (index === tenant.bigGroup) record.groupName = BIG_GROUP_NAME;
	record.notes = noteText(tenant, index, overlay);
	record.unitAssignments = slots.map((slot, i) => ({
		...assignmentRow(tenant, index, slot),
		personIds: people.filter((guest) => guest.slots.includes(i)).map((guest) => guest.id),
		invoiceIds: invoices.filter(({ slotNumbers }) => slotNumbers.includes(i)).map(({ id }) => id),
	}));
	if (depth === "full") {
		record.people = people.map((guest, i) => personRow(guest, i === 0, overlay));
		record.invoices = invoices.map(({ row }) => row);
	}
	return overlaid(record, overlay);
}

function overlaid(record: JsonObject, overlay: Overlay): JsonObject {
	return overlay.patch ? (mergeJson(record, overlay.patch) as JsonObject) : record;
}

function priceSlots(tenant: RezstreamTenant, index: number): PricedSlot[] {
	const scale = tenant.moneyScale;
	return tenant.table.slots(index).map((slot, i) => {
		const rng = new Rng(hash(tenant.key, index, i, 51));
		const { adults, children } = party(rng);
		const nightly = tenant.unitTypes[slot.bookedType]?.nightly ?? 1_000_000;
		const revenue = roundUnits(nightly * slot.nights * (0.8 + rng.next() * 0.5), scale);
		const occupancy = index === tenant.bigGroup ? bigGroupShare(i) : adults + children;
		return {
			slot,
			id: tenant.part(GuidKind.assignment, index, i),
			occupancy,
			revenue,
			tax: roundUnits(revenue * 0.1025, scale),
			fee: rng.chance(0.6) ? 450_000 : 0,
		};
	});
}

function assignmentRow(tenant: RezstreamTenant, index: number, priced: PricedSlot): JsonObject {
	const { slot } = priced;
	const arrival = tenant.table.at(tenant.table.arrival, index) + slot.offset;
	const bookedType = tenant.unitTypes[slot.bookedType];
	const unit = slot.unit < 0 ? undefined : tenant.units[slot.unit];
	const type = unit ? tenant.unitTypes[unit.typeIndex] : bookedType;
	const amount = (units: number) => new Dec(units, tenant.moneyScale);
	return {
		id: priced.id,
		arrival: dayToText(arrival),
		departure: dayToText(arrival + slot.nights),
		nights: slot.nights,
		// Absent while no unit is assigned (PROVIDERS.md 1.10).
		unitId: unit?.id,
		unitTypeId: type?.id,
		propertyId: tenant.properties[type?.propertyIndex ?? 0]?.id,
		rateId: bookedType?.rateIds[index % 3 === 0 ? 1 : 0],
		ratePlanId: bookedType?.id,
		occupancyCount: priced.occupancy,
		rentalRevenue: amount(priced.revenue),
		rentalTax: amount(priced.tax),
		rentalFee: amount(priced.fee),
	};
}

/** 60 units of four and 20 of three make 300 people. */
const bigGroupShare = (slot: number) => (slot < 60 ? 4 : 3);

function bigGroupPeople(tenant: RezstreamTenant, index: number): Guest[] {
	const guests: Guest[] = [];
	for (let slot = 0; slot < BIG_GROUP_UNITS; slot++) {
		for (let i = 0; i < bigGroupShare(slot); i++) {
			const n = guests.length;
			const guest = makeGuest(tenant, index, n, slot, slot % 3 === 0 ? "Lindqvist" : undefined);
			if (n === 0) guest.person = { ...guest.person, firstName: "Astrid" };
			guests.push(guest);
		}
	}
	// Four people change rooms in mid-stay and so belong to two assignments.
	for (const n of [7, 42, 133, 250]) guests[n]?.slots.push((n * 3) % BIG_GROUP_UNITS);
	return guests.slice(0, BIG_GROUP_PEOPLE);
}

function namePeople(tenant: RezstreamTenant, index: number, slots: PricedSlot[], overlay: Overlay): Guest[] {
	const rng = new Rng(hash(tenant.key, index, 52));
	const isGroup = (tenant.table.at(tenant.table.flags, index) & Flag.group) !== 0;
	const familyName =
		isGroup && rng.chance(0.4) ? personOf(hash(tenant.key, index, 53), plainNames).lastName : undefined;
	const guests: Guest[] = [];
	const split = slots.length === 2 && (slots[1]?.slot.offset ?? 0) === slots[0]?.slot.nights;
	for (const [i, { occupancy }] of slots.entries()) {
		if (split && i === 1) break;
		// Some rooms of a group have no names yet, some only the booker's.
		if (i > 0 && rng.chance(0.08)) continue;
		const named = rng.chance(0.55) ? occupancy : 1;
		for (let n = 0; n < named; n++) guests.push(makeGuest(tenant, index, guests.length, i, familyName));
	}
	for (let n = 0; n < (overlay.people ?? 0); n++) guests.push(makeGuest(tenant, index, guests.length, 0, familyName));
	if (split) for (const guest of guests) guest.slots.push(1);
	return guests;
}

const plainNames = { hostileShare: 0, canaryPii: false };

function makeGuest(tenant: RezstreamTenant, index: number, n: number, slot: number, familyName?: string): Guest {
	const number = hash(tenant.key, index, n, 54);
	return {
		person: personOf(number, { familyName, hostileShare: 0.006, canaryPii: tenant.canaryPii }),
		id: tenant.part(GuidKind.person, index, n),
		slots: [slot],
		rng: new Rng(hash(number, 55)),
	};
}

/** Every member but the id may be absent; a mobile may equal the phone, differ, or be missing (PROVIDERS.md 1.8). */
function personRow(guest: Guest, isPrimary: boolean, overlay: Overlay): JsonObject {
	const { person } = guest;
	const rng = guest.rng;
	const edited = isPrimary ? (overlay.contact ?? 0) : 0;
	const hasEmail = rng.chance(isPrimary ? 0.9 : 0.3);
	const hasPhone = rng.chance(isPrimary ? 0.8 : 0.2);
	const mobile = rng.next();
	const hasAddress = rng.chance(isPrimary ? 0.6 : 0.1);
	const hasMobile = edited > 0 ? edited % 2 === 1 : mobile < (isPrimary ? 0.55 : 0.25);
	return {
		id: guest.id,
		isPrimary,
		firstName: person.firstName,
		lastName: !isPrimary && rng.chance(0.02) ? undefined : person.lastName,
		email: hasEmail ? person.email : undefined,
		phone: hasPhone ? person.phone : undefined,
		mobilePhone: hasMobile ? (mobile < 0.12 && hasPhone ? person.phone : person.mobilePhone) : undefined,
		address: hasAddress
			? {
					street: person.street,
					city: person.home.city,
					region: person.home.region,
					postalCode: person.home.postalCode || undefined,
					country: person.home.country,
				}
			: undefined,
	};
}

interface Invoice {
	id: string;
	slotNumbers: number[];
	row: JsonObject;
}

function makeInvoices(
	tenant: RezstreamTenant,
	index: number,
	slots: PricedSlot[],
	guests: Guest[],
	overlay: Overlay,
): Invoice[] {
	const rng = new Rng(hash(tenant.key, index, 56));
	const isBig = index === tenant.bigGroup;
	const count = isBig ? BIG_GROUP_INVOICES : Math.max(rng.chance(0.08) ? 2 : 1, Math.ceil(slots.length / 4));
	const invoices: Invoice[] = [];
	for (let n = 0; n < count; n++) {
		const mine = slots.map((_, i) => i).filter((i) => i % count === n);
		// A second bill for a single room carries the extras; a few rooms of a group hang on two bills.
		if (mine.length === 0) mine.push(0);
		if (slots.length > 3 && n > 0 && rng.chance(0.2)) mine.push((n - 1) % slots.length);
		invoices.push(
			makeInvoice({ tenant, index, n, count, slotNumbers: [...new Set(mine)], slots, guests, overlay, rng }),
		);
	}
	return invoices;
}

interface InvoicePlan {
	tenant: RezstreamTenant;
	index: number;
	/** Number of this bill among the `count` bills of the reservation. */
	n: number;
	count: number;
	slotNumbers: number[];
	slots: PricedSlot[];
	guests: Guest[];
	overlay: Overlay;
	rng: Rng;
}

function makeInvoice({ tenant, index, n, count, slotNumbers, slots, guests, overlay, rng }: InvoicePlan): Invoice {
	const scale = tenant.moneyScale;
	const items: JsonObject[] = [];
	let total = 0;
	const put = (type: string, description: string, units: number, assignment?: string) => {
		total += units;
		items.push({ type, description, amount: new Dec(units, scale), unitAssignmentId: assignment });
	};
	for (const i of slotNumbers) {
		const priced = slots[i] as PricedSlot;
		// A room is charged on its home bill; another bill it hangs on carries only extras for it.
		if (i % count !== n) {
			put("extra", "Minibar", rng.between(1, 6) * 75_000, priced.id);
			continue;
		}
		put("rental", `Room, ${priced.slot.nights} nights`, priced.revenue, priced.id);
		put("tax", "Lodging tax", priced.tax, priced.id);
		if (priced.fee > 0) put("fee", "Cleaning fee", priced.fee, priced.id);
	}
	if (rng.chance(0.25) || items.length === 0)
		put("extra", "Breakfast", rng.between(2, 9) * 125_000, slots[slotNumbers[0] ?? 0]?.id);
	if (rng.chance(0.1)) put("discount", "Returning guest", -roundUnits(Math.max(total, 0) * 0.1, scale));
	for (let extra = 0; extra < (n === 0 ? (overlay.extras ?? 0) : 0); extra++)
		put("extra", "Late check-out", 350_000, slots[slotNumbers[0] ?? 0]?.id);
	const isCancelled = tenant.table.at(tenant.table.cancelledMs, index) > 0;
	if (isCancelled)
		put("cancellation", "Cancelled, free of charge", -roundUnits(total * (rng.chance(0.7) ? 1 : 0.5), scale));

	let paid = paidPart(rng, total, scale, isCancelled);
	for (let i = 0; i < (overlay.paid ?? 0); i++) paid += roundUnits((total - paid) / 2, scale);
	const payers = guests.filter((guest) => guest.slots.some((slot) => slotNumbers.includes(slot)));
	const payer = n === 0 ? guests[0] : (payers[0] ?? guests[0]);
	return {
		id: tenant.part(GuidKind.invoice, index, n),
		slotNumbers,
		row: {
			id: tenant.part(GuidKind.invoice, index, n),
			number: `${1000 + (index % 9000)}-${n + 1}`,
			personId: payer?.id,
			unitAssignmentIds: slotNumbers.map((i) => slots[i]?.id) as Json[],
			items,
			total: new Dec(total, scale),
			paid: new Dec(paid, scale),
			balance: new Dec(total - paid, scale),
		},
	};
}

/** Paid in full, in part, not at all, or too much (a negative balance). */
function paidPart(rng: Rng, total: number, scale: number, isCancelled: boolean): number {
	const at = rng.next();
	if (isCancelled) return at < 0.8 ? total : roundUnits(1_000_000, scale);
	if (at < 0.42) return total;
	if (at < 0.75) return roundUnits(total * 0.3, scale);
	if (at < 0.95) return 0;
	return total + 500_000;
}

function noteText(tenant: RezstreamTenant, index: number, overlay: Overlay): string | undefined {
	if (index === tenant.bigGroup) return `Group: ${BIG_GROUP_NAME}. Rooming list by the choir office.`;
	const rng = new Rng(hash(tenant.key, index, 57, overlay.notes ?? 0));
	if (!overlay.notes && !rng.chance(0.2)) return undefined;
	return `${rng.pick(NOTES)}${tenant.canaryPii ? " CANARYPII_note" : ""}`;
}
