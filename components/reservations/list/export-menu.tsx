"use client";
import { Download } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { ListColumn } from "@/lib/shared/list-columns";
import { EXPORT_FORMATS, SELECTION_WORDS as WORDS } from "./list-words";
import { EVERYTHING, exportHref, type Selection } from "./selection";

interface ExportMenuProps {
	/** The list's filter as the API takes it. */
	params: string;
	selection: Selection;
	columns: readonly ListColumn[];
	/** What the key for exporting opens. */
	shortcut?: boolean;
}

/** The list, or what is selected of it, as a file. Nothing when no address can name the selection. */
export function ExportMenu({ params, selection, columns, shortcut = false }: ExportMenuProps) {
	return (
		<Popover>
			<PopoverTrigger
				data-shortcut={shortcut ? "export" : undefined}
				title={shortcut ? `${WORDS.export} (e)` : undefined}
				className={classNames(buttonClass({ size: "sm" }), "max-sm:hidden")}
			>
				<Download aria-hidden="true" />
				{WORDS.export}
			</PopoverTrigger>
			<PopoverContent label={WORDS.export} align="end" flush className="p-1">
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
			</PopoverContent>
		</Popover>
	);
}
