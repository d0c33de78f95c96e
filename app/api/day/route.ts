import { route } from "@/lib/http/route";
import { getDayBoard } from "@/lib/reservations/day-board";
import { dayQuery } from "@/lib/shared/day-board";

// GET /api/day?date=&tenant= – arrivals, departures and who is in house
export const GET = route({ query: dayQuery, permission: "reservations.read" }, async ({ actor, query }) =>
	getDayBoard(actor, query),
);
