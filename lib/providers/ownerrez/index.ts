import "server-only";
import type { CallContext, GrantIdentity, Provider } from "../provider";
import { missingOwnerrezVariables, OWNERREZ, ownerrezConfig } from "./config";
import { OWNERREZ_GUIDE } from "./guide";
import { authorizeUrl, exchange, refresh, revoke } from "./oauth";
import { recordUrl } from "./record-url";
import { fetchAccount, fetchContact, fetchOne, fetchPage, firstCursor, OWNERREZ_STREAMS, readRaw } from "./streams";
import { ownerrezWebhooks } from "./webhooks";

/** OwnerRez: OAuth app or personal access token, one account per grant, changes by `since_utc` and webhooks (PROVIDERS.md 2). */
export const ownerrez: Provider = {
	id: OWNERREZ,
	label: "OwnerRez",
	capabilities: { multiTenant: false, webhooks: true, remoteRevoke: { oauth: true, manual: false } },
	// Per IP, for all connections together (PROVIDERS.md 2.8).
	budget: { limit: 300, windowSeconds: 300, reserved: 4, assumed: false },
	streams: OWNERREZ_STREAMS,
	guide: OWNERREZ_GUIDE,
	// The scope is chosen on the app at OwnerRez, not in the request (PROVIDERS.md 2.3).
	scopes: [],
	manualAccountsPerDay: 2,
	// Tokens live thirty days (PROVIDERS.md 2.3); a day leaves room for an outage.
	refreshMarginMs: 86_400_000,

	missingConfiguration: missingOwnerrezVariables,
	authorizationOrigins: () => [new URL(ownerrezConfig().app).origin],
	defaultScopes: () => [],
	authorizeUrl,
	exchange,
	refresh,
	revoke,
	identify,
	fetchPage,
	fetchOne,
	readRaw,
	fetchContact,
	recordUrl,
	firstCursor,
	webhooks: ownerrezWebhooks,
};

async function identify(context: CallContext): Promise<GrantIdentity> {
	const { id, name, email } = await fetchAccount(context);
	return {
		accountKey: id,
		accountLabel: email === null || email === name ? name : `${name} (${email})`,
		// The zone comes with the properties.
		tenants: [{ remoteId: id, name, timeZoneRaw: null, timeZone: null }],
		scopes: null,
		multiTenant: false,
	};
}
