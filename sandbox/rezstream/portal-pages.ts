/** The portal: businesses, their app authorizations, and manual tokens (PROVIDERS.md 1.2). */
import { escapeHtml, page, problemPage } from "../http/page";
import { formOf, type Incoming, type Reply } from "../http/server";
import type { RezstreamTenant } from "../world/rezstream-tenant";
import type { World } from "../world/world";
import { SCOPE_WORDS } from "./consent-page";
import type { RezstreamGrants } from "./grants";
import { API_SCOPES } from "./oidc-provider";

const VENDOR = "account.rezstream.com";

export function portalReply(incoming: Incoming, world: World, grants: RezstreamGrants): Reply | null {
	const match = /^\/portal(?:\/([0-9a-f-]{36})(?:\/(tokens|revoke-token|revoke-app))?)?\/?$/.exec(incoming.path);
	if (!match) return null;
	const [, tenantId, action] = match;
	if (tenantId === undefined) return businesses(world);
	const tenant = world.tenant(tenantId);
	if (!tenant) return problemPage(VENDOR, "No such business", "This business does not exist.", 404);
	if (action === undefined) return business(tenant, grants);
	if (incoming.method !== "POST") return problemPage(VENDOR, "Wrong method", "Use the form of the page.", 405);
	const form = formOf(incoming);
	if (action === "tokens") {
		const scopes = form.getAll("scope").filter((scope) => (API_SCOPES as readonly string[]).includes(scope));
		if (scopes.length === 0) return business(tenant, grants, { problem: "Choose at least one scope." });
		const made = grants.createManual(tenant.id, scopes, form.get("name")?.trim() || "Integration");
		return business(tenant, grants, { token: made.token });
	}
	if (action === "revoke-token") grants.revokeManual(form.get("id") ?? "");
	else grants.revokeGrant(form.get("id") ?? "");
	return { status: 303, headers: { location: `/portal/${tenant.id}` } };
}

function businesses(world: World): Reply {
	const rows = world.tenants
		.map(
			(tenant) =>
				`<tr><td><a href="/portal/${tenant.id}">${escapeHtml(tenant.name)}</a></td><td>${tenant.unitCount} units</td></tr>`,
		)
		.join("");
	return page({
		title: "Businesses",
		vendor: VENDOR,
		wide: true,
		body: `<p>Pick a business to manage its app authorizations.</p><table><tbody>${rows}</tbody></table>`,
	});
}

interface Notice {
	token?: string;
	problem?: string;
}

function business(tenant: RezstreamTenant, grants: RezstreamGrants, notice: Notice = {}): Reply {
	const path = `/portal/${tenant.id}`;
	const button = (action: string, id: string, label: string) =>
		`<form method="post" action="${path}/${action}"><input type="hidden" name="id" value="${id}"><button aria-label="${escapeHtml(label)}">Revoke</button></form>`;
	const tokens = grants
		.listManual(tenant.id)
		.map(
			({ id, name, scopes, createdAt }) =>
				`<tr><td>${escapeHtml(name)}</td><td>${scopes.join(", ")}</td><td>${createdAt.slice(0, 16)}</td><td>${button("revoke-token", id, `Revoke token ${name}`)}</td></tr>`,
		)
		.join("");
	const apps = grants
		.listGrants(tenant.id)
		.map(
			({ grantId, scopes, createdAt, tenants }) =>
				`<tr><td>Rezdeck</td><td>${scopes.join(", ")}${tenants.length > 1 ? ` · ${tenants.length} businesses` : ""}</td><td>${createdAt.slice(0, 16)}</td><td>${button("revoke-app", grantId, "Revoke app Rezdeck")}</td></tr>`,
		)
		.join("");
	const shown = notice.token
		? `<h2>New token</h2><p>Copy it now: it is shown only once.</p><p class="token" data-testid="new-token">${notice.token}</p>`
		: "";
	const choices = API_SCOPES.map(
		(scope) =>
			`<label><input type="checkbox" name="scope" value="${scope}" checked>${scope} – ${SCOPE_WORDS[scope]}</label>`,
	).join("");
	return page({
		title: `${tenant.name}: manage app authorizations`,
		vendor: VENDOR,
		wide: true,
		status: notice.problem ? 422 : 200,
		body: `<p><a href="/portal">All businesses</a></p>${notice.problem ? `<p class="problem" role="alert">${escapeHtml(notice.problem)}</p>` : ""}${shown}
<h2>Apps</h2><table><tbody>${apps || '<tr><td class="soft">No app has access.</td></tr>'}</tbody></table>
<h2>Manage integrations</h2><table><tbody>${tokens || '<tr><td class="soft">No tokens yet.</td></tr>'}</tbody></table>
<form method="post" action="${path}/tokens"><label class="stack">Name<input type="text" name="name" value="Integration" maxlength="80"></label>
<fieldset><legend>Scopes</legend>${choices}</fieldset><button class="primary">Generate Token</button></form>`,
	});
}
