import { createSavedView, listSavedViews } from "@/lib/auth/saved-views";
import { route } from "@/lib/http/route";
import { savedViewInput, savedViewQuery } from "@/lib/shared/views";

// GET /api/views – the caller's own saved views and the shared ones
export const GET = route({ permission: "reservations.read", query: savedViewQuery }, ({ actor, query }) =>
	listSavedViews(actor, query.page),
);

// POST /api/views – saves a view
export const POST = route({ permission: "reservations.read", body: savedViewInput }, async ({ actor, body }) =>
	Response.json(await createSavedView(actor, body), { status: 201 }),
);
