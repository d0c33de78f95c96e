/** The words that only a record itself needs: what a kind means, kinds of money lines and phones. */
import type { z } from "zod";
import type { moneyLineKind, phone, ReservationKind } from "./reservations";

/** One sentence each, for whoever meets the word for the first time. */
export const KIND_EXPLANATIONS: Record<ReservationKind, string> = {
	stay: "Guests sleep here.",
	owner_stay: "The owner sleeps here.",
	block: "The unit cannot be booked; nobody stays.",
	quote_hold: "Held for a quote that is not booked yet.",
	linked_block: "Blocked because a linked unit is taken.",
	unknown: "The provider uses a kind that Rezdeck does not know.",
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
