import "server-only";
import { ProviderError } from "@/lib/errors";
import type { CallContext, GrantIdentity, Provider } from "../provider";
import { getTokenDetails } from "./api";
import { missingRezstreamVariables, REZSTREAM, rezstreamConfig } from "./config";
import { REZSTREAM_GUIDE } from "./guide";
import { mapTenant } from "./map";
import { authorizeUrl, exchange, refresh, revoke } from "./oauth";
import { fetchOne, fetchPage, firstCursor, REZSTREAM_STREAMS, readRaw } from "./streams";

/** rezStream Cloud: OAuth by discovery, several tenants per grant, changes by cursor, no webhooks (PROVIDERS.md 1). */
export const rezstream: Provider = {
	id: REZSTREAM,
	label: "rezStream",
	capabilities: { multiTenant: true, webhooks: false, remoteRevoke: { oauth: true, manual: false } },
	// UNKNOWN: no limit is published (PROVIDERS.md 1.4). Two requests a second is a careful guess.
	budget: { limit: 600, windowSeconds: 300, reserved: 8, assumed: true },
	streams: REZSTREAM_STREAMS,
	guide: REZSTREAM_GUIDE,
	scopes: [
		{ id: "guest_communication", label: "Read reservations and guests", required: true },
		{ id: "offline_access", label: "Stay connected without signing in again", required: true },
		{ id: "revenue_management", label: "Read rates", required: false },
	],
	manualAccountsPerDay: null,
	// UNKNOWN: "short-lived" (PROVIDERS.md 1.2). Two minutes outlast any one request.
	refreshMarginMs: 120_000,

	missingConfiguration: missingRezstreamVariables,
	authorizationOrigins: () => [new URL(rezstreamConfig().issuer).origin],
	defaultScopes: () => rezstreamConfig().scopes,
	authorizeUrl,
	exchange,
	refresh,
	revoke,
	identify,
	fetchPage,
	fetchOne,
	readRaw,
	firstCursor,
};

async function identify(context: CallContext): Promise<GrantIdentity> {
	const { tenants, scopes, multiTenant } = await getTokenDetails(context);
	const [first] = tenants;
	if (first === undefined) {
		throw new ProviderError(REZSTREAM, "forbidden", { detail: "the token reaches no tenant" });
	}
	return {
		accountKey: tenants
			.map(({ remoteId }) => remoteId)
			.sort()
			.join("+"),
		accountLabel: tenants.length === 1 ? first.name : `${first.name} and ${tenants.length - 1} more`,
		tenants: tenants.map(mapTenant),
		scopes,
		multiTenant: multiTenant ?? tenants.length > 1,
	};
}
