"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { conflictCountsQuery } from "@/lib/queries/conflicts";
import { BrandMark } from "./brand";
import { PRODUCT } from "./brand-words";
import { ISSUE_DATES, isCurrent, NAV_ITEMS, type NavItem } from "./nav-items";
import { useOverview } from "./overview-context";
import { SHELL_WORDS } from "./shell-words";

/** Left rail: words at 1100 px and more, icons below, not on phones. */
export function Rail() {
	const pathname = usePathname();
	return (
		<nav
			aria-label={SHELL_WORDS.main}
			className="sticky top-0 flex h-dvh w-14 shrink-0 flex-col border-n6 border-r bg-n2 px-2 py-3 max-sm:hidden lg:w-50 print:hidden"
		>
			<Link href="/" className="mb-3 flex h-8 items-center gap-2 rounded-md px-2 max-lg:justify-center max-lg:px-0">
				<BrandMark />
				<span className="font-semibold text-lg max-lg:sr-only">{PRODUCT}</span>
			</Link>
			<ul className="flex flex-col gap-0.5">
				{NAV_ITEMS.map((item) => (
					<li key={item.href} className={item.separated === true ? "mt-2 border-n6 border-t pt-2" : undefined}>
						<RailLink item={item} current={isCurrent(item.href, pathname)} />
					</li>
				))}
			</ul>
		</nav>
	);
}

function RailLink({ item, current }: { item: NavItem; current: boolean }) {
	return (
		<Link
			href={item.target ?? item.href}
			title={item.label}
			aria-current={current ? "page" : undefined}
			className={classNames(
				"relative flex h-8 items-center gap-2.5 rounded-md px-2 max-lg:h-10 max-lg:justify-center",
				current ? "bg-n5 font-medium text-n12" : "text-n11 hover:bg-n4 hover:text-n12",
			)}
		>
			<Icon name={item.icon} className={classNames("size-4 shrink-0", current && "text-accent")} />
			<span className="max-lg:sr-only">{item.label}</span>
			{item.href === "/connections" && <AttentionCount />}
			{item.href === "/issues" && <IssueCount />}
		</Link>
	);
}

/** How many connections wait for a person. */
function AttentionCount() {
	const { connections } = useOverview();
	if (connections.needPerson === 0) return null;
	return (
		<span className="num ml-auto rounded-sm bg-bad-bg px-1.5 font-medium text-bad-text text-xs max-lg:absolute max-lg:top-0 max-lg:right-0">
			{connections.needPerson}
			<span className="sr-only"> {SHELL_WORDS.needAPerson}</span>
		</span>
	);
}

/** More than this is not counted out in the rail. */
const ISSUES_MAX = 99;

/** The frame asks nothing of its own before the page that somebody came for had this long to arrive. */
const SETTLED_MS = 4_000;

/** How many reservations have something that does not fit, over all tenants; nothing until it is known. */
function IssueCount() {
	const [settled, setSettled] = useState(false);
	useEffect(() => {
		const timer = setTimeout(() => setSettled(true), SETTLED_MS);
		return () => clearTimeout(timer);
	}, []);
	const { data } = useQuery({ ...conflictCountsQuery(ISSUE_DATES), enabled: settled });
	if (data === undefined || data.any === 0) return null;
	return (
		// Beside the folded rail's icons there is no room for a number: a dot says that there are some.
		<span className="num ml-auto rounded-sm bg-n4 px-1.5 text-n11 text-xs max-lg:absolute max-lg:top-1 max-lg:right-1 max-lg:size-2 max-lg:rounded-full max-lg:bg-n9 max-lg:p-0">
			<span className="max-lg:sr-only">{data.any > ISSUES_MAX ? `${ISSUES_MAX}+` : data.any}</span>
			<span className="sr-only"> {SHELL_WORDS.reservationsWithIssues}</span>
		</span>
	);
}
