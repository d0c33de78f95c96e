"use client";
import { Download } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { EXPORT_FORMATS, SELECTION_WORDS as WORDS } from "./list-words";
import { exportHref, NOTHING_SELECTED } from "./selection";

/** The whole list as a file, with the filters as they stand. */
export function ExportMenu({ params, total }: { params: string; total: number }) {
	if (total === 0) return null;
	return (
		<Menu>
			<MenuTrigger
				data-shortcut="export"
				title={`${WORDS.export} (e)`}
				className={classNames(buttonClass({ size: "sm" }), "max-sm:hidden")}
			>
				<Download aria-hidden="true" />
				{WORDS.export}
			</MenuTrigger>
			<MenuContent>
				{EXPORT_FORMATS.map(({ format, label }) => (
					<MenuItem key={format} asChild>
						<a href={exportHref({ ...NOTHING_SELECTED, all: true }, params, format) ?? undefined} download>
							{label}
						</a>
					</MenuItem>
				))}
			</MenuContent>
		</Menu>
	);
}
