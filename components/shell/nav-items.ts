/** The pages of the frame, in order. The frame is drawn from them by the server. */
import type { IconName } from "@/components/ui/icon";
import { ISSUE_DATES } from "./issue-dates";
import { NAV_WORDS } from "./nav-words";

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

export const NAV_ITEMS: readonly NavItem[] = [
	{ href: "/", label: NAV_WORDS.today, icon: "sun" },
	{ href: "/calendar", label: NAV_WORDS.calendar, icon: "calendar-range" },
	{ href: "/reservations", label: NAV_WORDS.reservations, target: "/reservations?view=default", icon: "book-open" },
	{ href: "/tenants", label: NAV_WORDS.tenants, icon: "building-complex", separated: true, behindMore: true },
	{ href: "/connections", label: NAV_WORDS.connections, icon: "plug", behindMore: true },
	{ href: "/issues", label: NAV_WORDS.issues, target: `/issues?${ISSUE_DATES}`, icon: "triangle-exclamation-point" },
	{ href: "/insight", label: NAV_WORDS.insight, icon: "chart-column", behindMore: true },
	{ href: "/activity", label: NAV_WORDS.activity, icon: "activity", behindMore: true },
	{ href: "/settings", label: NAV_WORDS.settings, icon: "settings", behindMore: true },
];
