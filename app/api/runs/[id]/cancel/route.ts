import { route } from "@/lib/http/route";
import { cancelRun } from "@/lib/sync/stop-run";

// POST /api/runs/[id]/cancel – end it at its next page; what was read stays
export const POST = route({ params: ["id"], permission: "connections.sync" }, async ({ actor, params }) => {
	await cancelRun(actor, params.id);
	return new Response(null, { status: 202 });
});
