/** Columns of the reservation list. Apart from the preferences' schemas, so that the list loads none. */

/** In the order they have unless somebody moved them. The guest is always there. */
export const LIST_COLUMNS = [
	"guest",
	"stay",
	"nights",
	"units",
	"people",
	"status",
	"balance",
	"channel",
	"tenant",
	"updated",
	"number",
	"booked",
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

export const DEFAULT_COLUMNS: readonly ListColumn[] = LIST_COLUMNS.slice(0, LIST_COLUMNS.indexOf("number"));

/** The columns that a text of the URL names ("guest,stay"); null when it names none that exists. The guest is added when missing. */
export function readColumns(text: string | null): ListColumn[] | null {
	if (text === null) return null;
	const named = [...new Set(text.split(","))].flatMap((name) => LIST_COLUMNS.find((column) => column === name) ?? []);
	if (named.length === 0) return null;
	return named.includes("guest") ? named : ["guest", ...named];
}
