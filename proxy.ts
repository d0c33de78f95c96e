/**
 * Runs before every request: names it, sets the headers every answer carries, and sends people without a session cookie
 * to the sign-in page. That last is a convenience only; pages and handlers check the session themselves.
 */
import { type NextRequest, NextResponse } from "next/server";
import { isSecureDeployment, sessionCookieName } from "@/lib/auth/session-cookie";
import { authorizationOrigins } from "@/lib/connections/providers";
import { env } from "@/lib/env";
import { requestKind } from "@/lib/http/request-kind";
import { commonHeaders, DATA_POLICY, pagePolicy } from "@/lib/http/security-headers";

export function proxy(request: NextRequest): NextResponse {
	const { pathname, search } = request.nextUrl;
	const kind = requestKind(pathname);
	if (kind === "file") return withHeaders(NextResponse.next(), "no-referrer");

	const requestId = crypto.randomUUID();
	const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
	const policy =
		kind === "data"
			? DATA_POLICY
			: pagePolicy({
					nonce,
					formOrigins: authorizationOrigins(),
					development: env().NODE_ENV === "development",
				});
	// Overwrites whatever the client sent under these names.
	const headers = new Headers(request.headers);
	headers.set("x-request-id", requestId);
	headers.set("x-rezdeck-path", pathname + search);
	headers.set("x-nonce", nonce);
	headers.set("content-security-policy", policy);

	const response =
		kind === "page" && isSignedOut(request) ? toSignIn(request) : NextResponse.next({ request: { headers } });
	response.headers.set("content-security-policy", policy);
	response.headers.set("x-request-id", requestId);
	return withHeaders(response, kind === "page" ? "same-origin" : "no-referrer");
}

function isSignedOut(request: NextRequest): boolean {
	return !request.cookies.has(sessionCookieName());
}

function toSignIn(request: NextRequest): NextResponse {
	const target = request.nextUrl.clone();
	const from = target.pathname + target.search;
	target.pathname = "/sign-in";
	target.search = from === "/" ? "" : `?returnTo=${encodeURIComponent(from)}`;
	return NextResponse.redirect(target, 307);
}

function withHeaders(response: NextResponse, referrer: "same-origin" | "no-referrer"): NextResponse {
	const all = commonHeaders({ secure: isSecureDeployment(), keepReferrer: referrer === "same-origin" });
	for (const [name, value] of all) response.headers.set(name, value);
	return response;
}
