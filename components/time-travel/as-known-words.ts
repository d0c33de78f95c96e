/** The words of looking at an earlier state. */
export const AS_KNOWN_WORDS = {
	moment: "Date and time",
	show: "Show",
	future: "Choose a moment that has passed.",
	notice: "An earlier state is shown",
	noticeComing: "An earlier state is being read",
	noticeBefore: "as Rezdeck knew it on",
	noticeAfter:
		"Names of units, contact data, notes, tags and flags are today's. Days such as “today” and the marks of what is due count from today. Nothing can be changed here.",
	back: "Back to now",
	notYet: "Rezdeck did not know this reservation yet",
	notYetText: "At the moment you look at, it had not been read from the provider. It may have existed there.",
};

export const AGO: readonly { hours: number; label: string }[] = [
	{ hours: 1, label: "An hour ago" },
	{ hours: 24, label: "This time yesterday" },
	{ hours: 168, label: "7 days ago" },
	{ hours: 720, label: "30 days ago" },
];
