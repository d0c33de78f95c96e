/** rezStream's OAuth: every endpoint by discovery at the pinned issuer (PROVIDERS.md 1.1–1.3); nothing but the issuer is hard-coded. */
import "server-only";
import {
	allowInsecureRequests,
	authorizationCodeGrant,
	buildAuthorizationUrl,
	ClientSecretBasic,
	ClientSecretPost,
	type Configuration,
	calculatePKCECodeChallenge,
	customFetch,
	discovery,
	ResponseBodyError,
	refreshTokenGrant,
	type ServerMetadata,
	tokenRevocation,
} from "openid-client";
import { now } from "@/lib/clock";
import { ProviderError } from "@/lib/errors";
import { isAllowedInsecure, requirePinned } from "../http-client";
import { configurationFor, type OAuthTransport, oauthError, oauthFetch, readTokens } from "../oauth-client";
import type { AuthorizeInput, CallContext, ExchangeInput, GrantedTokens, RevokeOutcome } from "../provider";
import { DISCOVERY_MAX_AGE_MS, missingRezstreamVariables, REZSTREAM, rezstreamConfig } from "./config";

type Transport = OAuthTransport["context"];

/** Calls without a connection (start, callback) have no allowance to wait for: the account host is not the API. */
const FREE: Transport = { beforeRequest: async () => {} };

let discovered: { issuer: string; at: number; metadata: ServerMetadata } | null = null;

/** The page to send the operator to. Errors: rejected (not configured, foreign issuer), unavailable, timeout, unexpected_shape. */
export async function authorizeUrl(input: AuthorizeInput): Promise<URL> {
	return withConfiguration(FREE, async (configuration) =>
		buildAuthorizationUrl(configuration, {
			redirect_uri: input.redirectUri,
			scope: input.scopes.join(" "),
			state: input.state,
			// Postman shows no PKCE settings, so it may be ignored; it cannot hurt and is always sent (S-02).
			code_challenge: await calculatePKCECodeChallenge(input.codeVerifier),
			code_challenge_method: "S256",
			// No nonce: no identity token is asked for. `tid` is left out: its meaning is unknown (PROVIDERS.md 1.3).
			...(input.multiTenant ? { multiTenant: "true" } : {}),
		}),
	);
}

/** Trades the code. Checks state and, where it is sent or promised, `iss`. */
export async function exchange(input: ExchangeInput): Promise<GrantedTokens> {
	const transport: Transport = { ...FREE, ...(input.signal === undefined ? {} : { signal: input.signal }) };
	return withConfiguration(transport, async (configuration) => {
		const callback = new URL(input.redirectUri);
		callback.search = input.callbackUrl.search;
		const answer = await authorizationCodeGrant(configuration, callback, {
			expectedState: input.expectedState,
			pkceCodeVerifier: input.codeVerifier,
		});
		return readTokens(REZSTREAM, answer, now());
	});
}

/** Null for manual tokens and grants without `offline_access`. */
export function refresh(context: CallContext): Promise<GrantedTokens> | null {
	const { method, refreshToken } = context.tokens;
	if (method === "manual" || refreshToken === null) return null;
	return withConfiguration(context, async (configuration) =>
		readTokens(REZSTREAM, await refreshTokenGrant(configuration, refreshToken), context.now()),
	);
}

/** RFC 7009 where discovery offers it: the server answers 200 for a dead token too, so "already dead" cannot be told apart. */
export async function revoke(context: CallContext, which: "refresh" | "access"): Promise<RevokeOutcome> {
	const { method, accessToken, refreshToken } = context.tokens;
	const token = which === "refresh" ? refreshToken : accessToken;
	// Manual tokens are made and revoked in rezStream's own pages only (PROVIDERS.md 1.2).
	if (method === "manual" || token === null) return { result: "not_supported" };
	return withConfiguration(context, async (configuration): Promise<RevokeOutcome> => {
		if (configuration.serverMetadata().revocation_endpoint === undefined) return { result: "not_supported" };
		try {
			await tokenRevocation(configuration, token, { token_type_hint: `${which}_token` });
			return { result: "revoked" };
		} catch (error) {
			if (error instanceof ResponseBodyError && error.error === "unsupported_token_type") {
				return { result: "not_supported" };
			}
			throw error;
		}
	});
}

async function withConfiguration<T>(
	context: Transport,
	call: (configuration: Configuration) => Promise<T>,
): Promise<T> {
	try {
		return await call(await configure(context));
	} catch (error) {
		const translated = oauthError(REZSTREAM, error);
		// An endpoint that moved looks like a failure here; a dead token does not.
		if (!(translated instanceof ProviderError && translated.kind === "grant_invalid")) discovered = null;
		throw translated;
	}
}

async function configure(context: Transport): Promise<Configuration> {
	const { issuer, clientId, clientSecret } = rezstreamConfig();
	if (clientId === undefined || clientSecret === undefined) {
		throw new ProviderError(REZSTREAM, "rejected", { detail: `${missingRezstreamVariables().join(", ")} not set` });
	}
	const transport: OAuthTransport = { provider: REZSTREAM, base: issuer, headers: {}, context, now: now() };
	const metadata = await readDiscovery(issuer, clientId, transport);
	return configurationFor(metadata, clientId, clientAuthentication(metadata, clientSecret), transport);
}

/** In the form body as the vendor's Postman collection does, unless discovery offers Basic only (PROVIDERS.md 1.3). */
function clientAuthentication(metadata: ServerMetadata, clientSecret: string) {
	const offered = metadata.token_endpoint_auth_methods_supported;
	const basicOnly = offered?.includes("client_secret_basic") === true && !offered.includes("client_secret_post");
	return basicOnly ? ClientSecretBasic(clientSecret) : ClientSecretPost(clientSecret);
}

async function readDiscovery(issuer: string, clientId: string, transport: OAuthTransport): Promise<ServerMetadata> {
	const age = discovered === null ? Number.POSITIVE_INFINITY : now().getTime() - discovered.at;
	if (discovered?.issuer === issuer && age < DISCOVERY_MAX_AGE_MS) return discovered.metadata;
	requirePinned(REZSTREAM, issuer, new URL(issuer));
	const configuration = await discovery(new URL(issuer), clientId, undefined, undefined, {
		[customFetch]: oauthFetch(transport),
		execute: isAllowedInsecure(new URL(issuer)) ? [allowInsecureRequests] : [],
	});
	const metadata = configuration.serverMetadata();
	// A secret or a code goes to the pinned host or nowhere (S-08, S-16).
	for (const endpoint of [metadata.authorization_endpoint, metadata.token_endpoint, metadata.revocation_endpoint]) {
		if (endpoint !== undefined) requirePinned(REZSTREAM, issuer, new URL(endpoint));
	}
	discovered = { issuer, at: now().getTime(), metadata };
	return metadata;
}

/** Tests only: the next call reads discovery again. */
export function forgetDiscovery(): void {
	discovered = null;
}
