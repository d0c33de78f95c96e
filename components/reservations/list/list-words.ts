/** The words of the list beside its filters: columns, views, selection, what a search found. */
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

export const SIMILAR_NOTICE = {
	title: "Nothing matches exactly",
	text: (q: string) => `These resemble “${q}”. Check the spelling, or type less of it.`,
};

export const SELECTION_WORDS = {
	region: "Selected reservations",
	selected: (count: number) => `${count.toLocaleString("en")} selected`,
	allSelected: (total: string) => `All ${total} matching selected`,
	selectAll: (total: string) => `Select all ${total} matching`,
	export: "Export",
	feed: "Calendar feed…",
	tooMany: (max: number) => `Select at most ${max} rows, or all that match, to export them`,
	print: "Print",
	printLoaded: "Prints the rows loaded so far",
	flag: "Flag",
	flagged: (count: number) => (count === 1 ? "1 reservation flagged" : `${count} reservations flagged`),
	undo: "Undo",
	clear: "Clear selection",
};

export const EXPORT_FORMATS: readonly { format: "csv" | "xlsx" | "ics"; label: string }[] = [
	{ format: "xlsx", label: "Excel (XLSX)" },
	{ format: "csv", label: "CSV" },
	{ format: "ics", label: "Calendar (iCal)" },
];

export const PRINT_WORDS = {
	asOf: "As of",
	notGiven: "not given",
	printed: "Printed",
	/** Between the choices of one filter. */
	or: " or ",
	from: (field: string, day: string) => `${field} from ${day}`,
	until: (field: string, day: string) => `${field} until ${day}`,
	filters: "Filters",
	none: "none",
	selected: (count: number) => `${count.toLocaleString("en")} selected reservations`,
	loaded: (count: number, total: string) => `the first ${count.toLocaleString("en")} of ${total} reservations`,
	all: (count: number) => (count === 1 ? "1 reservation" : `${count.toLocaleString("en")} reservations`),
};

/** How high the rows are. */
export const DENSITY_WORDS = { comfortable: "comfortable", compact: "compact" } as const;

/** The list itself: its head, its rows, its columns menu. */
export const LIST_WORDS = {
	oneUnit: "one unit",
	loadingReservations: "Loading reservations",
	reservations: "Reservations",
	reservationsOf: (name: string) => `Reservations of ${name}`,
	ownCalendars: "Dates are in each tenant's own calendar.",
	zoneUnknown: "This tenant's time zone is not known; its dates are read in UTC.",
	tenantCalendar: (timeZone: string) => `Dates are in this tenant's calendar (${timeZone}).`,
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
	rows: "Rows",
	narrowWindow: "A narrow window shows fewer of them.",
	defaultColumns: "Default columns",
	moveUp: (label: string) => `Move ${label} up`,
	moveDown: (label: string) => `Move ${label} down`,
	matches: (value: string) => `matches ${value}`,
} as const;
