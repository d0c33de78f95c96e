/** Wire → canonical for OwnerRez. Pure. */
import "server-only";
import type {
	CanonicalInvoice,
	CanonicalLine,
	CanonicalPerson,
	CanonicalReservation,
	CanonicalUnit,
} from "../canonical";
import { exactSum } from "../exact-sum";
import { NUMBER_PREFIX } from "./config";
import type { WireBooking, WireCharge, WireGuest, WireProperty } from "./schemas";

/** One l in `canceled`; other texts use two (PROVIDERS.md 4.39). */
const STATUS = new Map<string, CanonicalReservation["status"]>([
	["active", "confirmed"],
	["pending", "pending"],
	["canceled", "cancelled"],
	["cancelled", "cancelled"],
]);

/** Types that tell the kind whatever `is_block` says (PROVIDERS.md 2.7, 4.36–4.38). `booking` is not among them. */
const KIND = new Map<string, CanonicalReservation["kind"]>([
	["block", "block"],
	["quote_hold", "quote_hold"],
	["linked_availability", "linked_block"],
	["owner", "owner_stay"],
]);

const LINE_KIND = new Map<string, CanonicalLine["kind"]>([
	["rent", "rent"],
	["tax", "tax"],
	["taxother", "tax"],
	["surcharge", "surcharge"],
	["surchargeother", "surcharge"],
]);

const PHONE_KIND = new Map<string, CanonicalPerson["phones"][number]["kind"]>([
	["home", "home"],
	["work", "work"],
	["mobile", "mobile"],
	["other", "other"],
]);

/** `type` decides; a plain booking that is marked as blocked-off time is a block; a type we do not know stays unknown. */
export function kindOf(type: string | null, isBlock: boolean | null): CanonicalReservation["kind"] {
	const known = KIND.get(type?.toLowerCase() ?? "");
	if (known !== undefined) return known;
	if (isBlock === true) return "block";
	return type?.toLowerCase() === "booking" || (type === null && isBlock === false) ? "stay" : "unknown";
}

export function mapBooking(wire: WireBooking): CanonicalReservation {
	const guest = mapBookingGuest(wire);
	const invoice = mapInvoice(wire, guest?.id ?? null);
	const party = [wire.adults, wire.children].filter((count) => count !== null);
	return {
		remoteId: wire.id,
		entity: "reservation",
		number: `${NUMBER_PREFIX}${wire.id}`,
		kind: kindOf(wire.type, wire.is_block),
		rawKind: wire.type,
		status: STATUS.get(wire.status?.toLowerCase() ?? "") ?? "unknown",
		rawStatus: wire.status,
		arrival: wire.arrival,
		departure: wire.departure,
		checkIn: wire.check_in,
		checkOut: wire.check_out,
		title: wire.title,
		notes: wire.notes,
		channel: wire.listing_site,
		channelCode: wire.platform_reservation_number,
		adults: wire.adults,
		children: wire.children,
		infants: wire.infants,
		pets: wire.pets,
		currency: wire.currency_code,
		total: wire.total_amount,
		paid: wire.total_paid,
		balance: balanceOf(wire),
		bookedAt: wire.booked_utc ?? wire.created_utc,
		updatedAt: wire.updated_utc,
		cancelledAt: wire.canceled_utc,
		version: null,
		providerUrl: null,
		people: guest === null ? [] : [guest],
		assignments: [
			{
				// OwnerRez has one property and one stay per booking (PROVIDERS.md 3).
				id: wire.id,
				unitId: wire.property_id ?? wire.property?.id ?? null,
				unitTypeId: null,
				arrival: wire.arrival,
				departure: wire.departure,
				occupancy: party.length === 0 ? null : party.reduce((sum, count) => sum + count, 0),
				personIds: guest === null ? [] : [guest.id],
				invoiceIds: invoice === null ? [] : [invoice.id],
				// Not split by OwnerRez; the lines of the invoice tell.
				revenue: null,
				tax: null,
				fee: null,
			},
		],
		invoices: invoice === null ? [] : [invoice],
		contactsSeparate: guest !== null,
	};
}

/** A booking carries at most the guest's id and name; contact data is a record of its own (PROVIDERS.md 2.7). */
function mapBookingGuest({ guest, guest_id }: WireBooking): CanonicalPerson | null {
	const id = guest_id ?? guest?.id ?? null;
	if (id === null) return null;
	return {
		id,
		isPrimary: true,
		firstName: guest?.first_name ?? null,
		lastName: guest?.last_name ?? null,
		email: null,
		phones: [],
		address: null,
	};
}

/**
 * What is still to pay. `total_owed` was seen equal to `total_amount` before payment, so it may be the whole price as well as the
 * debt (PROVIDERS.md 4.45) and is not used: the balance is amount − paid + refunded, and unknown unless amount and paid are given.
 */
export function balanceOf(wire: Pick<WireBooking, "total_amount" | "total_paid" | "total_refunded">): string | null {
	if (wire.total_amount === null || wire.total_paid === null) return null;
	return exactSum([wire.total_amount, wire.total_refunded ?? "0"], [wire.total_paid]);
}

/** A booking's own money as one invoice, so that both providers read alike; none where OwnerRez gives no money (blocks). */
function mapInvoice(wire: WireBooking, payerId: string | null): CanonicalInvoice | null {
	if (wire.charges === null && wire.total_amount === null && wire.total_paid === null) return null;
	return {
		id: `booking:${wire.id}`,
		number: null,
		payerId,
		assignmentIds: [wire.id],
		lines: (wire.charges ?? []).map((charge, index) => mapCharge(charge, wire.id, index)),
		total: wire.total_amount,
		paid: wire.total_paid,
		balance: balanceOf(wire),
	};
}

/** Charges have no id of their own; their place in the list stands in. */
function mapCharge(charge: WireCharge, bookingId: string, index: number): CanonicalLine {
	return {
		id: `booking:${bookingId}:${index}`,
		kind: LINE_KIND.get((charge.type ?? "").toLowerCase().replace(/[\s_-]/g, "")) ?? "other",
		rawKind: charge.type,
		description: charge.description,
		amount: charge.amount,
		taxable: charge.is_taxable,
		assignmentId: bookingId,
	};
}

/** A guest's record. All entries may be non-default and untyped (PROVIDERS.md 2.7): then the first one stands. */
export function mapGuest(wire: WireGuest): CanonicalPerson {
	const address = preferred(wire.addresses);
	return {
		id: wire.id,
		isPrimary: true,
		firstName: wire.first_name,
		lastName: wire.last_name,
		email: preferred(wire.email_addresses.filter((email) => email.address !== null))?.address ?? null,
		phones: wire.phones.flatMap(({ number, extension, type }) =>
			number === null
				? []
				: [
						{
							kind: PHONE_KIND.get(type?.toLowerCase() ?? "") ?? "phone",
							number: extension === "" ? number : `${number} ext. ${extension}`,
						},
					],
		),
		address:
			address === undefined
				? null
				: {
						street: [address.street1, address.street2].filter((line) => line !== null).join(", ") || null,
						city: address.city,
						region: address.state ?? address.province,
						postalCode: address.postal_code,
						country: address.country,
					},
	};
}

function preferred<T extends { is_default: boolean | null }>(entries: T[]): T | undefined {
	return entries.find((entry) => entry.is_default === true) ?? entries[0];
}

/** The property is the rentable unit (PROVIDERS.md 3). `position`: its place in the list, its order where OwnerRez gives none. */
export function mapProperty(wire: WireProperty, position: number): CanonicalUnit {
	return {
		remoteId: wire.id,
		name: wire.name ?? wire.id,
		typeId: null,
		typeName: null,
		propertyName: null,
		timeZoneRaw: wire.time_zone,
		maxOccupancy: wire.max_guests,
		currency: wire.currency_code,
		active: wire.active ?? true,
		sortOrder: wire.display_order ?? position,
	};
}

/** A record without its door codes, at any depth: never asked for, never kept (PROVIDERS.md 4.56, S-93). */
export function withoutDoorCodes(raw: unknown): unknown {
	if (Array.isArray(raw)) return raw.map(withoutDoorCodes);
	if (typeof raw !== "object" || raw === null) return raw;
	return Object.fromEntries(
		Object.entries(raw)
			.filter(([name]) => name.toLowerCase().replace(/_/g, "") !== "doorcodes")
			.map(([name, value]) => [name, withoutDoorCodes(value)]),
	);
}
