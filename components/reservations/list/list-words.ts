/** The words of the list beside its filters: columns, views, selection, what a search found. */
import type { ListColumn } from "@/lib/shared/list-columns";
import type { SearchHit } from "@/lib/shared/reservations";

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
	filters: "Filters",
	none: "none",
	selected: (count: number) => `${count.toLocaleString("en")} selected reservations`,
	loaded: (count: number, total: string) => `the first ${count.toLocaleString("en")} of ${total} reservations`,
	all: (count: number) => (count === 1 ? "1 reservation" : `${count.toLocaleString("en")} reservations`),
};
