"use client";
import { useRef, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import { useOnDemand } from "@/components/ui/use-on-demand";
import { useSavedViews, type ViewsOfPage } from "./use-saved-views";
import { VIEW_MENU_WORDS as WORDS } from "./view-menu-words";

const loadItems = () => import("./view-items").then((module) => module.ViewMenuItems);
const loadDialog = () => import("./view-dialog").then((module) => module.ViewDialog);

/** The saved views beside the page's title. */
export function ViewMenu(page: ViewsOfPage) {
	const trigger = useRef<HTMLButtonElement>(null);
	const [dialog, setDialog] = useState<"new" | "edit" | null>(null);
	const { current, changed } = useSavedViews(page);
	const { code: ViewDialog } = useOnDemand(loadDialog, { open: dialog !== null, onOpenChange: closeDialog });

	/** The menu's entry that opened it is gone by then: the focus goes to the menu. */
	function closeDialog() {
		setDialog(null);
		requestAnimationFrame(() => trigger.current?.focus());
	}

	return (
		<>
			<Menu
				trigger={
					<button
						type="button"
						ref={trigger}
						aria-label={WORDS.trigger(current?.name ?? null, changed)}
						className={classNames(buttonClass({ variant: "quiet", size: "sm" }), "max-w-64 print:hidden")}
					>
						<Icon name="bookmark" />
						<bdi className="truncate">{current?.name ?? WORDS.none}</bdi>
						{changed && <span className="font-normal text-n10">{WORDS.changed}</span>}
						<Icon name="chevron-down" className="text-n10" />
					</button>
				}
				align="start"
				load={loadItems}
				content={{ ...page, onDialog: setDialog }}
			/>
			{dialog !== null && ViewDialog !== null && <ViewDialog {...page} dialog={dialog} onClose={closeDialog} />}
		</>
	);
}
