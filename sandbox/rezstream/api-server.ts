/** The rezStream API: who may ask for which tenant, and which answer it is (PROVIDERS.md 1.4, 1.5). */
import { bearerToken, type Handler, type Incoming, type Reply } from "../http/server";
import type { Settings } from "../settings";
import { rezstreamRecord } from "../world/rezstream-record";
import type { RezstreamTenant } from "../world/rezstream-tenant";
import type { World } from "../world/world";
import { nightlyRates, typeCalendar, unitCalendar } from "./calendars";
import type { Access, RezstreamGrants } from "./grants";
import { dateParam, type ListContext, listBlocks, listByDate, listUpdated } from "./lists";
import { json, Problem } from "./replies";

/** No version date is published in the texts read (PROVIDERS.md 1.4); this one is the sandbox's own. */
export const REZSTREAM_API_VERSION = "2026-02-18";

export interface RezApiParts {
	world: World;
	grants: RezstreamGrants;
	settings: Settings;
	/** Where the API says it lives: links are absolute. */
	base: () => string;
}

export function rezApiHandler(parts: RezApiParts): Handler {
	return (incoming) => {
		try {
			return answer(parts, incoming);
		} catch (error) {
			if (error instanceof Problem) return error.toReply();
			throw error;
		}
	};
}

function answer(parts: RezApiParts, incoming: Incoming): Reply {
	const version = incoming.headers["x-rezstream-api-version"];
	if (version !== undefined && version !== REZSTREAM_API_VERSION) {
		throw new Problem(400, `The API version '${String(version)}' is not known.`);
	}
	if (incoming.path === "/openapi") return json([{ version: REZSTREAM_API_VERSION }]);
	const access = authenticate(parts, incoming);
	if (incoming.method !== "GET") throw new Problem(405, "The sandbox is read only.", { allow: "GET" });
	if (incoming.path === "/auth/tokendetails") return tokenDetails(parts, access);
	const route = routes.find(({ pattern }) => pattern.test(incoming.path));
	if (!route) throw new Problem(404, "There is no such resource.");
	const tenant = chooseTenant(parts, incoming, access);
	if (route.scope && !access.scopes.includes(route.scope)) {
		throw new Problem(403, `The token lacks the scope '${route.scope}'.`);
	}
	return route.answer({ base: parts.base(), settings: parts.settings, incoming, tenant });
}

function authenticate(parts: RezApiParts, incoming: Incoming): Access {
	const isBearer = /^bearer\s/i.test(incoming.headers.authorization ?? "");
	if (!isBearer) throw new Problem(401, "A bearer token is required.", { "www-authenticate": "Bearer" });
	const access = parts.grants.access(bearerToken(incoming) ?? "");
	if (access && access.tenants.length > 0) return access;
	throw new Problem(401, "The token is not valid.", { "www-authenticate": 'Bearer error="invalid_token"' });
}

/** Shape unknown upstream; assumed in PROVIDERS.md 1.10. */
function tokenDetails(parts: RezApiParts, access: Access): Reply {
	const tenants = access.tenants.map((id) => parts.world.tenant(id)).filter((tenant) => tenant !== undefined);
	return json({
		scopes: access.scopes.filter((scope) => scope !== "offline_access"),
		multiTenant: access.tenants.length > 1,
		tenants: tenants.map(({ id, name, zone }) => ({ id, name, timeZone: zone })),
	});
}

/** Without the header a multi-tenant token is ambiguous, and that is a 401, not a 400 (PROVIDERS.md 1.4). */
function chooseTenant(parts: RezApiParts, incoming: Incoming, access: Access): RezstreamTenant {
	const header = incoming.headers["x-rezstream-tenant-id"];
	const wanted = typeof header === "string" ? header.toLowerCase() : undefined;
	if (wanted === undefined && access.tenants.length > 1) {
		throw new Problem(401, "The token covers several tenants: X-RezStream-Tenant-ID is required.");
	}
	const id = wanted ?? (access.tenants[0] as string);
	if (!access.tenants.includes(id)) throw new Problem(403, "The token does not cover this tenant.");
	const tenant = parts.world.tenant(id);
	if (!tenant) throw new Problem(403, "The token does not cover this tenant.");
	return tenant;
}

interface Route {
	pattern: RegExp;
	scope?: "guest_communication" | "revenue_management";
	answer: (context: ListContext) => Reply;
}

const dates = ({ incoming }: ListContext): [number, number] => [dateParam(incoming, "from"), dateParam(incoming, "to")];

const routes: readonly Route[] = [
	{ pattern: /^\/inventory$/, answer: ({ tenant }) => json(tenant.inventory()) },
	{ pattern: /^\/inventory\/business$/, answer: ({ tenant }) => json(tenant.business()) },
	{ pattern: /^\/inventory\/properties$/, answer: ({ tenant }) => json(tenant.propertyRows()) },
	{ pattern: /^\/inventory\/units$/, answer: ({ tenant }) => json(tenant.unitRows()) },
	{ pattern: /^\/inventory\/unitTypes$/i, answer: ({ tenant }) => json(tenant.unitTypeRows()) },
	{ pattern: /^\/inventory\/rates$/, answer: ({ tenant }) => json(tenant.rateRows()) },
	{ pattern: /^\/availability\/calendar\/unit$/, answer: (c) => json(unitCalendar(c.tenant, ...dates(c))) },
	{ pattern: /^\/availability\/calendar\/type$/, answer: (c) => json(typeCalendar(c.tenant, ...dates(c))) },
	{ pattern: /^\/availability\/blocks\/byDate$/i, answer: listBlocks },
	{
		pattern: /^\/rates\/nightly$/,
		scope: "revenue_management",
		answer: (c) => json(nightlyRates(c.tenant, ...dates(c))),
	},
	{ pattern: /^\/rates\/reserved\/byDate$/i, scope: "revenue_management", answer: (c) => listByDate(c, "rates") },
	{ pattern: /^\/rates\/reserved\/updated$/, scope: "revenue_management", answer: (c) => listUpdated(c, "rates") },
	{ pattern: /^\/reservations\/byDate$/i, scope: "guest_communication", answer: (c) => listByDate(c, "full") },
	{ pattern: /^\/reservations\/updated$/, scope: "guest_communication", answer: (c) => listUpdated(c, "full") },
	{ pattern: /^\/reservations\/[^/]+$/, scope: "guest_communication", answer: detail },
];

function detail({ incoming, tenant }: ListContext): Reply {
	const index = tenant.liveIndexOf(decodeURIComponent(incoming.path.slice("/reservations/".length)).toLowerCase());
	if (index < 0) throw new Problem(404, "There is no such reservation.");
	return json(rezstreamRecord(tenant, index));
}
