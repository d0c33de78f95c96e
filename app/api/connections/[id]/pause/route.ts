import { getConnection } from "@/lib/connections/get-connection";
import { route } from "@/lib/http/route";
import { pauseInput } from "@/lib/shared/connections";
import { setPaused } from "@/lib/sync/set-paused";

// POST /api/connections/[id]/pause – stop syncing it, or go on; nothing is lost
export const POST = route(
	{ params: ["id"], body: pauseInput, permission: "connections.sync" },
	async ({ actor, params, body }) => {
		await setPaused(actor, { connectionId: params.id }, body.paused);
		return getConnection(actor, params.id);
	},
);
