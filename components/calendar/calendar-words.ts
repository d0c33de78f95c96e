/** The words of the calendar: its frame, its chart, its table. What a bar says is in bar-words. */
import { countWords, formatCount } from "@/lib/shared/amount-words";
import type { Grouping } from "./chart-lines";

export const MONTH_NAMES = [
	"Jan",
	"Feb",
	"Mar",
	"Apr",
	"May",
	"Jun",
	"Jul",
	"Aug",
	"Sep",
	"Oct",
	"Nov",
	"Dec",
] as const;
/** From Monday. */
export const DAY_LETTERS = ["M", "T", "W", "T", "F", "S", "S"] as const;

export const GROUPING_WORDS: Record<Grouping, string> = {
	tenant: "By tenant",
	property: "By property",
	type: "By unit type",
};

/** Head of the units for which a provider names no property or type. */
export const WITHOUT_WORDS = { property: "Property not given", type: "Unit type not given" } as const;

export const CALENDAR_WORDS = {
	unitCount: (units: number) => countWords(units, "unit"),
	andEmpty: (units: number) => `, ${formatCount(units)} of them empty in these days and not printed`,
	notPrinted: (units: number) =>
		`${countWords(units, "more unit")} not printed. Choose one tenant or fewer days to have all on paper.`,
	notRefreshed: (message: string) => `Not refreshed: ${message}`,
	truncated: "Not everything in these days is drawn",
	truncatedText: "There is too much for one chart. Choose one tenant or fewer days.",
	noUnitsYet: "No units yet",
	noUnitsYetText: "Units appear here as soon as a connected account has been read.",
	asOf: "As of",
	nothingReadYet: "nothing read yet",
	loading: "Loading",
	loadingTheChart: "Loading the chart",
	nothingStandsInTheseDays: "Nothing stands in these days.",
	reservationsByUnit: "Reservations by unit",
	unit: "Unit",
	guest: "Guest",
	stay: "Stay",
	whatItIs: "What it is",
	people: "People",
	open: "Open",
	tenant: "Tenant",
	firstRows: (max: string, rows: string) =>
		`The first ${max} of ${rows}. Choose one tenant or fewer days to see the rest.`,
	noUnitYet: "No unit yet",
	groupOf: (groupSize: number) => `group of ${groupSize} units`,
	overlaps: "Overlaps",
	notGiven: "not given",
	nothing: "nothing",
	backDays: (days: number) => `Back ${days} days`,
	today: "Today",
	forthDays: (days: number) => `Forth ${days} days`,
	goToADate: "Go to a date",
	daysShown: "Days shown",
	days: (zoom: number) => `${zoom} days`,
	unitsInOrder: "Units in order",
	chart: "Chart",
	table: "Table",
	unitsTaken: "Units taken",
	dayLabel: (date: string, occupied: number, units: number, blocked: number) =>
		`${date}: ${occupied} of ${units} units taken${blocked > 0 ? `, ${blocked} blocked` : ""}`,
	dayNotLoaded: (date: string) => `${date}: not loaded yet`,
	notAllDaysLoaded: "Some of these days are still being loaded.",
	overlap: "overlap",
	hold: "hold",
	block: "block",
	owner: "owner",
	legend: "Legend",
	chartLabel:
		"Chart of units and days. Arrow keys move between reservations, Enter opens one. The table view holds the same.",
	noLongerListed: "no longer listed",
	nightsAndPeople: (nights: number, people: number) => `${nights}n${people > 1 ? ` · ${people}p` : ""}`,
} as const;
