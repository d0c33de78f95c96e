/** Requests to the rezStream account server: consent and portal pages here, everything else by oidc-provider. */
import type { Provider } from "oidc-provider";
import { formOf, type Handler, type Incoming, type Reply } from "../http/server";
import type { Settings } from "../settings";
import type { World } from "../world/world";
import { type ConsentRequest, consentPage, needsTenant } from "./consent-page";
import type { RezstreamGrants } from "./grants";
import { copyRequest, runListener } from "./koa-bridge";
import { ACCOUNT_ID, makeOidcProvider, type OidcParts } from "./oidc-provider";
import { portalReply } from "./portal-pages";

export interface AccountParts extends OidcParts {
	world: World;
	grants: RezstreamGrants;
	settings: Settings;
}

const DISCOVERY = "/.well-known/openid-configuration";

export async function accountHandler(parts: AccountParts): Promise<Handler> {
	const { store, grants, settings } = parts;
	const { provider, context } = await makeOidcProvider(parts);
	const listener = provider.callback();
	// Revoking an access token leaves the refresh token alive (PROVIDERS.md 4, pitfall 12).
	store.keepsGrant = () => {
		const oidc = context()?.oidc;
		return oidc?.route === "revocation" && oidc.entities.AccessToken !== undefined;
	};
	provider.on("grant.error", (_ctx, error) => {
		if (/already used/.test(error.error_detail ?? "")) grants.reuseCount++;
	});
	return async (incoming) => {
		if (incoming.path.startsWith("/portal")) {
			const reply = portalReply(incoming, parts.world, grants);
			if (reply) return reply;
		}
		if (incoming.path.startsWith("/consent/")) return consent(parts, provider, incoming);
		if (incoming.path === "/connect/revocation" && settings.revokeKeepsTokenAlive) return { status: 200, body: "" };
		const reply = await runListener(listener, copyRequest(incoming, pathWithConsent(incoming)));
		return incoming.path === DISCOVERY ? discovery(reply, settings) : reply;
	};
}

/**
 * rezStream asks the user each time, and grants offline access for the scope alone (PROVIDERS.md 1.3);
 * OpenID Connect would demand `prompt=consent` for it.
 */
function pathWithConsent(incoming: Incoming): string | undefined {
	if (incoming.path !== "/connect/authorize" || incoming.query.has("prompt")) return undefined;
	const query = new URLSearchParams(incoming.query);
	query.set("prompt", "consent");
	return `${incoming.path}?${query}`;
}

function discovery(reply: Reply, settings: Settings): Reply {
	if (!settings.discoveryWithoutRevocation) return reply;
	const document = JSON.parse(String(reply.body)) as Record<string, unknown>;
	for (const name of Object.keys(document)) if (name.startsWith("revocation_endpoint")) delete document[name];
	return { ...reply, body: JSON.stringify(document) };
}

async function consent(parts: AccountParts, provider: Provider, incoming: Incoming): Promise<Reply> {
	const req = copyRequest(incoming);
	return runListener(async (request, response) => {
		const answer = (reply: Reply) => {
			response.statusCode = reply.status;
			for (const [name, value] of Object.entries(reply.headers ?? {}))
				if (value !== undefined) response.setHeader(name, value);
			response.end(reply.body as string);
		};
		let interaction: Awaited<ReturnType<Provider["interactionDetails"]>>;
		try {
			interaction = await provider.interactionDetails(request, response);
		} catch {
			return answer({
				status: 400,
				headers: { "content-type": "text/html" },
				body: "<p role=alert>This request has expired. Start again from the app.</p>",
			});
		}
		const params = interaction.params as Record<string, string | undefined>;
		const scopes = (params.scope ?? "").split(" ").filter(Boolean);
		const multiTenant = params.multiTenant === "true";
		const form = formOf(incoming);
		const show = (problem?: string) => {
			const shown: ConsentRequest = {
				uid: interaction.uid,
				clientName: "Rezdeck",
				scopes,
				multiTenant,
				preselected: params.tid,
				tenants: parts.world.tenants,
				...(problem === undefined ? {} : { problem }),
			};
			answer(consentPage(shown));
		};
		if (incoming.method !== "POST") return show();
		if (form.get("decision") !== "allow") {
			const result = { error: "access_denied", error_description: "The user did not allow access." };
			return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
		}
		const known = new Set(parts.world.tenants.map(({ id }) => id));
		const chosen = [...new Set(form.getAll("tenant"))].filter((id) => known.has(id));
		if (needsTenant(scopes) && chosen.length === 0) return show("Pick at least one business.");
		if (!multiTenant && chosen.length > 1) return show("Pick one business.");
		const grant = new provider.Grant({ accountId: ACCOUNT_ID, clientId: params.client_id as string });
		grant.addOIDCScope(scopes.join(" "));
		const grantId = await grant.save();
		parts.grants.remember(grantId, chosen, scopes);
		await provider.interactionFinished(request, response, { login: { accountId: ACCOUNT_ID }, consent: { grantId } });
	}, req);
}
