/** The words behind the mark of freshness. */
export const FRESHNESS_WORDS = {
	nothingConnectedText: "No account is connected yet, so there is nothing to keep up to date.",
	firstOnTheirWay: "The first reservations are on their way.",
	oldestAgreed: "The oldest of what is shown agreed with its provider at {at}.",
	moreOn: (more: number) => `${more} more on {page}.`,
	connectAnAccount: "Connect an account",
	allConnections: "All connections",
} as const;
