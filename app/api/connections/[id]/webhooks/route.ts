import { route } from "@/lib/http/route";
import { webhookQuery } from "@/lib/shared/webhooks";
import { listDeliveries } from "@/lib/webhooks/list-deliveries";

// GET /api/connections/[id]/webhooks – deliveries about its tenants, latest first, and how to set them up
export const GET = route({ params: ["id"], query: webhookQuery }, async ({ actor, params, query }) =>
	listDeliveries(actor, params.id, query),
);
