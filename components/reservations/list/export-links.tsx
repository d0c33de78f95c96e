"use client";
import { Link } from "@/components/ui/link";
import type { ListColumn } from "@/lib/shared/list-columns";
import { exportHref } from "./export-href";
import { EVERYTHING, type Selection } from "./selection";
import { EXPORT_FORMATS, SELECTION_WORDS as WORDS } from "./selection-words";

export interface ExportLinksProps {
	/** The list's filter as the API takes it. */
	params: string;
	selection: Selection;
	columns: readonly ListColumn[];
}

/** One link a format, and the way to a feed of the whole list. */
export function ExportLinks({ params, selection, columns }: ExportLinksProps) {
	return (
		<ul>
			{EXPORT_FORMATS.map(({ format, label }) => (
				<li key={format}>
					<a
						href={exportHref(selection, params, format, columns) ?? undefined}
						download
						className="-outline-offset-2 flex min-h-8 items-center rounded-sm px-2 hover:bg-n4"
					>
						{label}
					</a>
				</li>
			))}
			{selection === EVERYTHING && (
				<li className="mt-1 border-n6 border-t pt-1">
					<Link
						href={`/settings/feeds?list=${encodeURIComponent(params)}`}
						prefetch={false}
						className="-outline-offset-2 flex min-h-8 items-center rounded-sm px-2 hover:bg-n4"
					>
						{WORDS.feed}
					</Link>
				</li>
			)}
		</ul>
	);
}
