/** The page on which the user picks tenants and allows or denies (PROVIDERS.md 1.3). */
import { escapeHtml, page } from "../http/page";
import type { Reply } from "../http/server";
import type { RezstreamTenant } from "../world/rezstream-tenant";
import { API_SCOPES, DEMO_USER } from "./oidc-provider";

export const SCOPE_WORDS: Record<string, string> = {
	openid: "Know who you are",
	profile: "See your name",
	email: "See your e-mail address",
	guest_communication: "Read reservations and the people in them",
	revenue_management: "Read rates and revenue",
	offline_access: "Keep this access while you are away",
};

export interface ConsentRequest {
	uid: string;
	clientName: string;
	scopes: string[];
	multiTenant: boolean;
	/** Tenant to preselect (`tid`: meaning unknown, this is the likely one). */
	preselected: string | undefined;
	tenants: RezstreamTenant[];
	problem?: string;
}

export function needsTenant(scopes: readonly string[]): boolean {
	return scopes.some((scope) => (API_SCOPES as readonly string[]).includes(scope));
}

export function consentPage(request: ConsentRequest): Reply {
	const { uid, clientName, scopes, multiTenant, tenants, preselected, problem } = request;
	const words = scopes.map((scope) => `<li>${escapeHtml(SCOPE_WORDS[scope] ?? scope)}</li>`).join("");
	const type = multiTenant ? "checkbox" : "radio";
	const choices = tenants
		.map((tenant, i) => {
			const checked = preselected === undefined ? i === 0 : tenant.id === preselected;
			return `<label><input type="${type}" name="tenant" value="${tenant.id}"${checked ? " checked" : ""}>${escapeHtml(tenant.name)}</label>`;
		})
		.join("");
	const legend = multiTenant ? "Which businesses may it reach?" : "Which business may it reach?";
	const picker = needsTenant(scopes) ? `<fieldset><legend>${legend}</legend>${choices}</fieldset>` : "";
	return page({
		title: `${clientName} asks for access`,
		vendor: "account.rezstream.com",
		status: problem ? 422 : 200,
		body: `<p class="soft">Signed in as ${escapeHtml(DEMO_USER.name)} (${escapeHtml(DEMO_USER.email)}). In the sandbox everybody is.</p>
${problem ? `<p class="problem" role="alert">${escapeHtml(problem)}</p>` : ""}
<p><strong>${escapeHtml(clientName)}</strong> wants to:</p><ul>${words}</ul>
<form method="post" action="/consent/${encodeURIComponent(uid)}">${picker}
<div class="row"><button class="primary" name="decision" value="allow">Allow access</button>
<button name="decision" value="deny">Deny</button></div></form>`,
	});
}
