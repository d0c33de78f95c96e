import { route } from "@/lib/http/route";
import { runQuery } from "@/lib/shared/connections";
import { listRuns } from "@/lib/sync/list-runs";

// GET /api/runs?connection=&tenant= – executions of streams, latest first
export const GET = route({ query: runQuery }, async ({ actor, query }) => listRuns(actor, query));
