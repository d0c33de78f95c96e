/** The OwnerRez API host: token endpoint and v2 (PROVIDERS.md 2.3–2.6). */
import type { Handler, Incoming, Reply } from "../http/server";
import { ownerrezBooking, ownerrezGuest } from "../world/ownerrez-record";
import { type AccessParts, authenticate, type Caller, type RequestLimit } from "./access";
import { allMoney, includesOf, listBookings, listGuests, listMoney, listProperties, type MoneyKind } from "./lists";
import { json, OwnerrezError, tooManyRequests } from "./replies";
import type { Subscriptions } from "./subscriptions";
import { type TokenEndpointParts, tokenEndpoint } from "./token-endpoint";

export interface OwnerApiParts extends AccessParts, TokenEndpointParts {
	limit: RequestLimit;
	subscriptions: Subscriptions;
	/** Where the API says it lives: page links are absolute. */
	base: () => string;
}

/** Turns thrown errors into answers, and counts the request against the address's allowance. */
export function guarded(limit: RequestLimit, handle: Handler): Handler {
	return async (incoming) => {
		if (!limit.allows(incoming.remote)) return tooManyRequests();
		try {
			return await handle(incoming);
		} catch (error) {
			if (error instanceof OwnerrezError) return error.toReply();
			throw error;
		}
	};
}

export function ownerApiHandler(parts: OwnerApiParts): Handler {
	return guarded(parts.limit, (incoming) => {
		const token = tokenEndpoint(parts, incoming);
		if (token) return token;
		if (!incoming.path.startsWith("/v2/")) throw new OwnerrezError(404, "not_found", "There is no such resource.");
		const caller = authenticate(parts, incoming);
		// Links name the public origin whatever Host a caller sent.
		const canonical = { ...incoming, url: new URL(`${incoming.path}${incoming.url.search}`, parts.base()) };
		const subscription = parts.subscriptions.reply(caller, canonical);
		if (subscription) return subscription;
		if (incoming.method !== "GET") throw new OwnerrezError(405, "method_not_allowed", "The sandbox is read only.");
		return resource(parts, caller, canonical);
	});
}

function resource(parts: OwnerApiParts, { user }: Caller, incoming: Incoming): Reply {
	const [, , noun = "", id, more] = incoming.path.replace(/\/$/, "").split("/");
	if (more !== undefined) throw new OwnerrezError(404, "not_found", "There is no such resource.");
	if (noun === "users" && id === "me") {
		return json({ id: Number(user.id), username: user.email, email: user.email, display_name: user.displayName });
	}
	const missing = () =>
		new OwnerrezError(404, "not_found", `There is no such ${noun.replace(/ies$/, "y").replace(/s$/, "")}.`);
	switch (noun) {
		case "properties": {
			if (id === undefined) return listProperties(user, incoming);
			const index = user.propertyIndexOf(id);
			if (index < 0) throw missing();
			return json(user.propertyRow(index, true));
		}
		case "bookings": {
			if (id === undefined) return listBookings(user, incoming, parts.settings.ownerBookingOrder);
			// Some clients ask with the human form ORB+id (PROVIDERS.md 2.7); the API takes the number.
			const index = user.liveIndexOf(id);
			if (index < 0) throw missing();
			// The detail carries charges without being asked (PROVIDERS.md 2.5).
			return json(ownerrezBooking(user, index, { ...includesOf(incoming.query), charges: true }));
		}
		case "guests": {
			if (id === undefined) return listGuests(user, incoming);
			const guest = user.guestIndexOf(id);
			if (!user.isGuest(guest)) throw missing();
			return json(ownerrezGuest(user, guest, includesOf(incoming.query)));
		}
		case "payments":
		case "refunds":
		case "deposits":
		case "fees": {
			if (id === undefined) return listMoney(user, incoming, noun, parts.settings.ownerPaymentsNeedFilter);
			return moneyDetail(user, noun, id, missing);
		}
		default:
			throw new OwnerrezError(404, "not_found", "There is no such resource.");
	}
}

function moneyDetail(user: Caller["user"], kind: MoneyKind, id: string, missing: () => OwnerrezError): Reply {
	const row = allMoney(user, kind).find((candidate) => String(candidate.id) === id);
	if (!row) throw missing();
	return json(row);
}
