import type { DateField, ReservationKind, ReservationStatus } from "./reservations";

export const KIND_LABELS: Record<ReservationKind, string> = {
	stay: "Stay",
	owner_stay: "Owner stay",
	block: "Block",
	quote_hold: "Hold",
	linked_block: "Linked block",
	unknown: "Other",
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
