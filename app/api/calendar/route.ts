import { route } from "@/lib/http/route";
import { getCalendar } from "@/lib/reservations/calendar";
import { calendarQuery } from "@/lib/shared/calendar";

// GET /api/calendar?tenant=&from=&days= – units × days
export const GET = route({ query: calendarQuery, permission: "reservations.read" }, async ({ actor, query }) =>
	getCalendar(actor, query),
);
