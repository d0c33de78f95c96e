import { expect, test } from "vitest";
import { credentialOutlook } from "./credential-outlook";

const AT = new Date("2027-03-01T10:00:00Z");
const after = (ms: number) => new Date(AT.getTime() + ms);
const MINUTE = 60_000;
const DAY = 86_400_000;

test.each([
	["no end known", { expiresAt: null, hasRefreshToken: true, refreshFailingSince: null }, null],
	[
		"renews",
		{ expiresAt: after(6.5 * DAY), hasRefreshToken: true, refreshFailingSince: null },
		"Expires in 6 days, will renew by itself.",
	],
	[
		"renews soon",
		{ expiresAt: after(14 * MINUTE), hasRefreshToken: true, refreshFailingSince: null },
		"Expires in 14 minutes, will renew by itself.",
	],
	[
		"expired, renews",
		{ expiresAt: after(-1), hasRefreshToken: true, refreshFailingSince: null },
		"Has expired, will renew by itself at its next use.",
	],
	[
		"needs a person",
		{ expiresAt: after(11 * DAY), hasRefreshToken: false, refreshFailingSince: null },
		"Needs a person by 12 Mar 2027: this token cannot renew itself.",
	],
	[
		"too late",
		{ expiresAt: after(-DAY), hasRefreshToken: false, refreshFailingSince: null },
		"Expired on 28 Feb 2027 and cannot renew itself. Reconnect the account.",
	],
	[
		"renewing fails, token lives",
		{ expiresAt: after(30 * 1000), hasRefreshToken: true, refreshFailingSince: after(-3 * 60 * MINUTE) },
		"Renewing has failed for 3 hours; Rezdeck tries again by itself. The token still works for less than a minute.",
	],
	[
		"renewing fails, token expired",
		{ expiresAt: after(-1), hasRefreshToken: true, refreshFailingSince: after(-MINUTE) },
		"Renewing has failed for a minute; Rezdeck tries again by itself. The token has expired.",
	],
	[
		"renewing fails, end unknown",
		{ expiresAt: null, hasRefreshToken: true, refreshFailingSince: after(-2 * DAY) },
		"Renewing has failed for 2 days; Rezdeck tries again by itself.",
	],
])("%s", (_, credential, words) => {
	expect(credentialOutlook(credential, AT)).toBe(words);
});
