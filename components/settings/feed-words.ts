/** The words of the calendar feeds. */
import type { FeedField } from "@/lib/shared/feeds";

export const FIELD_LABELS: Record<FeedField, string> = {
	guest: "Guest's name",
	units: "Units",
	tenant: "Tenant",
	status: "Status",
	number: "Number",
	people: "Number of people",
	channel: "Channel",
};

/** What can be shown without a saved view. */
export const USUAL_LISTS: readonly { search: string; label: string }[] = [
	{ search: "from=today", label: "All stays from today on" },
	{ search: "by=arrival&from=today", label: "Arrivals from today on" },
	{ search: "from=today&unassigned=yes", label: "Stays from today on without a unit" },
];

export const FEED_WORDS = {
	newTitle: "New calendar feed",
	newSub:
		"A secret address that a calendar program reads. It shows what your own role and tenants allow at that moment.",
	name: "Name",
	namePlaceholder: "Housekeeping calendar",
	shows: "Shows",
	thisList: "The list that you came from",
	view: (name: string) => `View: ${name}`,
	tells: "Each entry tells its days and",
	guestHint: "Whoever has the address reads it. Leave it out unless it is needed.",
	create: "Create feed",
	ready: (name: string) => `“${name}” is ready. Copy its address now: it is not shown again.`,
	address: "Address of the feed",
	keep: "Add it in your calendar program as a calendar by address. Whoever has it can read the feed: revoke it when it got into wrong hands.",
	listTitle: "Feeds",
	tableLabel: "Calendar feeds",
	emptyTitle: "No calendar feeds",
	empty: "A feed puts reservations into a calendar program: arrivals for housekeeping, one cabin for its owner.",
	operator: "Operator",
	fields: "Tells",
	daysOnly: "days only",
	created: "Created",
	lastRead: "Last read",
	never: "never",
	action: "State or action",
	revoked: "revoked",
	revoke: "Revoke",
	revokedToast: (name: string) => `Feed “${name}” revoked`,
};
