/** The words of the question for the password. */
export const PROVE_WORDS = {
	isItYou: "Confirm your password",
	isItYouDescription:
		"This cannot be undone, so Rezdeck asks for your password if you gave it more than 5 minutes ago.",
	yourRezdeckPassword: "Your Rezdeck password",
	cancel: "Cancel",
	confirm: "Confirm",
} as const;
