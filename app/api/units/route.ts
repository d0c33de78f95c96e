import { route } from "@/lib/http/route";
import { listUnits } from "@/lib/reservations/list-units";
import { unitFilter } from "@/lib/shared/reservations";

// GET /api/units – units to filter by, of one tenant or all
export const GET = route({ permission: "reservations.read", query: unitFilter }, ({ actor, query }) =>
	listUnits(actor, query),
);
