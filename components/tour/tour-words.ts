/** The words of the short tour. Pure. */

export interface TourStep {
	title: string;
	text: string;
	/** The page that the step is about. */
	link: { href: string; label: string };
}

export const TOUR_WORDS = {
	name: "A short tour",
	progress: (step: number, total: number) => `${step} of ${total}`,
	back: "Back",
	next: "Next",
	done: "Done",
	notNow: "Not now",
	ended: "Tour ended",
	again: "It starts again from the account menu, or from the list of keys.",
	undo: "Undo",
	start: "Take the tour",
	notStarted: "The tour did not start",
};

/** What somebody should know who sees their first reservations here. `mayRevoke`: whether their role may. */
export function tourSteps(mayRevoke: boolean): readonly TourStep[] {
	return [
		{
			title: "The numbers of a day",
			text: "Each column counts the reservations of one day: all of them, and how many are still to do. Every number is a link to the list behind it.",
			link: { href: "/reservations?by=arrival&from=today&to=today", label: "See today's arrivals as a list" },
		},
		{
			title: "The calendar",
			text: "Units stand on the left, days on top, and a bar is a stay. Holds are dashed, blocks are hatched, and what has no unit yet has a lane of its own. Choose a bar to see it at a glance; the chart keeps its place.",
			link: { href: "/calendar", label: "Open the calendar" },
		},
		{
			title: "How fresh it is",
			text: "“As of” is when what you see last agreed with the providers. The mark at the top right is the worst state of your connections: choose it to learn which, why, since when and what happens next.",
			link: { href: "/tenants", label: "See each tenant's own time" },
		},
		{
			title: "Search and keys",
			text: "Search at the top finds guests, e-mail addresses, phones, numbers and units of all tenants, also when misspelt. On a keyboard, Ctrl K (⌘ K on a Mac) finds pages and actions too, and ? lists every key.",
			link: { href: "/reservations?view=all", label: "Search all reservations" },
		},
		{
			title: "Taking access back",
			text: `Rezdeck only reads. ${mayRevoke ? "“Revoke access” on a connection's page" : "An operator, admin or owner takes access back on a connection's page. That"} stops the reading, tells the provider, proves the old token dead and destroys the secret here.`,
			link: { href: "/connections", label: "Go to the connections" },
		},
	];
}
