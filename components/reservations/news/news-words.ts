/** The words of what is new to the operator, wherever it is shown. */
export const SEEN_WORDS = {
	start: "Count from now",
	mark: "Mark as seen",
	/** What it covers: more than a list of one tenant or kind shows. */
	covers: "All that is new, changed or cancelled until now counts as seen, of every tenant",
	seen: "Marked as seen",
	undo: "Undo",
	failed: "Not remembered",
} as const;
