import { route } from "@/lib/http/route";
import { clearFlag, setFlag } from "@/lib/reservations/flags";
import { flagInput } from "@/lib/shared/annotations";

// PUT /api/reservations/[id]/flag – flags it, with a reason when one is given
export const PUT = route(
	{ permission: "reservations.annotate", params: ["id"], body: flagInput },
	({ actor, params, body }) => setFlag(actor, params.id, body.reason),
);

// DELETE /api/reservations/[id]/flag
export const DELETE = route({ permission: "reservations.annotate", params: ["id"] }, ({ actor, params }) =>
	clearFlag(actor, params.id),
);
