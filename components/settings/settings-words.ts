/** The words that all pages of settings share. */
export const SETTINGS_WORDS = {
	settings: "Settings",
	notYourRole: (what: string) => `Your role does not open ${what}`,
	notYourRoleText: (role: string) =>
		`You are signed in as ${role}. Ask an owner or admin of this installation when you need this.`,
	confirmYourPassword: "Confirm your password",
	confirmYourPasswordDescription:
		"Your last sign-in is more than 5 minutes ago, and this action cannot be taken back easily.",
	password: "Password",
	cancel: "Cancel",
	confirm: "Confirm",
} as const;
