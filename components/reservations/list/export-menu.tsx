"use client";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Popover } from "@/components/ui/popover";
import type { ExportLinksProps } from "./export-links";
import { LIST_WORDS } from "./list-words";

const loadLinks = () => import("./export-links").then((module) => module.ExportLinks);

interface ExportMenuProps extends ExportLinksProps {
	/** What the key for exporting opens. */
	shortcut?: boolean;
}

/** The list, or what is selected of it, as a file. Nothing when no address can name the selection. */
export function ExportMenu({ shortcut = false, ...links }: ExportMenuProps) {
	return (
		<Popover
			trigger={
				<button
					type="button"
					data-shortcut={shortcut ? "export" : undefined}
					title={shortcut ? `${LIST_WORDS.export} (e)` : undefined}
					className={classNames(buttonClass({ size: "sm" }), "max-sm:hidden")}
				>
					<Icon name="download" />
					{LIST_WORDS.export}
				</button>
			}
			label={LIST_WORDS.export}
			align="end"
			flush
			className="p-1"
			load={loadLinks}
			content={links}
		/>
	);
}
