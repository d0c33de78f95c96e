/** The words of the settings of syncing. */
export const SYNC_SETTINGS_WORDS = {
	shortest: "Shortest interval, in seconds",
	shortestHint: "A tenant with many changes is asked this often, never more. 30 to 3,600.",
	longest: "Longest interval, in seconds",
	longestHint:
		"The quietest tenant is still asked this often. Shorter shows changes sooner and uses more of the providers' request allowance. 60 to 86,400.",
	rarer: "How much rarer while webhooks arrive",
	rarerHint:
		"A provider that reports changes by itself is asked this many times less often, as a backstop. 1 asks as often as without. 1 to 20.",
	earlierStates: "Earlier states of reservations are kept, in days",
	earlierStatesHint:
		"The History tab of a reservation goes back this far; what is older is deleted for good within the hour. 0 keeps everything. Up to 3,650.",
	saved: "Settings saved",
	savedText: "They are in force within ten seconds.",
	notYourRole: "Only an owner or admin may change these.",
	withUsual: (hint: string, usual: number) => `${hint} Usual: ${usual}.`,
	save: "Save",
} as const;
