/**
 * What both providers' OAuth shares: openid-client speaks the protocol, our HTTP client carries it (pinned origin, no
 * redirects, deadline, 64 KB), and its errors become ProviderErrors. Causes are left out: they hold answer bodies.
 */
import "server-only";
import {
	AuthorizationResponseError,
	allowInsecureRequests,
	type ClientAuth,
	ClientError,
	Configuration,
	type CustomFetch,
	customFetch,
	ResponseBodyError,
	type ServerMetadata,
	WWWAuthenticateChallengeError,
} from "openid-client";
import { z } from "zod";
import { ProviderError } from "@/lib/errors";
import { failureOf, isAllowedInsecure, MAX_SMALL_BODY_BYTES, parseJsonAnswer, send } from "./http-client";
import { instantText } from "./instant";
import type { CallContext, GrantedTokens } from "./provider";

export interface OAuthTransport {
	provider: string;
	/** Configured base URL of the server that is spoken to. */
	base: string;
	/** Added to, or put in place of, what openid-client sends. */
	headers: Record<string, string>;
	context: Pick<CallContext, "beforeRequest" | "signal" | "deadlineMs">;
	now: Date;
}

/** A `fetch` for openid-client. Throws ProviderErrors for everything that is not an OAuth answer. */
export function oauthFetch(transport: OAuthTransport): CustomFetch {
	return async (url, options) => {
		const { provider, base, headers, context, now } = transport;
		const answer = await send({
			provider,
			base,
			url: new URL(url),
			method: options.method === "POST" ? "POST" : "GET",
			headers: { ...options.headers, ...headers },
			...(options.body === undefined || options.body === null ? {} : { body: String(options.body) }),
			context,
			maxBytes: MAX_SMALL_BODY_BYTES,
		});
		if (answer.status === 429 || answer.status >= 500) throw failureOf(provider, answer, now);
		const responseHeaders = new Headers(answer.headers);
		// The body is already decoded text.
		responseHeaders.delete("content-encoding");
		responseHeaders.delete("content-length");
		const text = answer.status === 200 && answer.text !== "" ? withoutNulls(provider, answer) : answer.text;
		return new Response(answer.status === 204 ? null : text, { status: answer.status, headers: responseHeaders });
	};
}

/** OwnerRez answers `"refresh_token": null` where the RFC leaves the member out (PROVIDERS.md 2.3); openid-client refuses null. */
function withoutNulls(provider: string, answer: Parameters<typeof parseJsonAnswer>[1]): string {
	const body = parseJsonAnswer(provider, answer);
	if (typeof body !== "object" || body === null || Array.isArray(body)) {
		throw new ProviderError(provider, "unexpected_shape", { status: answer.status, detail: "answer is not an object" });
	}
	return JSON.stringify(Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)));
}

/** A configuration for one call: server metadata is shared, the transport (allowance, abort, deadline) is the call's own. */
export function configurationFor(
	metadata: ServerMetadata,
	clientId: string,
	authentication: ClientAuth,
	transport: OAuthTransport,
): Configuration {
	const configuration = new Configuration(metadata, clientId, undefined, authentication);
	configuration[customFetch] = oauthFetch(transport);
	if (isAllowedInsecure(new URL(transport.base))) allowInsecureRequests(configuration);
	return configuration;
}

const CODE = /^[a-z_]{1,60}$/;

/** Translates what openid-client threw. Anything it does not know is given back unchanged. */
export function oauthError(provider: string, error: unknown): unknown {
	if (error instanceof ProviderError) return error;
	if (error instanceof ResponseBodyError) {
		const detail = CODE.test(error.error) ? error.error : "token request refused";
		return new ProviderError(provider, error.error === "invalid_grant" ? "grant_invalid" : "rejected", {
			status: error.status,
			detail,
		});
	}
	if (error instanceof WWWAuthenticateChallengeError) {
		return new ProviderError(provider, "rejected", { status: error.status, detail: "client credentials refused" });
	}
	if (error instanceof AuthorizationResponseError) {
		return new ProviderError(provider, "rejected", {
			detail: CODE.test(error.error) ? error.error : "consent refused",
		});
	}
	if (error instanceof ClientError) return clientError(provider, error);
	return error;
}

function clientError(provider: string, error: ClientError): unknown {
	// What our own fetch throws comes back wrapped; so does the reason of an aborted call.
	const { cause } = error;
	if (cause instanceof ProviderError) return cause;
	if (cause instanceof Response) {
		const kind = cause.status === 403 ? "forbidden" : cause.status >= 400 ? "rejected" : "unexpected_shape";
		return new ProviderError(provider, kind, { status: cause.status, detail: "not an OAuth answer" });
	}
	if (error.code === undefined || error.code === "OAUTH_ABORT") return cause ?? error;
	if (error.code === "OAUTH_TIMEOUT") return new ProviderError(provider, "timeout", { detail: "no answer in time" });
	if (error.code === "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED") {
		return new ProviderError(provider, "rejected", { detail: "discovery names another issuer" });
	}
	return new ProviderError(provider, "unexpected_shape", { detail: "not a valid OAuth answer" });
}

const TEN_YEARS_SECONDS = 10 * 366 * 86_400;

/** Header-safe and bounded: a token goes into a header or, at OwnerRez, into a path. */
const tokenText = z.string().regex(/^[\x21-\x7e]{8,16384}$/);

const tokenAnswer = z.looseObject({
	access_token: tokenText,
	token_type: z.string().regex(/^bearer$/i),
	refresh_token: tokenText.optional(),
	expires_in: z.number().positive().max(TEN_YEARS_SECONDS).optional(),
	expires_at: instantText.optional(),
	scope: z.string().max(4000).optional(),
});

/** Checks a token answer (S-21) and reads it. `scopes` is empty when the answer names none: granted as asked (RFC 6749 5.1). */
export function readTokens(provider: string, answer: unknown, now: Date): GrantedTokens {
	const read = tokenAnswer.safeParse(answer);
	if (!read.success) {
		const field = read.error.issues[0]?.path.join(".") ?? "";
		throw new ProviderError(provider, "unexpected_shape", { detail: "token answer does not fit", field });
	}
	const { access_token, refresh_token, expires_in, expires_at, scope } = read.data;
	return {
		accessToken: access_token,
		refreshToken: refresh_token,
		expiresAt:
			expires_in === undefined
				? (expires_at ?? null)
				: new Date(now.getTime() + Math.floor(expires_in * 1000)).toISOString(),
		scopes: scope?.split(/\s+/).filter((part) => part !== "") ?? [],
	};
}
