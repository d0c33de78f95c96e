/** The authorization server proper: oidc-provider dressed as account.rezstream.com (PROVIDERS.md 1.1–1.3). */
import { generateKeyPairSync } from "node:crypto";
import type { KoaContextWithOIDC, Provider as ProviderType } from "oidc-provider";
import { newSecret } from "../secrets";
import type { Settings } from "../settings";
import type { OidcStore } from "./oidc-store";

export const API_SCOPES = ["guest_communication", "revenue_management"] as const;
export const ACCOUNT_ID = "user-1";

/** The one person who signs in at the account server; manages every tenant. */
export const DEMO_USER = { name: "Robin Ashby", email: "robin.ashby@lodging.example" };

export interface OidcParts {
	issuer: string;
	store: OidcStore;
	settings: Settings;
	client: { id: string; secret: string; redirectUris: string[] };
	privateJwk: JsonWebKey;
}

export interface MadeProvider {
	provider: ProviderType;
	/** The request being served right now, if any. */
	context: () => KoaContextWithOIDC | undefined;
}

/** A fresh signing key; kept in the state file, so that identity tokens stay checkable over a restart. */
export function newSigningKey(): JsonWebKey {
	const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
	return { ...(privateKey.export({ format: "jwk" }) as JsonWebKey), use: "sig", alg: "RS256" } as JsonWebKey;
}

export async function makeOidcProvider({
	issuer,
	store,
	settings,
	client,
	privateJwk,
}: OidcParts): Promise<MadeProvider> {
	const { Provider } = await importQuietly();
	const accessSeconds = () => settings.accessTokenSeconds;
	const provider = new Provider(issuer, {
		adapter: store.adapter,
		clients: [
			{
				client_id: client.id,
				client_secret: client.secret,
				client_name: "Rezdeck",
				redirect_uris: client.redirectUris,
				grant_types: ["authorization_code", "refresh_token"],
				response_types: ["code"],
				// Client id and secret go in the form body (PROVIDERS.md 1.3).
				token_endpoint_auth_method: "client_secret_post",
			},
		],
		clientAuthMethods: ["client_secret_post"],
		jwks: { keys: [privateJwk as never] },
		scopes: ["openid", "offline_access", ...API_SCOPES],
		claims: { openid: ["sub"], profile: ["name"], email: ["email"] },
		conformIdTokenClaims: false,
		responseTypes: ["code"],
		// Supported, not demanded (PROVIDERS.md 1.3).
		pkce: { required: () => false },
		extraParams: ["multiTenant", "tid"],
		routes: {
			authorization: "/connect/authorize",
			token: "/connect/token",
			revocation: "/connect/revocation",
			introspection: "/connect/introspect",
			userinfo: "/connect/userinfo",
			end_session: "/connect/endsession",
			jwks: "/.well-known/openid-configuration/jwks",
		},
		features: {
			devInteractions: { enabled: false },
			dPoP: { enabled: false },
			pushedAuthorizationRequests: { enabled: false },
			userinfo: { enabled: true },
			introspection: { enabled: true, allowedPolicy: () => true },
			revocation: { enabled: true, allowedPolicy: (_ctx, owner, token) => token.clientId === owner.clientId },
			rpInitiatedLogout: {
				enabled: true,
				logoutSource: (ctx, form) => {
					ctx.body = `<!doctype html><title>Sign out</title>${form}<button autofocus type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>`;
				},
				postLogoutSuccessSource: (ctx) => {
					ctx.body = "<!doctype html><title>Signed out</title><p>You are signed out.</p>";
				},
			},
		},
		// Cookies of 127.0.0.1 are shared by all its ports: these names must not meet the application's.
		cookies: {
			keys: ["sandbox-only"],
			names: { session: "sbx_session", interaction: "sbx_interaction", resume: "sbx_resume" },
		},
		ttl: {
			AccessToken: accessSeconds,
			AuthorizationCode: 300,
			RefreshToken: 90 * 86_400,
			IdToken: 3600,
			Interaction: 3600,
			Session: 14 * 86_400,
			Grant: 365 * 86_400,
		},
		rotateRefreshToken: () => settings.rezstreamRotateRefresh,
		issueRefreshToken: async (_ctx, _client, code) => code.scopes.has("offline_access"),
		expiresWithSession: () => false,
		clientBasedCORS: () => false,
		interactions: { url: (_ctx, interaction) => `/consent/${interaction.uid}` },
		findAccount: (_ctx, id) => ({
			accountId: id,
			claims: () => ({ sub: id, name: DEMO_USER.name, email: DEMO_USER.email }),
		}),
		renderError: (ctx, out) => {
			ctx.type = "html";
			const text = `${out.error}: ${out.error_description ?? ""}`.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
			ctx.body = `<!doctype html><html lang="en"><title>Request refused</title><h1>Request refused</h1><p role="alert">${text}</p></html>`;
		},
	});
	mark(provider.AccessToken, newSecret.rezstreamAccess);
	mark(provider.RefreshToken, newSecret.rezstreamRefresh);
	mark(provider.AuthorizationCode, newSecret.rezstreamCode);
	return { provider, context: () => Provider.ctx };
}

/** Tokens get their recognisable marks where the library would draw a bare random id. */
function mark(model: { prototype: object }, make: () => string): void {
	const prototype = model.prototype as { generateTokenId(): string };
	const original = prototype.generateTokenId;
	prototype.generateTokenId = function marked() {
		// The original also settles the token's format.
		original.call(this);
		return make();
	};
}

/** The library greets older Node versions with a warning that means nothing for a sandbox. */
async function importQuietly(): Promise<typeof import("oidc-provider")> {
	const { warn } = console;
	console.warn = () => {};
	try {
		return await import("oidc-provider");
	} finally {
		console.warn = warn;
	}
}
