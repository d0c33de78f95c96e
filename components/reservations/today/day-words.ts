/** The words of the day board, and what they say about numbers and rows. Pure. */
import { formatDay } from "@/lib/shared/dates";
import type { DayBoard, DayNews, DayNumbers, DayTenant } from "@/lib/shared/day-board";
import type { DayGroup, DayList } from "@/lib/shared/day-lists";
import { isNegative, isZero } from "@/lib/shared/money";
import type { ReservationRow } from "@/lib/shared/reservations";
import { bounded } from "../reservation-words";
import { count } from "../stay-words";
import { plainDay, TODAY } from "./day-url";

export const DAY_WORDS = {
	previous: "Day before",
	next: "Day after",
	today: "Today",
	goTo: "Go to a date",
	calendar: "Calendar",
	issues: "Issues",
	print: "Print",
	preparing: "Preparing",
	asOf: "As of",
	printed: "Printed",
	notRead: "nothing read yet",
	ownCalendars: "Days are each tenant's own.",
	loading: "Loading the day",
	soFar: "so far",
	nothingToDo: "Nothing to do",
	withoutUnit: "Without unit",
	openOnDeparture: "Open on departure",
	tenant: "Tenant",
	noneSoFar: "None read so far.",
	news: "Since you last looked",
	newsNever: "From when you say so, what is new, changed or cancelled is counted here.",
	tenants: "By tenant",
	order: "Order",
	orderTodo: "Most to do first",
	orderName: "By name",
	onlyBusy: "Only tenants with something on the day",
	quietDay: "No tenant has anybody on this day.",
	allTenants: "All tenants",
	noScope: "No tenant to show",
	notRefreshed: (message: string) => `Not refreshed: ${message}`,
	oneIssue: "1 issue",
	manyIssues: (issues: number) => `${issues} issues`,
	creditBefore: "credit ",
	openBefore: "open ",
	andPeople: (people: number) => `, ${count(people, "person", "people")}`,
} as const;

/** Head and emptiness of the three columns. */
export const COLUMN_WORDS: Record<"arrivals" | "inHouse" | "departures", { title: string; none: string }> = {
	arrivals: { title: "Arriving", none: "Nobody arrives on this day." },
	inHouse: { title: "In house", none: "Nobody is in house on this day." },
	departures: { title: "Departing", none: "Nobody departs on this day." },
};
export type DayColumnGroup = keyof typeof COLUMN_WORDS;

/** The heads of the table by tenant, in its order. */
export const TENANT_HEADS = {
	arrivals: "Arriving",
	inHouse: "In house",
	departures: "Departing",
	stayovers: "Staying over",
} as const satisfies Record<DayGroup, string>;

/** A number with the list behind it. */
export interface DayLink {
	list: DayList;
	value: number;
	/** With the number, as one text. */
	words: string;
}

/** "Today, Sun 22 Nov 2026", "Tomorrow, …", "Yesterday, …", else the day alone. */
export function dayTitle(date: string, shown: string): string {
	const name = { [TODAY]: "Today", [`${TODAY}+1`]: "Tomorrow", [`${TODAY}-1`]: "Yesterday" }[date];
	return name === undefined ? formatDay(shown) : `${name}, ${formatDay(shown)}`;
}

/** The plain date to show: the tenants' own when they agree, else the operator's. */
export function shownDay(date: string, operatorToday: string, board: DayBoard | undefined): string {
	const dates = board?.date === date ? new Set(board.tenants.map((tenant) => tenant.date)) : new Set<string>();
	const [only] = dates;
	return dates.size === 1 && only !== undefined ? only : plainDay(date, operatorToday);
}

/** A name inside a sentence. */
const NAME_MAX = 60;

/** "Auckland Lodge is on Mon 23 Nov", "3 tenants are on Mon 23 Nov"; for calendars that show another day than the one above. */
export function otherDays(tenants: readonly Pick<DayTenant, "name" | "date">[], shown: string): string[] {
	const byDate = new Map<string, string[]>();
	for (const { name, date } of tenants) {
		if (date !== shown) byDate.set(date, [...(byDate.get(date) ?? []), name]);
	}
	const year = Number(shown.slice(0, 4));
	return [...byDate]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([date, names]) =>
			names.length === 1
				? `${bounded(names[0] ?? "", NAME_MAX)} is on ${formatDay(date, year)}`
				: `${names.length.toLocaleString("en")} tenants are on ${formatDay(date, year)}`,
		);
}

/** What of a column is still to do: the sum first, then its parts. Empty when nothing is. */
export function toDoLinks(group: DayGroup, numbers: DayNumbers): DayLink[] {
	const { toDo } = numbers[group];
	if (toDo === 0) return [];
	return [{ list: TO_DO_LIST[group], value: toDo, words: toDoWords(toDo) }, ...partsOf(group, numbers)];
}

export const TO_DO_LIST: Record<DayGroup, DayList> = {
	arrivals: "arrivalsToDo",
	departures: "departuresToDo",
	inHouse: "inHouseToDo",
	stayovers: "stayoversToDo",
};

function partsOf(group: DayGroup, numbers: DayNumbers): DayLink[] {
	const open = (list: DayList, value: number): DayLink[] =>
		value === 0 ? [] : [{ list, value, words: count(value, "open balance", "open balances") }];
	const withoutUnit = (list: DayList, value: number): DayLink[] =>
		value === 0 ? [] : [{ list, value, words: withoutUnitWords(value) }];
	if (group === "arrivals") {
		return [...withoutUnit("unassigned", numbers.unassigned), ...open("openOnArrival", numbers.openOnArrival)];
	}
	if (group === "departures") return open("openOnDeparture", numbers.openOnDeparture);
	return withoutUnit(TO_DO_LIST[group], numbers[group].toDo);
}

/** "5 to do". */
export function toDoWords(value: number): string {
	return `${value.toLocaleString("en")} to do`;
}

/** "3 without unit". */
export function withoutUnitWords(value: number): string {
	return `${value.toLocaleString("en")} without unit`;
}

/** "22 units, 41 guests". Guests that a provider does not name are not counted. */
export function sizeWords({ units, guests }: DayNumbers[DayGroup]): string {
	return `${count(units, "unit", "units")}, ${count(guests, "guest", "guests")}`;
}

/** What is to be done about a row, in words; null when nothing is. The same as the lists of what is to do. */
export function rowToDo(
	row: Pick<ReservationRow, "unassignedCount" | "assignmentCount" | "balance">,
	group: DayColumnGroup,
): string | null {
	const owes = row.balance !== null && !isZero(row.balance) && !isNegative(row.balance);
	const parts = [
		...(group !== "departures" && row.unassignedCount > 0 ? [unitToGive(row)] : []),
		...(group !== "inHouse" && owes ? ["balance open"] : []),
	];
	return parts.length === 0 ? null : `To do: ${parts.join(", ")}`;
}

function unitToGive(row: Pick<ReservationRow, "unassignedCount" | "assignmentCount">): string {
	return row.assignmentCount === row.unassignedCount ? "no unit yet" : withoutUnitWords(row.unassignedCount);
}

export const NEWS_WORDS: Record<keyof DayNews, string> = { new: "new", changed: "changed", cancelled: "cancelled" };

/** About the tenants of `names`, whose first reading ended only after the operator had looked. */
export function readSinceWords([first = "", ...others]: readonly string[]): string {
	const who =
		others.length === 0
			? `${bounded(first, NAME_MAX)} was`
			: `${(others.length + 1).toLocaleString("en")} tenants were`;
	return `${who} first read later than that. What changed there earlier is not known.`;
}

/** Reservations of a tenant that somebody has to do something about. A day guest arrives and departs, and counts twice. */
export function tenantToDo({ arrivals, departures, stayovers }: DayNumbers): number {
	return arrivals.toDo + departures.toDo + stayovers.toDo;
}

export function isQuiet({ arrivals, departures, inHouse }: DayNumbers): boolean {
	return arrivals.total === 0 && departures.total === 0 && inHouse.total === 0;
}

/** Tenants in the order asked for; those with nothing on the day only when `all` are wanted. */
export function tenantLines(tenants: readonly DayTenant[], order: "todo" | "name", all: boolean): DayTenant[] {
	const shown = tenants.filter(({ numbers }) => all || !isQuiet(numbers));
	if (order === "name") return shown;
	// The order by name that they come in holds among equals.
	return shown.sort((a, b) => tenantToDo(b.numbers) - tenantToDo(a.numbers));
}

/** "Show all 30 tenants". */
export function showAllWords(tenants: number): string {
	return `Show all ${count(tenants, "tenant", "tenants")}`;
}

/** "All 523": the way to the rest of a column. */
export function allWords(total: string): string {
	return `All ${total}`;
}

/** What stands there on paper, which leads nowhere. */
export function printedWords(rows: number, total: string): string {
	return `The first ${rows.toLocaleString("en")} of ${total}.`;
}

/** The tenants that a board is about. */
export function scopeWords(tenants: readonly Pick<DayTenant, "name">[], narrowed: boolean): string {
	if (!narrowed) return `${DAY_WORDS.allTenants} (${tenants.length.toLocaleString("en")})`;
	const [only] = tenants;
	return tenants.length === 1 && only !== undefined ? only.name : count(tenants.length, "tenant", "tenants");
}
