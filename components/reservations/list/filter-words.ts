/** The words of the filter bar. */
import { DATE_FIELD_LABELS, KIND_LABELS, STATUS_LABELS } from "@/lib/shared/reservation-labels";
import { dateField, type ReservationSort, reservationKind, reservationStatus } from "@/lib/shared/reservations";

export interface Choice {
	value: string;
	label: string;
}

export const DATE_FIELDS: readonly Choice[] = dateField.options.map((value) => ({
	value,
	label: DATE_FIELD_LABELS[value],
}));
export const STATUSES: readonly Choice[] = reservationStatus.options.map((value) => ({
	value,
	label: STATUS_LABELS[value],
}));
export const KINDS: readonly Choice[] = reservationKind.options.map((value) => ({ value, label: KIND_LABELS[value] }));

export const SORTS: readonly { value: ReservationSort; label: string }[] = [
	{ value: "arrival", label: "Arrival, earliest first" },
	{ value: "-arrival", label: "Arrival, latest first" },
	{ value: "departure", label: "Departure, earliest first" },
	{ value: "-departure", label: "Departure, latest first" },
	{ value: "-booked", label: "Booked, newest first" },
	{ value: "booked", label: "Booked, oldest first" },
	{ value: "-updated", label: "Updated, newest first" },
	{ value: "updated", label: "Updated, oldest first" },
	{ value: "guest", label: "Guest, A to Z" },
	{ value: "-guest", label: "Guest, Z to A" },
];
