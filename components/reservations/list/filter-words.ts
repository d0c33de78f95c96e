/** The words of the filter bar. */
import { DATE_FIELD_LABELS, KIND_LABELS, STATUS_LABELS } from "@/lib/shared/reservation-labels";
import type { ReservationSort } from "@/lib/shared/reservations";

export interface Choice {
	value: string;
	label: string;
}

/** In the order in which the words stand. */
function choices(labels: Record<string, string>): readonly Choice[] {
	return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

export const DATE_FIELDS = choices(DATE_FIELD_LABELS);
export const STATUSES = choices(STATUS_LABELS);
export const KINDS = choices(KIND_LABELS);

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

/** What stands around the choices. */
export const FILTER_WORDS = {
	whichDate: "Which date",
	status: "Status",
	kind: "Kind",
	provider: "Provider",
	allProviders: "All providers",
	unit: "Unit",
	allUnits: "All units",
	thisUnit: "This unit",
	filtersWithCount: (count: number) => (count > 0 ? `Filters (${count})` : "Filters"),
	filters: "Filters",
	showReservations: "Show reservations",
	clearAll: "Clear all",
	sortBy: "Sort by",
	moreFilters: "More filters",
	more: "More",
} as const;
