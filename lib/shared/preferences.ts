/** What Rezdeck remembers of an operator's way of working. One schema a key; a new key is a line here and no migration. */
import { z } from "zod";

/** Columns of the reservation list, in the order they have unless somebody moved them. The guest is always there. */
export const listColumn = z.enum([
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
]);
export type ListColumn = z.infer<typeof listColumn>;

export const DEFAULT_COLUMNS: readonly ListColumn[] = [
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
];

/** Each column once, the guest among them. */
export const listColumns = z
	.array(listColumn)
	.min(1)
	.max(listColumn.options.length)
	.refine((columns) => new Set(columns).size === columns.length, "each column at most once")
	.refine((columns) => columns.includes("guest"), "the guest column cannot be left out");

export const density = z.enum(["comfortable", "compact"]);
export type Density = z.infer<typeof density>;

export const listPreference = z.strictObject({
	/** Null: the default ones. */
	columns: listColumns.nullable().default(null),
	density: density.default("comfortable"),
	/** The saved view that opens when nothing else is asked for. */
	defaultView: z.string().max(60).nullable().default(null),
});
export type ListPreference = z.infer<typeof listPreference>;

/** Every key that can be stored, with its schema; each gives its defaults for an empty object. */
export const PREFERENCES = { list: listPreference } as const;
export type PreferenceKey = keyof typeof PREFERENCES;
export type Preferences = { [Key in PreferenceKey]: z.infer<(typeof PREFERENCES)[Key]> };

export const preferences = z.object({ list: listPreference });

/** The columns that a text of the URL names ("guest,stay"); null when it names none that exists. The guest is added when missing. */
export function readColumns(text: string | null): ListColumn[] | null {
	if (text === null) return null;
	const named = [...new Set(text.split(","))].flatMap((name) => listColumn.safeParse(name).data ?? []);
	if (named.length === 0) return null;
	return named.includes("guest") ? named : ["guest", ...named];
}
