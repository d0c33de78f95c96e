/** What can be exported of the reservation list, and how it is asked for. */
import { z } from "zod";
import { EXPORT_IDS_MAX } from "./export-limits";
import type { ListColumn } from "./list-columns";
import { listColumn } from "./preferences";
import { reservationFilter } from "./reservations";

export const exportFormat = z.enum(["csv", "xlsx", "ics"]);
export type ExportFormat = z.infer<typeof exportFormat>;

const listOf = (text: string) => text.split(",").filter((part) => part !== "");

/**
 * The list's own filter, with the format, the rows that were picked out (`ids`) and the columns in their order.
 * An export has no pages: `limit` says nothing and `cursor` is refused.
 */
export const exportQuery = reservationFilter
	.safeExtend({
		format: exportFormat,
		ids: z
			.string()
			.max(8000)
			.transform(listOf)
			.pipe(z.array(z.string().max(60)).min(1).max(EXPORT_IDS_MAX))
			.optional(),
		columns: z
			.string()
			.max(400)
			.transform((text) => [...new Set(listOf(text))])
			.pipe(z.array(listColumn).min(1))
			.optional(),
	})
	.refine((query) => query.cursor === undefined, { path: ["cursor"], message: "an export has no pages" });
export type ExportQuery = z.infer<typeof exportQuery>;

/** Every column, for whoever names none. */
export const EXPORT_COLUMNS: readonly ListColumn[] = listColumn.options;
