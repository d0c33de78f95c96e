/** The words of an installation without connections. */
export const FIRST_RUN_WORDS = {
	title: "Connect your first account",
	connectAnAccount: "Connect an account",
	or: " or ",
	text: (providers: string) =>
		`Arrivals, guests in house and departures of all your tenants stand here once a ${providers} account is connected. The first reservations arrive within seconds.`,
	notYourRole: "Your role may not connect accounts. Ask an owner or admin of this installation.",
	demo: "This installation runs as a demo: both providers are played by a sandbox on this machine, so connecting is safe and shows made-up guests.",
} as const;
