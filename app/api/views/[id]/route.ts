import { changeSavedView, deleteSavedView, getSavedView } from "@/lib/auth/saved-views";
import { route } from "@/lib/http/route";
import { savedViewChange } from "@/lib/shared/views";

// GET /api/views/[id] – one saved view, as far as the caller may see what it is about
export const GET = route({ permission: "reservations.read", params: ["id"] }, ({ actor, params }) =>
	getSavedView(actor, params.id),
);

// PATCH /api/views/[id] – name, filters, columns, shared or not
export const PATCH = route(
	{ permission: "reservations.read", params: ["id"], body: savedViewChange },
	({ actor, params, body }) => changeSavedView(actor, params.id, body),
);

// DELETE /api/views/[id]
export const DELETE = route({ permission: "reservations.read", params: ["id"] }, ({ actor, params }) =>
	deleteSavedView(actor, params.id),
);
