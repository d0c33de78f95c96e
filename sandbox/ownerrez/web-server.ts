/** The OwnerRez web host: authorize page, settings, bookings, the token endpoint's other address, and the v1 lookup (PROVIDERS.md 2.1, 2.4). */
import type { Handler } from "../http/server";
import type { OwnerrezUser } from "../world/ownerrez-user";
import { type AccessParts, authenticate, type RequestLimit } from "./access";
import { guarded } from "./api-server";
import { authorizeReply } from "./authorize-page";
import { bookingReply } from "./booking-page";
import { json, OwnerrezError } from "./replies";
import { settingsReply } from "./settings-page";
import { type TokenEndpointParts, tokenEndpoint } from "./token-endpoint";

export interface OwnerWebParts extends AccessParts, TokenEndpointParts {
	limit: RequestLimit;
	appRevoked: (user: OwnerrezUser) => void;
}

const DEFAULT_LOOKUP_LIMIT = 100;

export function ownerWebHandler(parts: OwnerWebParts): Handler {
	const api = guarded(parts.limit, (incoming) => {
		const token = tokenEndpoint(parts, incoming);
		if (token) return token;
		const { user } = authenticate(parts, incoming);
		// v1 is PascalCase.
		const q = incoming.query.get("q")?.toLowerCase() ?? "";
		const limit = Number(incoming.query.get("limit") ?? DEFAULT_LOOKUP_LIMIT) || DEFAULT_LOOKUP_LIMIT;
		const rows = user.properties.map((_, i) => user.propertyRow(i, false));
		return json(
			rows
				.filter((row) => String(row.name).toLowerCase().includes(q))
				.slice(0, limit)
				.map((row) => ({
					Id: row.id,
					Key: row.key,
					Name: row.name,
					ExternalName: row.external_name,
					InternalCode: row.internal_code,
				})),
		);
	});
	return (incoming) => {
		const pageReply =
			authorizeReply(parts, incoming) ??
			settingsReply({ ...parts, appName: parts.client.appName }, incoming) ??
			bookingReply(parts, incoming);
		if (pageReply) return pageReply;
		if (incoming.path === "/api/properties/lookup" || incoming.path.startsWith("/oauth/")) return api(incoming);
		return new OwnerrezError(404, "not_found", "There is no such page.").toReply();
	};
}
