/** The words of the account's menu. */
export const ACCOUNT_WORDS = {
	youAreStillSignedIn: "You are still signed in",
	appearance: "Appearance",
	asTheSystem: "As the system",
	light: "Light",
	dark: "Dark",
	keyboardShortcuts: "Keyboard shortcuts",
	signOut: "Sign out",
	signOutFailed: (status: number) => `Signing out was answered with ${status}. Try again.`,
} as const;
