/** /settings/api: personal access tokens, and apps that have access (PROVIDERS.md 2.2, 2.3). */
import { escapeHtml, page, problemPage } from "../http/page";
import { formOf, type Incoming, type Reply } from "../http/server";
import type { OwnerrezUser } from "../world/ownerrez-user";
import type { World } from "../world/world";
import type { OwnerrezTokens } from "./tokens";

const VENDOR = "app.ownerrez.com";
const PATH = "/settings/api";

export interface SettingsPageParts {
	world: World;
	tokens: OwnerrezTokens;
	appName: string;
	/** Called after a user took the app's access away. */
	appRevoked: (user: OwnerrezUser) => void;
}

export function settingsReply(parts: SettingsPageParts, incoming: Incoming): Reply | null {
	if (incoming.path !== PATH && !incoming.path.startsWith(`${PATH}/`)) return null;
	const asked = incoming.method === "POST" ? formOf(incoming) : incoming.query;
	const user = parts.world.user(asked.get("user") ?? "") ?? parts.world.users[0];
	if (!user) return problemPage(VENDOR, "No users", "The world has no OwnerRez users.", 404);
	if (incoming.method !== "POST") return show(parts, user);
	const action = incoming.path.slice(PATH.length + 1);
	if (action === "tokens") {
		const made = parts.tokens.createPersonal(user.id, asked.get("name")?.trim() || "Personal token");
		return show(parts, user, made.token);
	}
	if (action === "revoke-token") parts.tokens.revokePersonal(asked.get("id") ?? "");
	else if (action === "revoke-app") {
		if (parts.tokens.revokeApp(user.id) > 0) parts.appRevoked(user);
	} else return problemPage(VENDOR, "Not found", "There is no such action.", 404);
	return { status: 303, headers: { location: `${PATH}?user=${user.id}` } };
}

function show({ world, tokens, appName }: SettingsPageParts, user: OwnerrezUser, token?: string): Reply {
	const options = world.users
		.map(
			({ id, name, email }) =>
				`<option value="${id}" data-email="${escapeHtml(email)}"${id === user.id ? " selected" : ""}>${escapeHtml(name)}</option>`,
		)
		.join("");
	const userField = `<input type="hidden" name="user" value="${user.id}">`;
	const rows = tokens
		.listPersonal(user.id)
		.map(
			({ id, name, createdAt }) => `<tr><td>${escapeHtml(name)}</td><td>${createdAt.slice(0, 16)}</td>
<td><form method="post" action="${PATH}/revoke-token">${userField}<input type="hidden" name="id" value="${id}"><button aria-label="Revoke token ${escapeHtml(name)}">Revoke</button></form></td></tr>`,
		)
		.join("");
	const app = tokens.isConnected(user.id)
		? `<table><tbody><tr><td>${escapeHtml(appName)}</td><td><form method="post" action="${PATH}/revoke-app">${userField}<button aria-label="Revoke app ${escapeHtml(appName)}">Revoke</button></form></td></tr></tbody></table>`
		: '<p class="soft">No app has access.</p>';
	const shown = token
		? `<h2>New token</h2><p>Copy it now: it is shown only once. Use it with the e-mail ${escapeHtml(user.email)}.</p><p class="token" data-testid="new-token">${token}</p>`
		: "";
	return page({
		title: "Developer/API Settings",
		vendor: VENDOR,
		wide: true,
		body: `<form method="get" action="${PATH}"><label class="stack" for="user">Account</label><select id="user" name="user">${options}</select>
<div class="row"><button>Switch account</button></div></form><p class="soft">E-mail of this account: <strong data-testid="email">${escapeHtml(user.email)}</strong></p>${shown}
<h2>Personal access tokens</h2><table><tbody>${rows || '<tr><td class="soft">No tokens yet.</td></tr>'}</tbody></table>
<form method="post" action="${PATH}/tokens">${userField}<label class="stack">Name<input type="text" name="name" value="Personal token" maxlength="80"></label>
<div class="row"><button class="primary">Create token</button></div></form>
<h2>Apps with access</h2>${app}`,
	});
}
