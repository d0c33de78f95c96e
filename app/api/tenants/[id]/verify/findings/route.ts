import { route } from "@/lib/http/route";
import { findingQuery } from "@/lib/shared/verification";
import { listFindings } from "@/lib/sync/verify-report";

// GET /api/tenants/[id]/verify/findings – what the latest verification found, page by page
export const GET = route({ params: ["id"], query: findingQuery }, async ({ actor, params, query }) =>
	listFindings(actor, params.id, query),
);
