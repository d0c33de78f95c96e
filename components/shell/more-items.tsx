"use client";
import Link from "next/link";
import { MenuItem } from "@/components/ui/menu-items";
import { isCurrent, type NavItem } from "./nav-items";

/** The pages that the phone's bar has no room for. */
export function MoreItems({ items, pathname }: { items: readonly NavItem[]; pathname: string }) {
	return items.map((item) => {
		const Icon = item.icon;
		return (
			<MenuItem key={item.href} asChild>
				<Link href={item.target ?? item.href} aria-current={isCurrent(item.href, pathname) ? "page" : undefined}>
					<Icon aria-hidden="true" />
					{item.label}
				</Link>
			</MenuItem>
		);
	});
}
