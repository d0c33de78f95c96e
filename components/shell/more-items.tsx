"use client";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { MenuItem } from "@/components/ui/menu-items";
import { isCurrent } from "./current-page";
import type { NavItem } from "./nav-items";

/** The pages that the phone's bar has no room for. */
export function MoreItems({ items, pathname }: { items: readonly NavItem[]; pathname: string }) {
	return items.map((item) => {
		return (
			<MenuItem key={item.href} asChild>
				<Link href={item.target ?? item.href} aria-current={isCurrent(item.href, pathname) ? "page" : undefined}>
					<Icon name={item.icon} />
					{item.label}
				</Link>
			</MenuItem>
		);
	});
}
