import { route } from "@/lib/http/route";
import { listReservations } from "@/lib/reservations/list-reservations";
import { reservationFilter } from "@/lib/shared/reservations";

// GET /api/reservations – one page of the filtered list over all tenants of the caller
export const GET = route({ permission: "reservations.read", query: reservationFilter }, ({ actor, query }) =>
	listReservations(actor, query),
);
