import { findConnections } from "@/lib/connections/find-connections";
import { route } from "@/lib/http/route";
import { searchReservations } from "@/lib/reservations/search";
import { type SearchResult, searchQuery } from "@/lib/shared/search";

const CONNECTIONS = 4;

// GET /api/search – a few reservations, tenants and connections that words find, over all that the caller may see
export const GET = route(
	{ permission: "reservations.read", query: searchQuery },
	async ({ actor, query }): Promise<SearchResult> => {
		const [found, connections] = await Promise.all([
			searchReservations(actor, query.q),
			findConnections(actor, query.q, CONNECTIONS),
		]);
		return { ...found, connections };
	},
);
