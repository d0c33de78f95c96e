/** The pages of the frame, in order. */
import type { IconName } from "@/components/ui/icon";
import { SHELL_WORDS } from "./shell-words";

export interface NavItem {
	href: string;
	label: string;
	/** Where it leads, when that is more than the page's own path. */
	target?: string;
	icon: IconName;
	/** A rule above it in the rail. */
	separated?: boolean;
	/** Behind "More" in the phone's bar, which holds five entries with it. */
	behindMore?: boolean;
}

/** Where the list of issues begins: what is coming, and who left in the last month and may still owe. */
export const ISSUE_DATES = "from=today-30";

export const NAV_ITEMS: readonly NavItem[] = [
	{ href: "/", label: SHELL_WORDS.today, icon: "sun" },
	{ href: "/calendar", label: SHELL_WORDS.calendar, icon: "calendar-range" },
	{ href: "/reservations", label: SHELL_WORDS.reservations, target: "/reservations?view=default", icon: "book-open" },
	{ href: "/tenants", label: SHELL_WORDS.tenants, icon: "building-complex", separated: true, behindMore: true },
	{ href: "/connections", label: SHELL_WORDS.connections, icon: "plug", behindMore: true },
	{ href: "/issues", label: SHELL_WORDS.issues, target: `/issues?${ISSUE_DATES}`, icon: "triangle-exclamation-point" },
	{ href: "/insight", label: SHELL_WORDS.insight, icon: "chart-column", behindMore: true },
	{ href: "/activity", label: SHELL_WORDS.activity, icon: "activity", behindMore: true },
	{ href: "/settings", label: SHELL_WORDS.settings, icon: "settings", behindMore: true },
];

/** Whether a page belongs to an entry. A tenant's reservations belong to Reservations, its calendar to Calendar. */
export function isCurrent(href: string, pathname: string): boolean {
	const ofTenant = /^\/tenants\/[^/]+(\/(?:reservations|calendar))(?:\/|$)/.exec(pathname)?.[1];
	if (ofTenant !== undefined) return href === ofTenant;
	return href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
}
