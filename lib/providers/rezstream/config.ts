/** Everything about rezStream that is not published, each assumption in one named place (PROVIDERS.md 1.10, 5), and its environment. */
import "server-only";
import { env } from "@/lib/env";

export const REZSTREAM = "rezstream";

/** UNKNOWN: no version value is published. Used when REZSTREAM_API_VERSION is unset: the date of the newest vendor text (PROVIDERS.md 1.9). */
export const ASSUMED_API_VERSION = "2026-02-18";

/** UNKNOWN: largest page rezStream gives (samples: 2, 10, 20). A smaller one is no harm: only `next` links are followed. */
export const PAGE_SIZE = 100;

/** UNKNOWN whether the header is welcome with a single-tenant token, so it goes out with multi-tenant grants only (PROVIDERS.md 1.4). */
export const TENANT_HEADER = "X-RezStream-Tenant-ID";

export const VERSION_HEADER = "X-RezStream-Api-Version";

/** UNKNOWN: whether a block's `endDate` is its last blocked night or the morning after. Read like a departure (1.8: departure is the morning after). */
export const BLOCK_END_IS_DEPARTURE = true;

/** UNKNOWN: no address of a reservation in rezStream's own pages is documented. */
export const RESERVATION_URL: null = null;

/** How far behind the newest update seen each poll reads again; rezStream promises a sound cursor, a late row is still caught (F-27). */
export const LOOK_BACK_MS = 120_000;

/** Update times before connecting that `changed` must cover: what changed while the first pages were read, and clocks apart. */
export const CONNECT_MARGIN_MS = 600_000;

/** Discovery documents are read again after this long. */
export const DISCOVERY_MAX_AGE_MS = 3_600_000;

export function rezstreamConfig() {
	const e = env();
	return {
		issuer: e.REZSTREAM_ISSUER,
		api: e.REZSTREAM_API_URL,
		apiVersion: e.REZSTREAM_API_VERSION ?? ASSUMED_API_VERSION,
		clientId: e.REZSTREAM_CLIENT_ID,
		clientSecret: e.REZSTREAM_CLIENT_SECRET,
		scopes: e.REZSTREAM_SCOPES,
	};
}

/** Variables OAuth needs that are not set. */
export function missingRezstreamVariables(): string[] {
	const { clientId, clientSecret } = rezstreamConfig();
	return [
		...(clientId === undefined ? ["REZSTREAM_CLIENT_ID"] : []),
		...(clientSecret === undefined ? ["REZSTREAM_CLIENT_SECRET"] : []),
	];
}
