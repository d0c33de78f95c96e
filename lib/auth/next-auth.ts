/**
 * next-auth, used for one thing: the credentials endpoints that put a session cookie into a browser (or a program).
 * Its JWT carries a random session id and nothing else; the row behind it (sessions.ts) decides on every request.
 */
import "server-only";
import type { NextAuthOptions } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { recordAudit } from "@/lib/audit/record-audit";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { clientAddress } from "./client-address";
import { cookieValue } from "./cookie-header";
import { hashSecret } from "./secrets";
import {
	isSecureDeployment,
	SESSION_MAX_AGE_SECONDS,
	sessionCookieName,
	sessionCookieOptions,
	sessionSecret,
} from "./session-cookie";
import { endSession, findLiveSession } from "./sessions";
import { signIn } from "./sign-in";

declare module "next-auth" {
	interface User {
		/** Raw session id, on its way from `authorize` into the JWT. */
		sessionSecret: string;
	}
}

export function nextAuthOptions(): NextAuthOptions {
	return {
		secret: sessionSecret(),
		useSecureCookies: isSecureDeployment(),
		session: { strategy: "jwt", maxAge: SESSION_MAX_AGE_SECONDS },
		cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
		pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
		logger: {
			error: (event, metadata) =>
				log.error({ event, err: metadata instanceof Error ? metadata : undefined }, "next-auth"),
			warn: (event) => log.debug({ event }, "next-auth"),
			debug: () => undefined,
		},
		providers: [
			credentials({
				id: "credentials",
				credentials: { email: { type: "email" }, password: { type: "password" } },
				authorize: async (given, request) => authorize(given, new Headers(request.headers as Record<string, string>)),
			}),
		],
		callbacks: {
			jwt: ({ token, user }) => (user === undefined ? { sid: token.sid } : { sid: user.sessionSecret }),
			session: async ({ session, token }) => {
				const row = typeof token.sid === "string" ? await findLiveSession(token.sid) : null;
				if (row === null) return { expires: session.expires };
				const { email, name } = row.operator;
				return { user: { email, name }, expires: row.expiresAt.toISOString() };
			},
		},
		events: {
			signOut: async ({ token }) => {
				if (typeof token?.sid === "string") await endSignedOut(token.sid);
			},
		},
	};
}

/** Null (wrong credentials) and thrown messages end up in next-auth's answer: only codes of our own go there. */
async function authorize(given: Record<string, unknown> | undefined, headers: Headers) {
	const { email, password } = given ?? {};
	if (typeof email !== "string" || typeof password !== "string") return null;
	try {
		const signedIn = await signIn({
			email,
			password,
			ip: clientAddress(headers),
			userAgent: headers.get("user-agent"),
			requestId: headers.get("x-request-id"),
			previousCookie: cookieValue(headers.get("cookie"), sessionCookieName()),
		});
		return signedIn === null ? null : { id: signedIn.operatorId, sessionSecret: signedIn.sessionSecret };
	} catch (error) {
		if (error instanceof AppError && error.code === "rate_limited") {
			throw new Error(`rate_limited:${error.retryAfterSeconds ?? 60}`, { cause: error });
		}
		log.error({ err: error }, "sign-in failed");
		throw new Error("internal", { cause: error });
	}
}

async function endSignedOut(secret: string): Promise<void> {
	const session = await findLiveSession(secret);
	if (session === null) return;
	await db().$transaction(async (tx) => {
		if (!(await endSession(tx, hashSecret(secret)))) return;
		const who = {
			kind: "operator" as const,
			id: session.operatorId,
			label: session.operator.email,
			ip: null,
			requestId: null,
		};
		await recordAudit(tx, who, { action: "sign_out", outcome: "ok", targetType: "operator", targetId: who.id });
	});
}
