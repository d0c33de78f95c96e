/** OwnerRez records as API v2 serves them, made on request (PROVIDERS.md 2.7). Absent members are left out, never null (2.4). */
import type { Overlay } from "./account";
import { dayToText, msToSecondsText, ticksToMs } from "./dates";
import { CHANNELS, party } from "./distribution";
import { Dec, type JsonObject, mergeJson, roundUnits } from "./json-text";
import { personOf } from "./names";
import type { OwnerrezUser } from "./ownerrez-user";
import { hash, Rng } from "./random";
import { Kind, Status } from "./table";

const KIND_TEXT = ["booking", "block", "quote_hold", "linked_availability", "owner"] as const;
const ONLINE_SITES = ["Airbnb", "Airbnb", "Vrbo", "Booking.com"] as const;
const TAGS: Record<string, string | undefined> = {
	group: "group",
	offline_agent: "travel agent",
	corporate: "corporate",
};

export interface BookingIncludes {
	charges?: boolean;
	tags?: boolean;
	fields?: boolean;
	guest?: boolean;
	doorCodes?: boolean;
	cancellationPolicy?: boolean;
	agreements?: boolean;
}

interface Bill {
	scale: number;
	charges: { type: string; description: string; units: number; rate?: Dec; percent?: boolean }[];
	total: number;
	paid: number;
	refunded: number;
	hostFees: number;
}

function statusText(user: OwnerrezUser, index: number): string {
	const status = user.table.at(user.table.status, index);
	return status === Status.cancelled ? "canceled" : status === Status.tentative ? "pending" : "active";
}

export function ownerrezBooking(user: OwnerrezUser, index: number, includes: BookingIncludes = {}): JsonObject {
	const { table } = user;
	const rng = new Rng(hash(user.key, index, 61));
	const overlay = user.overlays.get(index) ?? {};
	const kind = table.at(table.kind, index);
	const unit = table.firstUnit(index);
	const property = user.properties[unit];
	const arrival = table.at(table.arrival, index);
	const channel = CHANNELS[table.at(table.channel, index)] as (typeof CHANNELS)[number];
	const isStay = user.hasGuest(index);
	const { adults, children } = party(rng);
	const bookedText = msToSecondsText(table.at(table.bookedMs, index));
	const cancelledMs = table.at(table.cancelledMs, index);
	const site = kind === Kind.booking && channel === "online_agency" ? rng.pick(ONLINE_SITES) : undefined;
	const record: JsonObject = {
		id: Number(user.recordId(index)),
		type: KIND_TEXT[kind] as string,
		is_block: !isStay,
		status: statusText(user, index),
		property_id: property?.id,
		property: property ? { id: property.id, name: property.name } : undefined,
		arrival: dayToText(arrival),
		departure: dayToText(arrival + table.at(table.nights, index)),
		check_in: "16:00",
		check_in_end: "22:00",
		check_out: "10:00",
		booked_utc: isStay ? bookedText : undefined,
		created_utc: bookedText,
		updated_utc: msToSecondsText(ticksToMs(table.at(table.updated, index))),
		canceled_utc: cancelledMs > 0 ? msToSecondsText(cancelledMs) : undefined,
		listing_site: site,
	};
	if (kind === Kind.quoteHold || statusText(user, index) === "pending") {
		record.pending_until_utc = msToSecondsText(table.at(table.bookedMs, index) + 2 * 86_400_000);
	}
	if (isStay) addStay(record, user, index, { rng, adults, children, site, overlay, includes });
	else record.title = blockTitle(kind, rng);
	const notes = bookingNotes(user, index, rng, overlay);
	if (notes) record.notes = notes;
	if (includes.tags && TAGS[channel] && kind === Kind.booking) record.tags = [{ name: TAGS[channel] }];
	if (includes.fields) record.fields = index % 9 === 0 ? [{ code: "BFSOURCE", value: "Newsletter" }] : [];
	if (includes.doorCodes && isStay)
		record.door_codes = [{ code: String(1000 + (index % 9000)), lock_names: "Front door" }];
	if (includes.cancellationPolicy) record.cancellation_policy_description = "Full refund until 30 days before arrival.";
	if (includes.agreements) record.agreements = [];
	return overlay.patch ? (mergeJson(record, overlay.patch) as JsonObject) : record;
}

interface StayParts {
	rng: Rng;
	adults: number;
	children: number;
	site: string | undefined;
	overlay: Overlay;
	includes: BookingIncludes;
}

function addStay(record: JsonObject, user: OwnerrezUser, index: number, parts: StayParts): void {
	const { rng, adults, children, site, includes } = parts;
	const guest = user.guestOf(index);
	const person = guestPerson(user, guest);
	const bill = billOf(user, index);
	const amount = (units: number) => new Dec(units, bill.scale);
	const property = user.properties[user.table.firstUnit(index)];
	record.guest_id = user.guestId(guest);
	if (includes.guest) {
		record.guest = { id: user.guestId(guest), first_name: person.firstName, last_name: person.lastName };
	}
	record.adults = adults;
	record.children = children;
	record.infants = children > 0 && rng.chance(0.2) ? 1 : 0;
	record.pets = rng.chance(0.06) ? 1 : 0;
	record.currency_code = property?.currency;
	record.total_amount = amount(bill.total);
	record.total_owed = amount(bill.total - bill.paid + bill.refunded);
	record.total_paid = amount(bill.paid);
	record.total_refunded = amount(bill.refunded);
	record.total_host_fees = amount(bill.hostFees);
	// Some channels give no code (PROVIDERS.md 2.7).
	if (site === "Airbnb") {
		record.platform_reservation_number = `HM${hash(user.key, index, 62).toString(36).toUpperCase().padStart(8, "0").slice(0, 8)}`;
		record.platform_email_address = `relay-${index}${user.canaryPii ? "-CANARYPII_relay" : ""}@guest.airbnb.example`;
	} else if (site === "Booking.com") {
		record.platform_reservation_number = String(1_000_000_000 + (hash(user.key, index, 63) % 900_000_000));
	}
	if (includes.charges) {
		record.charges = bill.charges.map((charge, i) => ({
			type: charge.type,
			amount: amount(charge.units),
			description: charge.description,
			rate: charge.rate,
			rate_is_percent: charge.percent,
			is_taxable: charge.type !== "tax",
			is_channel_managed: site !== undefined,
			is_commission_all: false,
			is_expense_all: false,
			owner_amount: amount(charge.type === "rent" ? roundUnits(charge.units * 0.8, bill.scale) : 0),
			position: i + 1,
		}));
	}
}

function blockTitle(kind: number, rng: Rng): string {
	if (kind === Kind.quoteHold) return "Hold for quote";
	if (kind === Kind.linked) return "Linked availability";
	return rng.pick(["Maintenance", "Hold for neighbour", "Deep clean", "Roof repair", "Family – the Parkers"]);
}

function bookingNotes(user: OwnerrezUser, index: number, rng: Rng, overlay: Overlay): string | undefined {
	const slot = user.table.slots(index)[0];
	const moved = slot && slot.unit !== slot.bookedType ? `Moved from ${user.properties[slot.bookedType]?.name}. ` : "";
	const extra = overlay.notes
		? `Called ${overlay.notes}×, prefers text. `
		: rng.chance(0.1)
			? "Asked for early check-in. "
			: "";
	const text = `${moved}${extra}`.trim();
	return text === "" ? undefined : `${text}${user.canaryPii ? " CANARYPII_note" : ""}`;
}

function billOf(user: OwnerrezUser, index: number): Bill {
	const { table } = user;
	const rng = new Rng(hash(user.key, index, 64));
	const overlay = user.overlays.get(index) ?? {};
	const unit = table.firstUnit(index);
	const scale = user.moneyScale(unit);
	const isOwner = table.at(table.kind, index) === Kind.owner;
	const nightly = user.properties[unit]?.nightly ?? 1_000_000;
	const nights = table.at(table.nights, index);
	const rent = isOwner ? 0 : roundUnits(nightly * nights * (0.85 + rng.next() * 0.4), scale);
	const charges: Bill["charges"] = [{ type: "rent", description: `${nights} nights`, units: rent }];
	const cleaning = roundUnits(nightly * 0.6, scale);
	charges.push({ type: "surcharge", description: "Cleaning", units: cleaning });
	if (!isOwner) {
		const tax = roundUnits(rent * 0.0725, scale);
		charges.push({ type: "tax", description: "Occupancy tax", units: tax, rate: new Dec(72_500, 2), percent: true });
	}
	for (let i = 0; i < (overlay.extras ?? 0); i++) {
		charges.push({ type: "surcharge", description: "Firewood", units: roundUnits(nightly * 0.1, scale) });
	}
	const total = charges.reduce((sum, charge) => sum + charge.units, 0);
	const at = rng.next();
	let paid = at < 0.55 ? total : at < 0.85 ? roundUnits(total * 0.3, scale) : 0;
	for (let i = 0; i < (overlay.paid ?? 0); i++) paid += roundUnits((total - paid) / 2, scale);
	const isCancelled = table.at(table.cancelledMs, index) > 0;
	const refunded = isCancelled && rng.chance(0.8) ? paid : 0;
	return { scale, charges, total, paid, refunded, hostFees: roundUnits(total * 0.03, scale) };
}

function guestPerson(user: OwnerrezUser, guest: number) {
	return personOf(hash(user.key, guest, 65), user.people);
}

/** Guests carry no stamp; entries may lack a type and all be non-default (PROVIDERS.md 2.7). */
export function ownerrezGuest(user: OwnerrezUser, guest: number, includes: BookingIncludes = {}): JsonObject {
	const rng = new Rng(hash(user.key, guest, 66));
	const person = guestPerson(user, guest);
	const edits = user.guestEdits.get(guest) ?? 0;
	const id = user.guestId(guest);
	const typed = rng.chance(0.8);
	const phones: JsonObject[] = [];
	if (rng.chance(0.7))
		phones.push({ id: id * 2, number: person.phone, is_default: typed, type: typed ? "home" : undefined });
	if (edits > 0 ? edits % 2 === 1 : rng.chance(0.5)) {
		phones.push({ id: id * 2 + 1, number: person.mobilePhone, is_default: false, type: "mobile" });
	}
	const record: JsonObject = {
		id,
		first_name: person.firstName,
		last_name: person.lastName,
		is_banned: false,
		opt_out_marketing: rng.chance(0.2),
		email_addresses: rng.chance(0.9)
			? [{ id: id * 2, address: person.email, is_default: typed, type: typed ? "home" : undefined }]
			: [],
		phones,
		addresses: rng.chance(0.6)
			? [
					{
						id: id * 2,
						street1: person.street,
						city: person.home.city,
						state: person.home.region,
						postal_code: person.home.postalCode || undefined,
						country: person.home.countryText,
						is_default: true,
						type: "home",
					},
				]
			: [],
	};
	if (includes.tags) record.tags = [];
	if (includes.fields) record.fields = [];
	return record;
}

/** Payments of one booking; ids are the booking's id with a digit behind. */
export function ownerrezPayments(user: OwnerrezUser, index: number): JsonObject[] {
	if (!user.hasGuest(index)) return [];
	const bill = billOf(user, index);
	if (bill.paid === 0) return [];
	const rng = new Rng(hash(user.key, index, 67));
	const parts = rng.chance(0.3) ? 2 : 1;
	const bookingId = Number(user.recordId(index));
	const first = parts === 2 ? roundUnits(bill.paid * 0.3, bill.scale) : bill.paid;
	const amounts = parts === 2 ? [first, bill.paid - first] : [first];
	const from = user.table.at(user.table.bookedMs, index);
	const until = Math.max(from, ticksToMs(user.table.at(user.table.updated, index)));
	return amounts.map((units, i) => ({
		id: bookingId * 10 + i,
		booking_id: bookingId,
		amount: new Dec(units, bill.scale),
		type: rng.pick(["credit_card", "channel", "bank_transfer", "check"]),
		total_fees: new Dec(roundUnits(units * 0.029, bill.scale), bill.scale),
		collected_utc: msToSecondsText(i === 0 ? from : until),
		is_deposited: true,
		deposits: [{ id: bookingId * 10 + i }],
	}));
}

export function ownerrezRefunds(user: OwnerrezUser, index: number): JsonObject[] {
	if (!user.hasGuest(index)) return [];
	const bill = billOf(user, index);
	if (bill.refunded === 0) return [];
	const bookingId = Number(user.recordId(index));
	return [
		{
			id: bookingId * 10 + 7,
			booking_id: bookingId,
			amount: new Dec(bill.refunded, bill.scale),
			paid_utc: msToSecondsText(user.table.at(user.table.cancelledMs, index)),
		},
	];
}

/** Fees carry no date at all (PROVIDERS.md 2.7). */
export function ownerrezFees(user: OwnerrezUser, index: number): JsonObject[] {
	return ownerrezPayments(user, index).map((payment) => ({
		id: Number(payment.id) + 20_000_000_000,
		booking_id: payment.booking_id,
		payment_id: payment.id,
		amount: payment.total_fees,
		description: "Processing fee",
	}));
}

export function ownerrezDeposits(user: OwnerrezUser, index: number): JsonObject[] {
	return ownerrezPayments(user, index).map((payment) => ({
		id: payment.id,
		booking_id: payment.booking_id,
		amount: payment.amount,
		deposited_utc: payment.collected_utc,
	}));
}
