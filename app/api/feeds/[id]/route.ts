import { route } from "@/lib/http/route";
import { revokeFeed } from "@/lib/reservations/feeds";

// DELETE /api/feeds/[id] – revokes a calendar feed
export const DELETE = route({ permission: "reservations.read", params: ["id"] }, ({ actor, params }) =>
	revokeFeed(actor, params.id),
);
