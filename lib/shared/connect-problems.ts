/** Why a connection could not be made, in words. The OAuth callback names the code; the connect page shows the text. */
import { z } from "zod";

export const connectProblemCode = z.enum([
	"denied",
	"expired",
	"replayed",
	"other_session",
	"other_provider",
	"bad_state",
	"wrong_issuer",
	"provider_rejected",
	"provider_unavailable",
	"missing_scope",
	"already_connected",
	"other_account",
	"not_configured",
	"rate_limited",
]);
export type ConnectProblemCode = z.infer<typeof connectProblemCode>;

export interface ConnectProblem {
	title: string;
	/** What happened and what it means; always says whether something was stored. */
	text: string;
	/** The one thing to do next. */
	next: string;
}

/** {provider} stands for the provider's label. Nothing here repeats what the provider sent: that text is not ours to trust. */
export const CONNECT_PROBLEMS: Record<ConnectProblemCode, ConnectProblem> = {
	denied: {
		title: "Access was declined at {provider}",
		text: "Somebody chose not to give access on {provider}'s page. No connection was made and nothing was stored.",
		next: "If that was a slip, start again below. If the customer declined, ask them what held them back before you try again.",
	},
	expired: {
		title: "The attempt ran out of time",
		text: "More than 10 minutes passed between leaving for {provider} and coming back. No connection was made.",
		next: "Start again below and finish on {provider}'s page within 10 minutes.",
	},
	replayed: {
		title: "This answer was already used",
		text: "{provider}'s answer works once, and this one was used before, perhaps by a reload or the back button. This visit changed nothing.",
		next: "Look in the list of connections: the account may be there already. If it is not, start again below.",
	},
	other_session: {
		title: "Started in another browser",
		text: "This connection was started in another browser or by another sign-in, so {provider}'s answer was not used. No connection was made.",
		next: "Start again below and finish in this same browser.",
	},
	other_provider: {
		title: "The answer came from another provider",
		text: "The attempt was started for one provider and the answer arrived for another. It was not used, and no connection was made.",
		next: "Start again below. If this happens twice, compare the redirect URI registered at {provider} with the one shown here.",
	},
	bad_state: {
		title: "Rezdeck did not start this attempt",
		text: "The answer from {provider} does not belong to an attempt that Rezdeck knows, so it was not used. No connection was made.",
		next: "Start again below, and follow no connect link that somebody sent you.",
	},
	wrong_issuer: {
		title: "The answer names another sender",
		text: "The answer did not carry {provider}'s own name as its sender, so it was not trusted. No connection was made.",
		next: "Start again below. If it happens again, tell the person who runs Rezdeck: the address configured for {provider} may be wrong.",
	},
	provider_rejected: {
		title: "{provider} refused the request",
		text: "{provider} did not accept Rezdeck's request for access. The client id, the client secret or the redirect URI probably differ from what is registered there. No connection was made.",
		next: "Compare the redirect URI below with the one registered at {provider}, and ask the person who runs Rezdeck to check the client id and secret.",
	},
	provider_unavailable: {
		title: "{provider} did not answer",
		text: "{provider} could not be reached, or its answer could not be used. No connection was made.",
		next: "Wait a minute and start again below.",
	},
	missing_scope: {
		title: "A needed permission was not given",
		text: "{provider} gave access, but without a permission that Rezdeck cannot work without. No connection was made.",
		next: "Start again and leave the permissions marked “needed” on {provider}'s page switched on.",
	},
	already_connected: {
		title: "This account is connected already",
		text: "An existing connection reaches this {provider} account or one of its tenants. A second one would mix their histories, so none was made.",
		next: "Open the existing connection. Use Reconnect there to give it new access.",
	},
	other_account: {
		title: "That was another account",
		text: "Reconnecting must reach the same {provider} account as before, and this answer was for a different one. The old connection and its reservations are as they were.",
		next: "Sign out at {provider}, start again and choose the account of this connection. To add the other account, make a new connection for it.",
	},
	not_configured: {
		title: "Sign-in at {provider} is not set up",
		text: "This installation has no client id and secret for {provider}, so nobody can be sent there. Nothing was stored.",
		next: "Ask the person who runs Rezdeck to set the variables named below, or connect with a manual token.",
	},
	rate_limited: {
		title: "Too many attempts",
		text: "Too many connections were started in a short time. This attempt was not begun.",
		next: "Wait a minute and start again below.",
	},
};

/** The text for a code from the URL. An unknown code reads as an unknown attempt: what the URL says is never shown itself. */
export function connectProblem(code: string, providerLabel: string): ConnectProblem & { code: ConnectProblemCode } {
	const parsed = connectProblemCode.safeParse(code);
	const known = parsed.success ? parsed.data : "bad_state";
	const { title, text, next } = CONNECT_PROBLEMS[known];
	const named = (sentence: string) => sentence.replaceAll("{provider}", providerLabel);
	return { code: known, title: named(title), text: named(text), next: named(next) };
}
