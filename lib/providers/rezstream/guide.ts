/** What the wizard tells an operator about rezStream (PROVIDERS.md 1.2–1.4). */
import "server-only";
import type { ProviderGuide } from "../provider";

export const REZSTREAM_GUIDE: ProviderGuide = {
	reads: [
		"Business details, properties, unit types and units",
		"Reservations with their guests, contact data, unit assignments and invoices",
		"Blocked dates",
	],
	never: ["Change a reservation, a rate or a unit", "Send messages to guests", "Read payment card numbers"],
	oauthSteps: [
		"rezStream's sign-in page opens. Sign in with an account that manages the business.",
		"Pick the business, or several of them, that Rezdeck may read.",
		"Confirm the permissions. rezStream sends you back here.",
	],
	manual: {
		tokenLabel: "rezStream integration token",
		tokenHint: "Shown once when it is generated. It has no recognisable beginning.",
		needsEmail: false,
		steps: [
			"Sign in at rezStream with an account that has user-management rights on the business.",
			"Open Businesses and choose the business.",
			"Open Manage app authorizations, then Manage integrations.",
			"Choose Generate Token, tick the permission for reservation data (guest communication), and copy the token.",
		],
		warning:
			"A manual token reaches one business, lives extremely long and can be revoked only in rezStream. Prefer signing in.",
	},
	portalUrl: "https://account.rezstream.com",
	revokeSteps: [
		"Sign in at rezStream and open Businesses.",
		"Choose the business and open Manage app authorizations.",
		"For a manual token open Manage integrations. Find the entry for Rezdeck and revoke it.",
	],
};
