/** The words of a list that could not be loaded. */
export const LIST_ERROR_WORDS = {
	youAreSignedOut: "You are signed out",
	notLoaded: "Reservations could not be loaded",
	allReservations: "All reservations",
	signIn: "Sign in",
	tryAgain: "Try again",
	reload: "Reload",
} as const;
