/** Audit actions in words. Actions that are not listed read as their own code, so that nothing new goes unsaid. */
const WORDS: Record<string, string> = {
	sign_in: "Signed in",
	"sign_in.failed": "Sign-in failed",
	"sign_in.throttled": "Sign-in blocked: too many tries",
	sign_out: "Signed out",
	"session.end": "Ended a session",
	"session.prove": "Confirmed the password",
	"password.change": "Changed the password",
	"password.reset_link": "Made a password reset link",
	"password.reset": "Chose a new password by a reset link",
	"access.refused": "A request was refused",
	"operator.setup": "First owner created",
	"operator.invite": "Invited an operator",
	"operator.invite_withdraw": "Withdrew an invitation",
	"operator.join": "Joined by invitation",
	"operator.change": "Changed an operator's rights",
	"operator.disable": "Disabled an operator",
	"operator.enable": "Enabled an operator",
	"operator.end_sessions": "Signed an operator out",
	"api_key.create": "Created an API key",
	"api_key.revoke": "Revoked an API key",
	"reservations.exported": "Exported reservations",
	"feed.create": "Made a calendar feed",
	"feed.revoke": "Revoked a calendar feed",
	"note.add": "Wrote a note",
	"note.edit": "Changed a note",
	"note.delete": "Deleted a note",
	"note.restore": "Brought back a deleted note",
	"flag.set": "Flagged a reservation",
	"flag.clear": "Removed a flag",
	"reservation.tag": "Changed a reservation's tags",
	"tag.create": "Created a tag",
	"tag.change": "Changed a tag",
	"tag.delete": "Deleted a tag",
	"connect.started": "Left to connect an account",
	"connect.finished": "Connected an account",
	"connect.renewed": "Reconnected an account",
	"connect.callback.rejected": "A return from a provider was rejected",
	"connection.sync_requested": "Asked for a sync",
	"connection.needs_reconnect": "A connection needs a person",
	"connection.revoked_upstream": "Access was revoked at the provider",
	"connection.revocation_contradicted": "A webhook said revoked, the token still works",
	"connection.credential_unreadable": "A stored credential could not be read",
	"connection.revoked": "Access was revoked",
	"connection.deleted": "Deleted mirrored data",
	"settings.changed": "Changed the settings of syncing",
	"tenant.verify_requested": "Asked for a verification",
	"tenant.verify_cancelled": "Cancelled a verification",
	"tenant.verified": "A tenant was compared with its provider",
	"quarantine.retried": "Tried a record set aside again",
	"quarantine.ignored": "Left a record set aside",
	"quarantine.unignored": "Took a record set aside back into the count",
	"quarantine.raw_viewed": "Looked into a record set aside",
};

export function actionWords(action: string): string {
	const known = WORDS[action];
	if (known !== undefined) return known;
	const [what = action, ...verb] = action.split(".");
	const text = [what, ...verb].join(": ").replaceAll("_", " ");
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `{ email: "a@b", readOnly: true }` → "email a@b · read only yes". */
export function detailWords(detail: Record<string, string | number | boolean | null>): string {
	return Object.entries(detail)
		.filter(([, value]) => value !== null && value !== "")
		.map(([name, value]) => {
			const words = name
				.replace(/([a-z])([A-Z])/g, "$1 $2")
				.replaceAll("_", " ")
				.toLowerCase();
			return `${words} ${value === true ? "yes" : value === false ? "no" : value}`;
		})
		.join(" · ");
}
