/** The address of an export. Pure. */
import type { ExportFormat } from "@/lib/shared/export";
import { EXPORT_IDS_MAX } from "@/lib/shared/export-limits";
import type { ListColumn } from "@/lib/shared/list-columns";
import type { Selection } from "./selection";

/** So many ids fit an address that every server takes (30 characters each). */
export const IDS_MAX = EXPORT_IDS_MAX;

/** Address of the export of what is selected, with the columns in their order (none: all that there are); null when more single rows are selected than an address can name. */
export function exportHref(
	selection: Selection,
	params: string,
	format: ExportFormat,
	columns: readonly ListColumn[] = [],
): string | null {
	const search = new URLSearchParams(params);
	search.set("format", format);
	if (!selection.all) {
		if (selection.ids.size > IDS_MAX) return null;
		search.set("ids", [...selection.ids].join(","));
	}
	if (columns.length > 0) search.set("columns", columns.join(","));
	return `/api/reservations/export?${search}`;
}
