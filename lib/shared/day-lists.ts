/** The lists behind the numbers of the day board. The board counts with the same filters, so that both always agree. */
import type { DayNews } from "./day-board";

/** Stays and owner stays that are confirmed or pending; blocks and holds bring nobody. */
const WHO = { kind: "stay,owner_stay", status: "confirmed,pending" } as const;

/** The groups of a day. A guest who arrives on it counts as in house too; who departs does not. */
export const DAY_GROUPS = {
	arrivals: { by: "arrival", ...WHO },
	departures: { by: "departure", ...WHO },
	inHouse: { by: "in_house", ...WHO },
	stayovers: { by: "stayover", ...WHO },
} as const;
export type DayGroup = keyof typeof DAY_GROUPS;

/** Every number of a day and the filter of its list, without day and tenant. */
export const DAY_LISTS = {
	...DAY_GROUPS,
	arrivalsToDo: { ...DAY_GROUPS.arrivals, todo: "arrival" },
	departuresToDo: { ...DAY_GROUPS.departures, todo: "departure" },
	inHouseToDo: { ...DAY_GROUPS.inHouse, unassigned: "yes" },
	stayoversToDo: { ...DAY_GROUPS.stayovers, unassigned: "yes" },
	unassigned: { ...DAY_GROUPS.arrivals, unassigned: "yes" },
	openOnArrival: { ...DAY_GROUPS.arrivals, balance: "open" },
	openOnDeparture: { ...DAY_GROUPS.departures, balance: "open" },
} as const;
export type DayList = keyof typeof DAY_LISTS;

/** Canonical query of the list behind a number. `date` as the board was asked; `tenant`: ids with commas, null for all. */
export function dayListParams(list: DayList, date: string, tenant: string | null): string {
	return canonical({ ...DAY_LISTS[list], from: date, to: date }, tenant);
}

/** Canonical query of the news since the operator looked, of whatever day they are. */
export function dayNewsParams(news: keyof DayNews, since: string, tenant: string | null): string {
	return canonical({ news, since }, tenant);
}

function canonical(filter: Record<string, string>, tenant: string | null): string {
	const params = new URLSearchParams(filter);
	if (tenant !== null) params.set("tenant", tenant);
	params.sort();
	return params.toString();
}
