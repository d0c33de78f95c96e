/** A rezStream reservation as the API serves it, made on request (PROVIDERS.md 1.8 published, 1.10 assumed). */
import type { Overlay } from "./account";
import { BIG_GROUP_NAME } from "./big-group";
import { dayToText, msToTicks, ticksToText } from "./dates";
import { CHANNELS } from "./distribution";
import { Dec, type JsonObject, mergeJson } from "./json-text";
import { hash, Rng } from "./random";
import { makeInvoices, type PricedSlot, priceSlots } from "./rezstream-invoices";
import { bigGroupPeople, namePeople, personRow } from "./rezstream-people";
import type { RezstreamTenant } from "./rezstream-tenant";

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

function noteText(tenant: RezstreamTenant, index: number, overlay: Overlay): string | undefined {
	if (index === tenant.bigGroup) return `Group: ${BIG_GROUP_NAME}. Rooming list by the choir office.`;
	const rng = new Rng(hash(tenant.key, index, 57, overlay.notes ?? 0));
	if (!overlay.notes && !rng.chance(0.2)) return undefined;
	return `${rng.pick(NOTES)}${tenant.canaryPii ? " CANARYPII_note" : ""}`;
}
