/** POST and DELETE /oauth/access_token, on the web and the API host alike (PROVIDERS.md 2.3). */
import { basicAuth, formOf, type Incoming, type Reply } from "../http/server";
import type { Settings } from "../settings";
import type { World } from "../world/world";
import { json, OwnerrezError, oauthError } from "./replies";
import { type AppToken, expiryText, type OwnerrezTokens } from "./tokens";

export interface OwnerrezClient {
	id: string;
	secret: string;
	appName: string;
	redirectUri: string;
}

export interface TokenEndpointParts {
	world: World;
	tokens: OwnerrezTokens;
	settings: Settings;
	client: OwnerrezClient;
}

const PATH = "/oauth/access_token";

/** OAuth calls must name the app and its client id (PROVIDERS.md 2.4). */
export function requireUserAgent(incoming: Incoming, client: OwnerrezClient): void {
	const userAgent = incoming.headers["user-agent"] ?? "";
	if (userAgent.includes(`(${client.id})`)) return;
	throw new OwnerrezError(
		401,
		"user_agent_required",
		"A User-Agent header with the app name and client id is required.",
	);
}

export function tokenEndpoint(parts: TokenEndpointParts, incoming: Incoming): Reply | null {
	if (incoming.path !== PATH && !incoming.path.startsWith(`${PATH}/`)) return null;
	requireUserAgent(incoming, parts.client);
	const basic = basicAuth(incoming);
	if (!basic || basic.user !== parts.client.id || basic.password !== parts.client.secret) {
		return oauthError(401, "invalid_client", "The client id or secret is wrong.");
	}
	if (incoming.method === "POST" && incoming.path === PATH) return grant(parts, incoming);
	if (incoming.method === "DELETE" && incoming.path.length > PATH.length + 1) {
		if (parts.settings.revokeKeepsTokenAlive) return { status: 200, body: "" };
		const alive = parts.tokens.revoke(decodeURIComponent(incoming.path.slice(PATH.length + 1)));
		if (!alive) throw new OwnerrezError(404, "not_found", "The token is not known.");
		return { status: 200, body: "" };
	}
	throw new OwnerrezError(405, "method_not_allowed", "This method is not allowed here.");
}

function grant(parts: TokenEndpointParts, incoming: Incoming): Reply {
	const { tokens } = parts;
	if (!(incoming.headers["content-type"] ?? "").includes("application/x-www-form-urlencoded")) {
		return oauthError(400, "invalid_request", "The body must be form-encoded.");
	}
	const form = formOf(incoming);
	const kind = form.get("grant_type");
	if (kind === "authorization_code") {
		const result = tokens.redeem(form.get("code") ?? "", form.get("redirect_uri"));
		if ("problem" in result) return oauthError(400, "invalid_grant", result.problem);
		return tokenAnswer(parts, tokens.issue(result.userId));
	}
	if (kind === "refresh_token") {
		const token = tokens.refresh(form.get("refresh_token") ?? "");
		return token ? tokenAnswer(parts, token) : oauthError(400, "invalid_grant", "The refresh token is not valid.");
	}
	return oauthError(400, "unsupported_grant_type", `'${kind ?? ""}' is not supported.`);
}

function tokenAnswer(parts: TokenEndpointParts, token: AppToken): Reply {
	const user = parts.world.user(token.userId);
	return json({
		access_token: token.access,
		token_type: "bearer",
		scope: "full",
		user_id: Number(token.userId),
		user_display_name: user?.displayName,
		refresh_token: token.refresh,
		expires_at: token.expiresMs === null ? null : expiryText(token.expiresMs),
		...(token.expiresMs === null
			? {}
			: { expires_in: parts.settings.ownerTokenSeconds, refresh_token_supported: true }),
	});
}
