/** Everything about OwnerRez that is not documented, each assumption in one named place (PROVIDERS.md 2, 5), and its environment. */
import "server-only";
import { env } from "@/lib/env";

export const OWNERREZ = "ownerrez";

/** Largest page (PROVIDERS.md 2.6). */
export const PAGE_SIZE = 100;

/**
 * PKCE: UNKNOWN, nobody uses it (PROVIDERS.md 2.3). Off, because a token endpoint that refuses unknown form fields would
 * break every connection, while one that ignores them gains nothing; the code is bound by state, session and client secret.
 */
export const SEND_PKCE: boolean = false;

/**
 * Path of a booking's page at the web host, before its id. CLIENT: seen in public clients, and as an example on the older
 * host (secure.ownerreservations.com/bookings/19458918); the vendor does not document it. Blocks are bookings too.
 */
export const BOOKING_PATH = "/bookings/";

/** The human form of a booking's id (PROVIDERS.md 2.7). */
export const NUMBER_PREFIX = "ORB";

/** "Everything", for a list that demands one of `property_ids` and `since_utc` (PROVIDERS.md 2.5). */
export const SINCE_EVER = "1970-01-01T00:00:00Z";

/** How far behind the newest update seen each poll reads again (PROVIDERS.md 4.31). */
export const LOOK_BACK_MS = 300_000;

/** Update times before connecting that `changed` must cover: what changed while the first pages were read, and clocks apart. */
export const CONNECT_MARGIN_MS = 600_000;

export function ownerrezConfig() {
	const e = env();
	return {
		app: e.OWNERREZ_APP_URL,
		api: e.OWNERREZ_API_URL,
		appName: e.OWNERREZ_APP_NAME,
		clientId: e.OWNERREZ_CLIENT_ID,
		clientSecret: e.OWNERREZ_CLIENT_SECRET,
	};
}

/** Variables OAuth needs that are not set. */
export function missingOwnerrezVariables(): string[] {
	const { clientId, clientSecret } = ownerrezConfig();
	return [
		...(clientId === undefined ? ["OWNERREZ_CLIENT_ID"] : []),
		...(clientSecret === undefined ? ["OWNERREZ_CLIENT_SECRET"] : []),
	];
}

/** Wanted on every call, the token endpoint and manual tokens included: "App name/1.0 (c_…)" (PROVIDERS.md 2.4). */
export function userAgent(): string {
	const { appName, clientId } = ownerrezConfig();
	const name = appName.replace(/[^\x20-\x7e]/g, "").trim() || "Rezdeck";
	return clientId === undefined ? `${name}/1.0` : `${name}/1.0 (${clientId})`;
}

/** As is, without the percent-encoding RFC 6749 2.3.1 asks for: every known client sends it so, and `_` in `c_…` would become %5F. */
export function basic(username: string, password: string): string {
	return `Basic ${Buffer.from(`${username}:${password}`, "utf8").toString("base64")}`;
}
