/** How wide each column is, and which leave first when the window narrows. Pure. */
import { DEFAULT_COLUMNS, type ListColumn } from "@/lib/shared/list-columns";

/** Head and cells share it, so that they stand below each other. On phones the row is a small grid and this is unused. */
const WIDTH: Record<ListColumn, string> = {
	guest: "flex-[1.5_1_9rem]",
	stay: "flex-[0_0_9.75rem]",
	nights: "flex-[0_0_3rem] text-right",
	units: "flex-[1.2_1_8.5rem]",
	people: "flex-[0_0_3.25rem] text-right",
	status: "flex-[0_0_6.5rem]",
	balance: "flex-[0_0_7rem] text-right",
	channel: "flex-[0_1_7rem]",
	tenant: "flex-[1_1_8rem]",
	updated: "flex-[0_0_6rem] text-right",
	number: "flex-[0_1_8rem]",
	booked: "flex-[0_0_6rem] text-right",
};

/** Window widths from which a column is shown: from 640 px, from 1100 px, from 1376 px. */
type Tier = 0 | 1 | 2;
const HIDDEN: Record<Tier, string> = { 0: "", 1: "max-lg:hidden", 2: "max-xl:hidden" };
/** What stays of a row on a phone, at its place in the two lines. */
const PHONE: Partial<Record<ListColumn, string>> = {
	guest: "max-sm:col-start-1 max-sm:row-start-1",
	stay: "max-sm:col-start-1 max-sm:row-start-2",
	status: "max-sm:col-start-2 max-sm:row-start-1 max-sm:justify-self-end",
	balance: "max-sm:col-start-2 max-sm:row-start-2",
};
const DEFAULT_TIER: Partial<Record<ListColumn, Tier>> = { nights: 1, tenant: 1, channel: 2, updated: 2 };

/** So many of an operator's own columns fit 640 px, and 1100 px. */
const FIRST = 6;
const SECOND = 8;

/** The classes of each column. Columns that an operator chose leave from the last to the first; the default ones from the least to the most needed. */
export function columnClasses(columns: readonly ListColumn[]): Record<string, string> {
	const asUsual = isDefault(columns);
	return Object.fromEntries(
		columns.map((column, at) => {
			const tier: Tier = asUsual ? (DEFAULT_TIER[column] ?? 0) : at < FIRST ? 0 : at < SECOND ? 1 : 2;
			return [column, ["min-w-0", WIDTH[column], HIDDEN[tier], PHONE[column] ?? "max-sm:hidden"].join(" ")];
		}),
	);
}

/** The default columns; the tenant's is left out where there is only one. */
function isDefault(columns: readonly ListColumn[]): boolean {
	const wanted = DEFAULT_COLUMNS.filter((column) => column !== "tenant" || columns.includes("tenant"));
	return wanted.length === columns.length && wanted.every((column, at) => column === columns[at]);
}
