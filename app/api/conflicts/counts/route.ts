import { route } from "@/lib/http/route";
import { countConflicts } from "@/lib/reservations/conflict-kinds";
import { conflictCountsQuery } from "@/lib/shared/conflicts";

// GET /api/conflicts/counts?tenant=&by=&from=&to= – reservations a kind of conflict has
export const GET = route({ query: conflictCountsQuery, permission: "reservations.read" }, async ({ actor, query }) =>
	countConflicts(actor, query),
);
