/** Prices of assignments, and the invoices they end up on (PROVIDERS.md 1.8, 1.10). */
import type { Overlay } from "./account";
import { BIG_GROUP_INVOICES, bigGroupShare } from "./big-group";
import { party } from "./distribution";
import { Dec, type Json, type JsonObject, roundUnits } from "./json-text";
import { hash, Rng } from "./random";
import type { Guest } from "./rezstream-people";
import { GuidKind, type RezstreamTenant } from "./rezstream-tenant";
import type { Slot } from "./table";

export interface PricedSlot {
	slot: Slot;
	id: string;
	occupancy: number;
	revenue: number;
	tax: number;
	fee: number;
}

export function priceSlots(tenant: RezstreamTenant, index: number): PricedSlot[] {
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

export interface Invoice {
	id: string;
	slotNumbers: number[];
	row: JsonObject;
}

export function makeInvoices(
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
