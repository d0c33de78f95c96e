/** The words of the way to a new connection. */
export const CONNECT_WORDS = {
	seeConnections: "See connections",
	theProvidersOwnWords: "The provider's own words:",
	providerStep: "Choose the provider",
	prepareStep: "Understand and prepare",
	prepareStepText: "What Rezdeck will read, which permissions it asks for, and what you need at the provider.",
	pickStep: "Come back and pick tenants",
	pickStepText:
		"Rezdeck shows which tenants the access reaches, with their names and time zones, and you say which ones to include. Reservations around today arrive first, usually within seconds.",
	step: (number: number) => `Step ${number}:`,
	done: "(done)",
	signInOrToken: "Sign-in at the provider, or a manual token",
	tokenOnly: "Manual token only, for now",
	whatRezdeckReads: "What Rezdeck reads",
	whatItNeverDoes: "What it never does",
	signInAt: (label: string) => `Sign in at ${label}`,
	signInHint: "Recommended. Ends cleanly when access is revoked.",
	notSetUp: "Not set up here yet.",
	manualToken: "Manual token",
	manualTokenHint: "A token that somebody made at the provider and gave to you.",
	wayToConnect: "Way to connect",
	notSetUpTitle: (label: string) => `Sign-in at ${label} is not set up on this installation`,
	mustSet:
		"The person who runs Rezdeck must set {settings} and start it again. The steps below say where these values come from. Until then, connect with a manual token.",
	/** Before the last of the settings. */
	and: " and ",
	tenants: "Tenants",
	pickSeveral: "Let me pick several tenants",
	pickSeveralHint: (label: string) =>
		`One consent can reach several businesses of the same customer. ${label}'s page then asks which ones. Unticked, it asks for exactly one.`,
	continueTo: (label: string) => `Continue to ${label}`,
	youComeBack: "You leave Rezdeck and come back by yourself. There are 10 minutes for it.",
	whatHappensAt: (label: string) => `What happens at ${label}`,
	setUpOnce: "What must be set up there, once",
	registered: (label: string) =>
		`Rezdeck is registered at ${label} as an application with exactly this redirect URI. ${label} gives a client id and a client secret for it; they belong in Rezdeck's environment and nowhere else.`,
	redirectUri: "Redirect URI",
	permissions: "Permissions",
	permissionsFixed: (label: string) =>
		`${label} fixes the permissions on the registered application, so there is nothing to choose here. Register it as read only.`,
	permissionsToAskFor: "Permissions to ask for",
	needed: "Needed.",
	optional: "Optional, and not used today. Rezdeck asks for no more than it needs.",
	tryTheTokenAndConnect: "Try the token and connect",
	whereTheTokenIsMade: "Where the token is made",
	howItEnds: "How it ends",
	howItEndsText: (label: string) =>
		`${label} cannot be told to revoke a manual token. When you end the connection, Rezdeck destroys its copy, and somebody must revoke the token at ${label}. The steps are shown then.`,
} as const;
