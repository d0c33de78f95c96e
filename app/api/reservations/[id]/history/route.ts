import { route } from "@/lib/http/route";
import { getHistory } from "@/lib/reservations/get-history";

// GET /api/reservations/[id]/history – what changed, newest first
export const GET = route({ permission: "reservations.read", params: ["id"] }, async ({ actor, params }) => ({
	items: await getHistory(actor, params.id),
	nextCursor: null,
}));
