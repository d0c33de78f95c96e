/** What the wizard tells an operator about OwnerRez (PROVIDERS.md 2.2, 2.3). */
import "server-only";
import type { ProviderGuide } from "../provider";

export const OWNERREZ_GUIDE: ProviderGuide = {
	reads: [
		"Properties with their time zone and currency",
		"Bookings, blocks, quote holds and owner stays with their charges and totals",
		"Guests' names and contact data",
	],
	never: ["Change a booking, a rate or a property", "Send messages to guests", "Ask for door codes"],
	oauthSteps: [
		"OwnerRez opens. Sign in with the account that owns the properties.",
		"Confirm that the app may read the account. OwnerRez sends you back here.",
	],
	manual: {
		tokenLabel: "Personal access token",
		tokenHint: "Begins with pt_ and is shown once.",
		needsEmail: true,
		steps: [
			"Sign in at OwnerRez and open Settings, then Developer/API Settings (app.ownerrez.com/settings/api).",
			"Create a personal access token and copy it: it is shown once.",
			"Enter the e-mail address of that OwnerRez account together with the token.",
		],
		warning:
			"OwnerRez lets one internet address reach only two different accounts with personal access tokens within 24 hours. From the third account on, sign in with OwnerRez instead.",
	},
	portalUrl: "https://app.ownerrez.com/settings/api",
	revokeSteps: [
		"Sign in at OwnerRez and open Settings, then Developer/API Settings (app.ownerrez.com/settings/api).",
		"For a personal access token: find it in the list and revoke it.",
		"For an app: find Rezdeck among the authorised apps and revoke its access.",
	],
};
