/** The session cookie: a JWT (made and read by next-auth) that carries one random session id and nothing else. */
import "server-only";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";

/** A session ends 7 days after sign-in whatever happens, and after 12 hours without a request. */
export const SESSION_MAX_AGE_SECONDS = 7 * 24 * 60 * 60;
export const SESSION_IDLE_SECONDS = 12 * 60 * 60;

/** Whether browsers reach this installation over TLS. */
export function isSecureDeployment(): boolean {
	return env().NEXTAUTH_URL.startsWith("https://");
}

/** `__Host-` needs Secure, which browsers refuse on plain http. */
export function sessionCookieName(): string {
	return isSecureDeployment() ? "__Host-rezdeck.session" : "rezdeck.session";
}

export function sessionCookieOptions() {
	return { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecureDeployment() };
}

/** Throws when NEXTAUTH_SECRET is missing; the supervisor creates one on a first start. */
export function sessionSecret(): string {
	const secret = env().NEXTAUTH_SECRET;
	if (secret === undefined) throw new Error("NEXTAUTH_SECRET is not set. Start with `npm start`, which creates one.");
	return secret;
}

/** The cookie value → the raw session id; null for anything that is not a JWT of ours. */
export async function readSessionId(cookieValue: string): Promise<string | null> {
	let token: Awaited<ReturnType<typeof decode>>;
	try {
		token = await decode({ token: cookieValue, secret: sessionSecret() });
	} catch (error) {
		// jose throws one of its JOSEError classes for a forged, foreign or expired token, TypeError for one that is no JWT.
		if (error instanceof Error && (error.name.startsWith("JWE") || error.name.startsWith("JW"))) return null;
		if (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_J")) return null;
		throw error;
	}
	return typeof token?.sid === "string" ? token.sid : null;
}

/** A Set-Cookie header value that puts this raw session id into the browser. */
export async function sessionSetCookie(sessionId: string): Promise<string> {
	const value = await encode({ token: { sid: sessionId }, secret: sessionSecret(), maxAge: SESSION_MAX_AGE_SECONDS });
	return cookieHeader(value, SESSION_MAX_AGE_SECONDS);
}

/** A Set-Cookie header value that removes the session cookie. */
export function clearSessionSetCookie(): string {
	return cookieHeader("", 0);
}

function cookieHeader(value: string, maxAge: number): string {
	const secure = isSecureDeployment() ? "; Secure" : "";
	return `${sessionCookieName()}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`;
}
