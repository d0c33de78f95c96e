/** The words of what could not be shown. */
export const FAILURE_WORDS = {
	somethingWentWrong: "Something went wrong",
	couldNotShow: "Rezdeck could not show this page",
	tryAgain: "Try again",
	/** @param digest number under which the server logged the cause; absent for failures in the browser */
	nothingLost: (digest: string | undefined) =>
		`Nothing was changed or lost. Try again; if it stays, tell the person who runs Rezdeck${digest === undefined ? "." : `: the log has the cause under ${digest}.`}`,
	pageTitle: "This page could not be shown",
} as const;
