import { getOverview } from "@/lib/connections/overview";
import { route } from "@/lib/http/route";

// GET /api/overview – totals, allowances, and what needs a person
export const GET = route({}, async ({ actor }) => getOverview(actor));
