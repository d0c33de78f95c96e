/** The words of a list that is empty or old. */
export const LIST_STATE_WORDS = {
	populating: "Still being read for the first time",
	stale: "Not up to date",
	broken: "No longer updated",
	openTheConnection: "Open the connection",
	unknownFilter: "This address asks for a filter that does not exist",
	leaveItOut: "Leave it out",
	leaveAllOfThemOut: "Leave all of them out",
	noReservationsYet: "No reservations yet",
	noneOfTenant: (tenantName: string) => `No reservations of ${tenantName}`,
	connectAnAccount: "Connect an account",
	noneYetText: "Reservations of connected accounts stand here.",
	noneFits: "No reservation fits these filters",
	clearAllFilters: "Clear all filters",
	noneFitsYet: "Some tenants are still being read for the first time, so matches may yet arrive.",
	noneFitsText:
		"Try other dates, or fewer filters. Cancelled reservations and blocks are included unless a filter leaves them out.",
	firstReading: "They are being read for the first time. The first ones appear here within seconds.",
	noneAtAll: "The connected accounts hold no reservations. New ones appear here by themselves.",
} as const;

export const SIMILAR_NOTICE = {
	title: "Nothing matches exactly",
	text: (q: string) => `These resemble “${q}”. Check the spelling, or type less of it.`,
};
