/** The words of the button that leads to an earlier state. */
export const AS_KNOWN_CONTROL_WORDS = {
	button: "As known on…",
	panel: "Show what was known at an earlier moment",
} as const;
