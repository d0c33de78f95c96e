/** The words of the command palette, and the pages and actions that it offers. */
import { type Permission, type Role, roleCan } from "@/lib/shared/roles";
import { NAV_ITEMS } from "./nav-items";

export const PALETTE_WORDS = {
	title: "Find or do",
	placeholder: "Find guests, numbers, units, tenants, pages…",
	label: "Find reservations, tenants, connections, pages and actions",
	open: "Search",
	recent: "Recent",
	reservations: "Reservations",
	similar: "Reservations that resemble it",
	tenants: "Tenants",
	connections: "Connections",
	pages: "Pages",
	actions: "Actions",
	all: (total: string, q: string) => `All ${total} reservations with “${q}”`,
	searching: "Searching",
	found: (count: number) => (count === 1 ? "1 result" : `${count} results`),
	nothing: (q: string) => `Nothing found for “${q}”. Try fewer letters, or a booking number.`,
	failed: "The search did not answer",
	close: "Close",
	cancelled: "cancelled",
	arrivalNotGiven: "arrival not given",
	nights: (nights: number) => (nights === 1 ? "1 night" : `${nights} nights`),
} as const;

export interface PaletteCommand {
	id: string;
	label: string;
	/** Other words that find it. */
	also: string;
	href: string;
	/** Only for roles that may; everybody when absent. */
	needs?: Permission;
}

export const PAGES: readonly PaletteCommand[] = [
	...NAV_ITEMS.map(({ href, target, label }) => ({
		id: `page ${href}`,
		label,
		also: otherWords(href),
		href: target ?? href,
	})),
	{ id: "page sync", label: "Sync settings", also: "polling interval budget", href: "/settings" },
	{ id: "page account", label: "Your account", also: "password settings", href: "/settings/account" },
	{ id: "page sessions", label: "Sessions", also: "devices sign out settings", href: "/settings/sessions" },
	{
		id: "page keys",
		label: "API keys",
		also: "token program settings",
		href: "/settings/api-keys",
		needs: "api_keys.manage",
	},
	{
		id: "page operators",
		label: "Operators",
		also: "people users roles invite settings",
		href: "/settings/operators",
		needs: "operators.manage",
	},
];

export const ACTIONS: readonly PaletteCommand[] = [
	{
		id: "do connect",
		label: "Connect an account",
		also: "add new connection property tenant",
		href: "/connections/new",
		needs: "connections.connect",
	},
	{
		id: "do arrivals",
		label: "Today's arrivals without a unit",
		also: "unassigned check-in",
		href: "/reservations?by=arrival&from=today&to=today&unassigned=yes",
	},
	{
		id: "do balances",
		label: "Open balances of today's departures",
		also: "money owe check-out",
		href: "/reservations?balance=open&by=departure&from=today&to=today",
	},
	{
		id: "do conflicts",
		label: "Reservations with conflicts",
		also: "problems double booking",
		href: "/reservations?conflict=any",
	},
	{ id: "do all", label: "All reservations", also: "list everything", href: "/reservations?view=all" },
	{
		id: "do invite",
		label: "Invite an operator",
		also: "add person user colleague",
		href: "/settings/operators",
		needs: "operators.manage",
	},
];

function otherWords(href: string): string {
	return { "/": "day board home arrivals departures", "/calendar": "chart timeline tape" }[href] ?? "";
}

/** Commands whose label or other words hold every word typed; those whose label begins with the text first. No text: all. */
export function matchCommands(commands: readonly PaletteCommand[], text: string, role: Role): PaletteCommand[] {
	const allowed = commands.filter(({ needs }) => needs === undefined || roleCan(role, needs));
	const wanted = comparable(text);
	const words = wanted.split(/\s+/).filter((word) => word !== "");
	const begins = (command: PaletteCommand) => (comparable(command.label).startsWith(wanted) ? 0 : 1);
	return allowed
		.filter(({ label, also }) => words.every((word) => comparable(`${label} ${also}`).includes(word)))
		.toSorted((a, b) => (words.length === 0 ? 0 : begins(a) - begins(b)));
}

function comparable(text: string): string {
	return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
