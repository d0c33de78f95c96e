import { route } from "@/lib/http/route";
import { createFeed, listFeeds } from "@/lib/reservations/feeds";
import { feedInput } from "@/lib/shared/feeds";

// GET /api/feeds – the caller's calendar feeds; everybody's for those who manage operators
export const GET = route({ permission: "reservations.read" }, async ({ actor }) => ({
	items: await listFeeds(actor),
	nextCursor: null,
}));

// POST /api/feeds – makes a calendar feed; its address is in the answer and nowhere else
export const POST = route({ permission: "reservations.read", body: feedInput }, async ({ actor, body }) =>
	Response.json(await createFeed(actor, body), { status: 201 }),
);
