import { route } from "@/lib/http/route";
import { getRaw } from "@/lib/reservations/get-raw";

// GET /api/reservations/[id]/raw – the provider's own record, for owner and admin; each look is audited
export const GET = route({ permission: "reservations.raw", params: ["id"] }, ({ actor, params }) =>
	getRaw(actor, params.id),
);
