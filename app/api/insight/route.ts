import { route } from "@/lib/http/route";
import { getInsight } from "@/lib/reservations/insight";
import { insightQuery } from "@/lib/shared/insight";

// GET /api/insight?tenant=&provider=&from=&to=&group=&pickup= – what the reservations of these days amount to
export const GET = route({ query: insightQuery, permission: "reservations.read" }, async ({ actor, query }) =>
	getInsight(actor, query),
);
