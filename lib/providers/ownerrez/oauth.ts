/** OwnerRez' OAuth: fixed endpoints, Basic client authentication, scope chosen on the app (PROVIDERS.md 2.3). */
import "server-only";
import {
	authorizationCodeGrant,
	buildAuthorizationUrl,
	type ClientAuth,
	type Configuration,
	calculatePKCECodeChallenge,
	refreshTokenGrant,
} from "openid-client";
import { now } from "@/lib/clock";
import { ProviderError } from "@/lib/errors";
import { failureOf, MAX_SMALL_BODY_BYTES, send } from "../http-client";
import { configurationFor, type OAuthTransport, oauthError, readTokens } from "../oauth-client";
import type { AuthorizeInput, CallContext, ExchangeInput, GrantedTokens, RevokeOutcome } from "../provider";
import { basic, missingOwnerrezVariables, OWNERREZ, ownerrezConfig, SEND_PKCE, userAgent } from "./config";

type Transport = OAuthTransport["context"];

/** Calls without a connection (callback) wait for no allowance. */
const FREE: Transport = { beforeRequest: async () => {} };

/** The page to send the operator to. No scope: it belongs to the app. Nothing is requested here. */
export async function authorizeUrl(input: AuthorizeInput): Promise<URL> {
	return withConfiguration(FREE, async (configuration) =>
		buildAuthorizationUrl(configuration, {
			redirect_uri: input.redirectUri,
			state: input.state,
			...(SEND_PKCE
				? { code_challenge: await calculatePKCECodeChallenge(input.codeVerifier), code_challenge_method: "S256" }
				: {}),
		}),
	);
}

/** Trades the code; `redirect_uri` is sent, as OwnerRez' own Zapier app does (PROVIDERS.md 2.3). */
export async function exchange(input: ExchangeInput): Promise<GrantedTokens> {
	const transport: Transport = { ...FREE, ...(input.signal === undefined ? {} : { signal: input.signal }) };
	return withConfiguration(transport, async (configuration) => {
		const callback = new URL(input.redirectUri);
		callback.search = input.callbackUrl.search;
		const answer = await authorizationCodeGrant(configuration, callback, {
			expectedState: input.expectedState,
			...(SEND_PKCE ? { pkceCodeVerifier: input.codeVerifier } : {}),
		});
		return readTokens(OWNERREZ, answer, now());
	});
}

/** Null for manual tokens and for apps whose tokens never expire. */
export function refresh(context: CallContext): Promise<GrantedTokens> | null {
	const { method, refreshToken } = context.tokens;
	if (method === "manual" || refreshToken === null) return null;
	return withConfiguration(context, async (configuration) =>
		readTokens(OWNERREZ, await refreshTokenGrant(configuration, refreshToken), context.now()),
	);
}

/**
 * DELETE /oauth/access_token/{token}. UNKNOWN whether that kills the refresh token too, and no other call for it is known, so
 * revoking the refresh token is "not supported". The token stands in the path: nothing of this request may reach a log (S-09).
 */
export async function revoke(context: CallContext, which: "refresh" | "access"): Promise<RevokeOutcome> {
	const { method, accessToken } = context.tokens;
	if (method === "manual" || which === "refresh") return { result: "not_supported" };
	const { api, clientId, clientSecret } = credentials();
	const answer = await send({
		provider: OWNERREZ,
		base: api,
		url: new URL(`${api}/oauth/access_token/${encodeURIComponent(accessToken)}`),
		method: "DELETE",
		headers: { accept: "application/json", authorization: basic(clientId, clientSecret), "user-agent": userAgent() },
		context,
		maxBytes: MAX_SMALL_BODY_BYTES,
	});
	if (answer.status < 300) return { result: "revoked" };
	if (answer.status === 404) return { result: "already_dead" };
	// A 401 here speaks of our client credentials, never of the token.
	throw failureOf(OWNERREZ, answer, context.now(), ({ status }) =>
		status === 401 || status === 403 || status === 410 ? "rejected" : null,
	);
}

async function withConfiguration<T>(
	context: Transport,
	call: (configuration: Configuration) => Promise<T>,
): Promise<T> {
	const { app, api, clientId, clientSecret } = credentials();
	const metadata = {
		issuer: app,
		authorization_endpoint: `${app}/oauth/authorize`,
		token_endpoint: `${api}/oauth/access_token`,
	};
	const authentication: ClientAuth = (_server, _client, _body, headers) => {
		headers.set("authorization", basic(clientId, clientSecret));
	};
	const transport: OAuthTransport = {
		provider: OWNERREZ,
		base: api,
		headers: { "user-agent": userAgent() },
		context,
		now: now(),
	};
	try {
		return await call(configurationFor(metadata, clientId, authentication, transport));
	} catch (error) {
		throw oauthError(OWNERREZ, error);
	}
}

function credentials() {
	const { app, api, clientId, clientSecret } = ownerrezConfig();
	if (clientId === undefined || clientSecret === undefined) {
		throw new ProviderError(OWNERREZ, "rejected", { detail: `${missingOwnerrezVariables().join(", ")} not set` });
	}
	return { app, api, clientId, clientSecret };
}
