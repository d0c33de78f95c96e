"use client";
import { usePathname } from "next/navigation";
import { Suspense } from "react";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import { isCurrent } from "./current-page";
import type { NavItem } from "./nav-items";
import { useOverview } from "./overview-context";
import { SHELL_WORDS } from "./shell-words";

const loadItems = () => import("./more-items").then((module) => module.MoreItems);

/** The phone's way to the pages that its bar has no room for. */
export function MoreMenu({ items, className }: { items: readonly NavItem[]; className: string }) {
	const pathname = usePathname();
	return (
		<Menu
			trigger={
				<button
					type="button"
					data-current={items.some((item) => isCurrent(item.href, pathname)) || undefined}
					className={className}
				>
					<Icon name="ellipsis" className="size-5" />
					{SHELL_WORDS.more}
					<Suspense>
						<AttentionCount />
					</Suspense>
				</button>
			}
			load={loadItems}
			content={{ items, pathname }}
		/>
	);
}

function AttentionCount() {
	const { needPerson } = useOverview().connections;
	if (needPerson === 0) return null;
	return (
		<span className="num absolute top-1 right-3 rounded-sm bg-bad-bg px-1 text-bad-text">
			{needPerson}
			<span className="sr-only"> {SHELL_WORDS.needsAPerson(needPerson)}</span>
		</span>
	);
}
