/** What Rezdeck remembers of an operator's way of working. One schema a key; a new key is a line here and no migration. */
import { z } from "zod";
import { LIST_COLUMNS } from "./list-columns";

export const listColumn = z.enum(LIST_COLUMNS);

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

/** How far the operator is in the short tour of what is on the screen. */
export const tourPreference = z.strictObject({
	/** Counted from 0; one beyond the last stands for the last. */
	step: z.number().int().min(0).max(20).default(0),
	/** Finished or put aside; it can be started again. */
	ended: z.boolean().default(false),
});
export type TourPreference = z.infer<typeof tourPreference>;

/** Every key that can be stored, with its schema; each gives its defaults for an empty object. */
export const PREFERENCES = { list: listPreference, tour: tourPreference } as const;
export type PreferenceKey = keyof typeof PREFERENCES;
export type Preferences = { [Key in PreferenceKey]: z.infer<(typeof PREFERENCES)[Key]> };

export const preferences = z.object(PREFERENCES);
