/** The words for kinds, statuses, date fields and money lines, wherever a person reads them. */
import type { z } from "zod";
import type { DateField, moneyLineKind, phone, ReservationKind, ReservationStatus } from "./reservations";

export const KIND_LABELS: Record<ReservationKind, string> = {
	stay: "Stay",
	owner_stay: "Owner stay",
	block: "Block",
	quote_hold: "Hold",
	linked_block: "Linked block",
	unknown: "Other",
};

/** One sentence each, for whoever meets the word for the first time. */
export const KIND_EXPLANATIONS: Record<ReservationKind, string> = {
	stay: "Guests sleep here.",
	owner_stay: "The owner sleeps here.",
	block: "The unit cannot be booked; nobody stays.",
	quote_hold: "Held for a quote that is not booked yet.",
	linked_block: "Blocked because a linked unit is taken.",
	unknown: "The provider uses a kind that Rezdeck does not know.",
};

export const STATUS_LABELS: Record<ReservationStatus, string> = {
	confirmed: "Confirmed",
	pending: "Pending",
	cancelled: "Cancelled",
	unknown: "Status unknown",
};

/** What the dates of a filter are about. */
export const DATE_FIELD_LABELS: Record<DateField, string> = {
	stay: "Staying",
	arrival: "Arriving",
	departure: "Departing",
	in_house: "In house",
	stayover: "Staying over",
	booked: "Booked",
	updated: "Updated",
	cancelled: "Cancelled",
};

export const MONEY_LINE_LABELS: Record<z.infer<typeof moneyLineKind>, string> = {
	rent: "Rent",
	tax: "Tax",
	fee: "Fee",
	surcharge: "Surcharge",
	payment: "Payment",
	refund: "Refund",
	deposit: "Deposit",
	other: "Other",
};

export const PHONE_LABELS: Record<z.infer<typeof phone>["kind"], string> = {
	mobile: "Mobile",
	phone: "Phone",
	home: "Home",
	work: "Work",
	other: "Other phone",
};
