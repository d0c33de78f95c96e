"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import { isCurrent, NAV_ITEMS } from "./nav-items";
import { useOverview } from "./overview-context";
import { SHELL_WORDS } from "./shell-words";

const loadItems = () => import("./more-items").then((module) => module.MoreItems);

const IN_BAR = NAV_ITEMS.filter((item) => item.behindMore !== true);
const BEHIND_MORE = NAV_ITEMS.filter((item) => item.behindMore === true);

/** Bottom bar of phones: four pages, and the others behind "More". */
export function BottomBar() {
	const pathname = usePathname();
	return (
		<nav
			aria-label={SHELL_WORDS.main}
			className="fixed inset-x-0 bottom-0 z-30 border-n6 border-t bg-n2 pb-[env(safe-area-inset-bottom)] sm:hidden print:hidden"
		>
			<ul className="grid grid-cols-5">
				{IN_BAR.map((item) => {
					const current = isCurrent(item.href, pathname);
					return (
						<li key={item.href}>
							<Link
								href={item.target ?? item.href}
								aria-current={current ? "page" : undefined}
								className={entryClass(current)}
							>
								<Icon name={item.icon} className="size-5" />
								{item.label}
							</Link>
						</li>
					);
				})}
				<li>
					<More pathname={pathname} />
				</li>
			</ul>
		</nav>
	);
}

function More({ pathname }: { pathname: string }) {
	const { needPerson } = useOverview().connections;
	const current = BEHIND_MORE.some((item) => isCurrent(item.href, pathname));
	return (
		<Menu
			trigger={
				<button type="button" className={classNames(entryClass(current), "w-full")}>
					<Icon name="ellipsis" className="size-5" />
					{SHELL_WORDS.more}
					{needPerson > 0 && (
						<span className="num absolute top-1 right-3 rounded-sm bg-bad-bg px-1 text-bad-text">
							{needPerson}
							<span className="sr-only"> {SHELL_WORDS.needsAPerson(needPerson)}</span>
						</span>
					)}
				</button>
			}
			load={loadItems}
			content={{ items: BEHIND_MORE, pathname }}
		/>
	);
}

function entryClass(current: boolean): string {
	return classNames(
		"-outline-offset-2 relative flex h-14 flex-col items-center justify-center gap-0.5 text-[0.6875rem]",
		current ? "font-medium text-accent" : "text-n11",
	);
}
