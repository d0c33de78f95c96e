/** One authorised call to the rezStream API, and what its 401 really means (PROVIDERS.md 1.4, 4.1). */
import "server-only";
import { ProviderError } from "@/lib/errors";
import { deadTokenInBody, requestJson } from "../http-client";
import type { CallContext, TenantContext } from "../provider";
import { REZSTREAM, rezstreamConfig, TENANT_HEADER, VERSION_HEADER } from "./config";
import { type TokenDetails, tokenDetails } from "./schemas";

export interface Answer {
	body: unknown;
	headers: Headers;
}

/** An API address from a path and its query. */
export function apiUrl(path: string, query: Record<string, string> = {}): URL {
	const url = new URL(`${rezstreamConfig().api}${path}`);
	for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
	return url;
}

/** GET of a tenant's data. Errors: unauthorized only when the token itself is dead; ambiguous_tenant, tenant_lost or forbidden otherwise. */
export async function getForTenant(context: CallContext, tenant: TenantContext, url: URL): Promise<Answer> {
	try {
		return await get(context, url, tenant.multiTenant ? tenant.remoteId : null);
	} catch (error) {
		// A body that names a dead token leaves nothing to explain.
		if (!(error instanceof ProviderError) || (error.status !== 401 && error.status !== 403)) throw error;
		return await explainRefusal(context, tenant, url, error);
	}
}

/** GET /auth/tokendetails: what the token reaches. No tenant header (1.4). */
export async function getTokenDetails(context: CallContext): Promise<TokenDetails> {
	const { body } = await get(context, apiUrl("/auth/tokendetails"), null);
	const read = tokenDetails.safeParse(body);
	if (read.success) return read.data;
	throw new ProviderError(REZSTREAM, "unexpected_shape", { detail: "token details", field: "tenants" });
}

/**
 * A 401 may mean "which tenant?" as well as "dead token", a 403 "not this tenant" as well as "not this permission". The
 * token's own details tell them apart.
 */
async function explainRefusal(
	context: CallContext,
	tenant: TenantContext,
	url: URL,
	refusal: ProviderError,
): Promise<Answer> {
	const details = await getTokenDetails(context);
	if (!details.tenants.some(({ remoteId }) => remoteId === tenant.remoteId)) {
		throw new ProviderError(REZSTREAM, "tenant_lost", refusal.status === null ? {} : { status: refusal.status });
	}
	if (refusal.kind === "forbidden") throw refusal;
	const ambiguous = new ProviderError(REZSTREAM, "ambiguous_tenant", { status: 401, cause: refusal });
	if (tenant.multiTenant) throw ambiguous;
	try {
		return await get(context, url, tenant.remoteId);
	} catch (error) {
		if (error instanceof ProviderError && error.kind === "unauthorized") throw ambiguous;
		throw error;
	}
}

async function get(context: CallContext, url: URL, tenantId: string | null): Promise<Answer> {
	const { api, apiVersion } = rezstreamConfig();
	return await requestJson(
		{
			provider: REZSTREAM,
			base: api,
			url,
			headers: {
				accept: "application/json",
				authorization: `Bearer ${headerSafe(context.tokens.accessToken)}`,
				[VERSION_HEADER]: apiVersion,
				...(tenantId === null ? {} : { [TENANT_HEADER]: tenantId }),
			},
			context,
		},
		context.now(),
		() => null,
		deadTokenInBody,
	);
}

/** A pasted text that could not be sent as a header is no token; `fetch` would quote it in its error. */
function headerSafe(token: string): string {
	if (/^[\x21-\x7e]+$/.test(token)) return token;
	throw new ProviderError(REZSTREAM, "unauthorized", { detail: "not a token" });
}
