import { route } from "@/lib/http/route";
import { getReservation } from "@/lib/reservations/get-reservation";

// GET /api/reservations/[id] – one reservation with its group
export const GET = route({ permission: "reservations.read", params: ["id"] }, ({ actor, params }) =>
	getReservation(actor, params.id),
);
