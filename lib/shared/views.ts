/** Saved views: a page's filters, sort and columns under a name, for oneself or for everybody. */
import { z } from "zod";
import { listColumns } from "./preferences";
import { reservationFilter } from "./reservations";
import { viewSearchOf } from "./view-address";

/** Pages whose address can be saved. */
export const viewPage = z.enum(["reservations"]);
export type ViewPage = z.infer<typeof viewPage>;

/** Text in, canonical text out; refused unless the list would take it. */
export const savedSearch = z
	.string()
	.max(4000)
	.transform((text) => viewSearchOf(new URLSearchParams(text)))
	.refine((text) => {
		const entries = [...new URLSearchParams(text)];
		const once = new Set(entries.map(([name]) => name)).size === entries.length;
		return once && reservationFilter.safeParse(Object.fromEntries(entries)).success;
	}, "holds something that is not a filter");

const viewName = z.string().trim().min(1, "is empty").max(60);

export const savedView = z.object({
	id: z.string(),
	page: viewPage,
	name: z.string(),
	/** Query string of the page: filters and sort. */
	search: z.string(),
	/** Null: whoever opens it sees their own columns. */
	columns: listColumns.nullable(),
	shared: z.boolean(),
	/** The reader's own. */
	own: z.boolean(),
	/** Who saved it. */
	ownerName: z.string(),
	/** Whether the reader may rename, change and delete it. */
	canEdit: z.boolean(),
	updatedAt: z.string(),
});
export type SavedView = z.infer<typeof savedView>;

export const savedViewQuery = z.strictObject({ page: viewPage.default("reservations") });

export const savedViewInput = z.strictObject({
	/** The id it had before it was deleted: undoing brings links to it back to life. */
	id: z
		.string()
		.regex(/^viw_[0-9a-z]{26}$/)
		.optional(),
	page: viewPage.default("reservations"),
	name: viewName,
	search: savedSearch,
	columns: listColumns.nullable().default(null),
	shared: z.boolean().default(false),
});
export type SavedViewInput = z.infer<typeof savedViewInput>;

export const savedViewChange = z
	.strictObject({
		name: viewName.optional(),
		search: savedSearch.optional(),
		columns: listColumns.nullable().optional(),
		shared: z.boolean().optional(),
	})
	.refine((change) => Object.keys(change).length > 0, "names nothing to change");
export type SavedViewChange = z.infer<typeof savedViewChange>;
