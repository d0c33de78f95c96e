/** GET/POST /oauth/authorize: choose which user you are, allow or deny (PROVIDERS.md 2.3). */
import { escapeHtml, page, problemPage } from "../http/page";
import { formOf, type Incoming, type Reply } from "../http/server";
import type { World } from "../world/world";
import type { OwnerrezClient } from "./token-endpoint";
import type { OwnerrezTokens } from "./tokens";

const VENDOR = "app.ownerrez.com";

export interface AuthorizeParts {
	world: World;
	tokens: OwnerrezTokens;
	client: OwnerrezClient;
}

export function authorizeReply(parts: AuthorizeParts, incoming: Incoming): Reply | null {
	if (incoming.path !== "/oauth/authorize") return null;
	const asked = incoming.method === "POST" ? formOf(incoming) : incoming.query;
	const { client } = parts;
	if (asked.get("client_id") !== client.id)
		return problemPage(VENDOR, "Unknown app", "This client id is not registered.");
	// The redirect URL must match exactly, trailing slash included (PROVIDERS.md 2.3); else nothing is sent there.
	const redirectUri = asked.get("redirect_uri") ?? client.redirectUri;
	if (redirectUri !== client.redirectUri) {
		return problemPage(VENDOR, "Wrong redirect URL", "The redirect URL does not match the one of the app.");
	}
	const state = asked.get("state");
	const back = (members: Record<string, string>): Reply => {
		const url = new URL(redirectUri);
		for (const [name, value] of Object.entries(members)) url.searchParams.set(name, value);
		if (state !== null) url.searchParams.set("state", state);
		return { status: 302, headers: { location: url.href, "cache-control": "no-store" } };
	};
	if (asked.get("response_type") !== "code") {
		return back({ error: "unsupported_response_type", error_description: "Only response_type=code is supported." });
	}
	if (incoming.method !== "POST") return consentPage(parts, asked);
	if (asked.get("decision") !== "allow") {
		return back({ error: "access_denied", error_description: "The user declined the request." });
	}
	const user = parts.world.user(asked.get("user") ?? "");
	if (!user) return consentPage(parts, asked, "Choose who you are.");
	return back({ code: parts.tokens.newCode(user.id, redirectUri) });
}

function consentPage({ world, client }: AuthorizeParts, asked: URLSearchParams, problem?: string): Reply {
	const hidden = ["response_type", "client_id", "redirect_uri", "state"]
		.filter((name) => asked.has(name))
		.map((name) => `<input type="hidden" name="${name}" value="${escapeHtml(asked.get(name) ?? "")}">`)
		.join("");
	const options = world.users
		.map(
			({ id, name, displayName, email }) =>
				`<option value="${id}" data-email="${escapeHtml(email)}">${escapeHtml(name)} – ${escapeHtml(displayName)}</option>`,
		)
		.join("");
	return page({
		title: `${client.appName} asks for access`,
		vendor: VENDOR,
		status: problem ? 422 : 200,
		body: `${problem ? `<p class="problem" role="alert">${escapeHtml(problem)}</p>` : ""}
<p><strong>${escapeHtml(client.appName)}</strong> wants to read your properties, bookings, guests and payments.</p>
<form method="post" action="/oauth/authorize">${hidden}
<label class="stack" for="user">Account</label><select id="user" name="user">${options}</select>
<p class="soft">In the sandbox you may be any of these users.</p>
<div class="row"><button class="primary" name="decision" value="allow">Allow access</button>
<button name="decision" value="deny">Deny</button></div></form>`,
	});
}
