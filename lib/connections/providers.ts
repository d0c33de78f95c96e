/** What people must know about the providers, as data from the registry. */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import type { Provider } from "@/lib/providers/provider";
import { findProvider, providers } from "@/lib/providers/registry";
import type { ProviderInfo } from "@/lib/shared/connections";

export function listProviders(actor: Actor): ProviderInfo[] {
	assertCan(actor, "connections.read");
	return providers().map(describe);
}

/** Origins that the connect form may be redirected to, for the CSP's form-action. */
export function authorizationOrigins(): string[] {
	return [...new Set(providers().flatMap((provider) => provider.authorizationOrigins()))];
}

export function providerLabel(id: string): string {
	return findProvider(id)?.label ?? id;
}

/** Throws not_found for an id that no registry line names. */
export function knownProvider(id: string): Provider {
	const provider = findProvider(id);
	if (provider === undefined) throw notFound("provider");
	return provider;
}

/** Built from NEXTAUTH_URL and never from a request header (S-04); one path per provider (S-05). */
export function redirectUri(providerId: string): string {
	return `${env().NEXTAUTH_URL}/oauth/${providerId}/callback`;
}

function describe(provider: Provider): ProviderInfo {
	const missing = provider.missingConfiguration();
	return {
		id: provider.id,
		label: provider.label,
		logo: `/providers/${provider.id}.svg`,
		oauth: { configured: missing.length === 0, missing, redirectUri: redirectUri(provider.id) },
		multiTenant: provider.capabilities.multiTenant,
		scopes: [...provider.scopes],
		reads: provider.guide.reads,
		never: provider.guide.never,
		oauthSteps: provider.guide.oauthSteps,
		manual: provider.guide.manual,
		portalUrl: provider.guide.portalUrl,
		revokeSteps: provider.guide.revokeSteps,
		remoteRevoke: provider.capabilities.remoteRevoke,
		budget: {
			limit: provider.budget.limit,
			windowSeconds: provider.budget.windowSeconds,
			assumed: provider.budget.assumed,
		},
	};
}
