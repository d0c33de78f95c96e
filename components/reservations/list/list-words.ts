/** The words of the list beside its filters: its head, its columns, what a search found. */
import type { ListColumn } from "@/lib/shared/list-columns";
import type { SearchHit } from "@/lib/shared/reservations";
import { count } from "../stay-words";

export const COLUMN_LABELS: Record<ListColumn, string> = {
	guest: "Guest",
	stay: "Stay",
	nights: "Nights",
	units: "Units",
	people: "People",
	status: "Status",
	balance: "Balance",
	channel: "Channel",
	tenant: "Tenant",
	updated: "Updated",
	number: "Number",
	booked: "Booked",
};

/** What a search found beside the guest's name: "matches phone …2030". */
export const HIT_LABELS: Record<Exclude<SearchHit["field"], "guest">, string> = {
	number: "number",
	unit: "unit",
	title: "title",
	person: "person",
	email: "e-mail",
	phone: "phone",
	channel: "channel's number",
	id: "provider's id",
};

/** The list itself: its head and its rows. */
export const LIST_WORDS = {
	oneUnit: "one unit",
	loadingReservations: "Loading reservations",
	reservations: "Reservations",
	reservationsOf: (name: string) => `Reservations of ${name}`,
	atLeast: (total: string) => `${total}+ reservations`,
	reservationCount: (total: number) => count(total, "reservation", "reservations"),
	clearFilters: "Clear filters",
	asOf: "As of",
	noReadingYet: "no reading yet",
	loading: "Loading",
	notRefreshed: (failed: string) => `Not refreshed: ${failed}`,
	sortBy: "Sort by",
	selectAllLoadedRows: "Select all loaded rows",
	select: (row: string) => `Select ${row}`,
	peekAt: (row: string) => `Peek at ${row}`,
	peekSpace: "Peek (Space)",
	notGiven: "not given",
	nightsNotGiven: "nights not given",
	nights: "nights",
	withoutUnit: (units: number) => `${units} without unit ·`,
	/** After their number. */
	people: (people: number) => (people === 1 ? "person" : "people"),
	noPeopleGiven: "no people given",
	conflicts: (words: string) => `Conflicts: ${words}`,
	columnsAndDensity: "Columns and density",
	columns: "Columns",
	export: "Export",
	loadingMore: "Loading more",
	loadMore: "Load more",
	matches: (value: string) => `matches ${value}`,
} as const;
