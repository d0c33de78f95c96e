/** When a stored token ends, and what happens then: one sentence for people. Pure. */
import "server-only";
import { formatDate, todayIn } from "@/lib/shared/dates";

export interface CredentialEnd {
	/** When the access token ends; null: the provider names no end. */
	expiresAt: Date | null;
	hasRefreshToken: boolean;
	/** Since when renewing has failed; null: the last try went well. */
	refreshFailingSince: Date | null;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * "Expires in 6 days, will renew by itself." / "Needs a person by 12 Mar 2027: this token cannot renew itself." / since
 * when renewing fails. Null when no end is known and nothing fails. Dates are UTC.
 */
export function credentialOutlook(credential: CredentialEnd, at: Date): string | null {
	const { expiresAt, hasRefreshToken, refreshFailingSince } = credential;
	const left = expiresAt === null ? null : expiresAt.getTime() - at.getTime();
	if (hasRefreshToken && refreshFailingSince !== null) {
		const failing = `Renewing has failed for ${span(at.getTime() - refreshFailingSince.getTime())}; Rezdeck tries again by itself.`;
		if (left === null) return failing;
		return left > 0 ? `${failing} The token still works for ${span(left)}.` : `${failing} The token has expired.`;
	}
	if (expiresAt === null || left === null) return null;
	if (hasRefreshToken) {
		return left > 0
			? `Expires in ${span(left)}, will renew by itself.`
			: "Has expired, will renew by itself at its next use.";
	}
	const day = formatDate(todayIn("UTC", expiresAt));
	return left > 0
		? `Needs a person by ${day}: this token cannot renew itself.`
		: `Expired on ${day} and cannot renew itself. Reconnect the account.`;
}

/** "6 days", "3 hours", "14 minutes", "less than a minute": rounded down, so that no time is promised that is not there. */
function span(ms: number): string {
	if (ms >= 2 * DAY_MS) return `${Math.floor(ms / DAY_MS)} days`;
	if (ms >= 2 * HOUR_MS) return `${Math.floor(ms / HOUR_MS)} hours`;
	if (ms >= 2 * MINUTE_MS) return `${Math.floor(ms / MINUTE_MS)} minutes`;
	return ms >= MINUTE_MS ? "a minute" : "less than a minute";
}
