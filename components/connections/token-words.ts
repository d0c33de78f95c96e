/** The words around a manual token: entering one, where it is made, changing it. */
export const TOKEN_WORDS = {
	notConnected: "Not connected. Nothing was stored.",
	accountEmail: "E-mail of the account",
	accountEmailHint: "The one the customer signs in with.",
	triedFirst: (label: string) =>
		`Rezdeck tries the token at ${label} first and stores it only if it works, encrypted. It is never shown again, to anybody.`,
	asking: (label: string) => `Asking ${label}…`,
	openProvider: (providerLabel: string) => `Open ${providerLabel}`,
	inANewTab: "in a new tab",
	reconnect: "Reconnect",
	reconnectAccount: (account: string) => `Reconnect ${account}`,
	reconnectDescription:
		"A new token of the same account takes the place of the old one. Reservations and history stay.",
	whereTheTokenIsMade: "Where the token is made",
	oldTokenStays: "The old token is not revoked by this",
	oldTokenStaysText: (label: string) => `If it still works, revoke it at ${label} after the new one is in place.`,
	tryTokenAndReconnect: "Try the token and reconnect",
	reconnected: "Reconnected",
	acceptedTheNewToken: (label: string) => `${label} accepted the new token.`,
} as const;
