import { route } from "@/lib/http/route";
import { getReservation } from "@/lib/reservations/get-reservation";
import { knownMoment } from "@/lib/shared/reservations";

// GET /api/reservations/[id]?at= – one reservation with its group
export const GET = route(
	{ permission: "reservations.read", params: ["id"], query: knownMoment },
	({ actor, params, query }) => getReservation(actor, params.id, query.at),
);
