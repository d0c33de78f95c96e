import { getTenant } from "@/lib/connections/tenants";
import { route } from "@/lib/http/route";
import { pauseInput } from "@/lib/shared/connections";
import { setPaused } from "@/lib/sync/set-paused";

// POST /api/tenants/[id]/pause – stop syncing it, or go on; nothing is lost
export const POST = route(
	{ params: ["id"], body: pauseInput, permission: "connections.sync" },
	async ({ actor, params, body }) => {
		await setPaused(actor, { tenantId: params.id }, body.paused);
		return getTenant(actor, params.id);
	},
);
