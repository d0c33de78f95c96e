/** The words of the pages for signing in, setting up and joining; their forms have their own. */
export const AUTH_PAGE_WORDS = {
	invitation: "Invitation",
	deadLink: "This link does not work",
	deadLinkText: "It was used already, has expired or was withdrawn. Ask the person who sent it for a new one.",
	resetTitle: "Choose a new password",
	resetText: (email: string) => `For ${email}. You are signed out everywhere else.`,
	joinRezdeck: "Join Rezdeck",
	joinText: (createdBy: string | null, role: string) =>
		`${createdBy === null ? "You are invited" : `${createdBy} invites you`} with the role ${role}.`,
	createMyAccount: "Create my account",
	setUp: "Set up",
	setUpRezdeck: "Set up Rezdeck",
	setUpText: "You become the first owner: you connect accounts, and you invite the people who work with you.",
	createTheOwnerAccount: "Create the owner account",
	setupIsClosed: "Setup is closed",
	setupIsClosedText: "This installation has an owner already. Sign in, or ask them for an invitation.",
	deadSetupLink: "This setup link does not work",
	deadSetupLinkText: "It works once and for one hour. Restart Rezdeck: it prints a new one on the server's console.",
	signIn: "Sign in",
	noOwnerYet: "This installation has no owner yet",
	noOwnerYetText:
		"Open the setup link that the server printed when it started. It works once and for one hour; a restart prints a new one.",
} as const;
