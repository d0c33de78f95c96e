/** Signing in, and turning a one-time link into an account. */
import type { AcceptInviteInput, CsrfAnswer, ResetPasswordInput } from "@/lib/shared/auth";
import { ApiProblem, fetchJson, sendJson } from "./client";

/** "throttled" carries how long to wait, in seconds. */
export type SignInOutcome = { kind: "ok" } | { kind: "refused" } | { kind: "throttled"; seconds: number };

/** Posts to next-auth's credentials endpoint, which sets the session cookie. Throws ApiProblem when it failed for another reason. */
export async function signInWithPassword(email: string, password: string): Promise<SignInOutcome> {
	const { csrfToken } = await fetchJson<CsrfAnswer>("/api/auth/csrf");
	const response = await fetch("/api/auth/callback/credentials", {
		method: "POST",
		body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
	});
	const answer: { url?: unknown } = await response.json();
	const url = typeof answer.url === "string" ? new URL(answer.url, window.location.origin) : null;
	if (response.ok && url !== null && !url.searchParams.has("csrf")) return { kind: "ok" };
	const error = url?.searchParams.get("error") ?? "internal";
	if (error === "CredentialsSignin") return { kind: "refused" };
	if (error.startsWith("rate_limited:")) return { kind: "throttled", seconds: Number(error.split(":")[1]) || 60 };
	throw new ApiProblem({
		type: "about:blank",
		title: "Sign-in failed",
		status: response.status,
		code: "internal",
		detail: "Signing in did not work. Reload the page and try again; if it stays, ask the person who runs Rezdeck.",
	});
}

/** Creates the account; the answer signs this browser in. */
export function acceptInvite(input: AcceptInviteInput): Promise<void> {
	return sendJson("/api/invites/accept", { method: "POST", body: input });
}

/** Sets a new password by a one-time link; the answer signs this browser in. */
export function resetPassword(input: ResetPasswordInput): Promise<void> {
	return sendJson("/api/invites/reset", { method: "POST", body: input });
}
