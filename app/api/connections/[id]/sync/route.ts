import { getConnection } from "@/lib/connections/get-connection";
import { route } from "@/lib/http/route";
import { syncInput } from "@/lib/shared/connections";
import { requestSync } from "@/lib/sync/request-sync";

// POST /api/connections/[id]/sync – look for news now
export const POST = route(
	{ params: ["id"], body: syncInput, permission: "connections.sync" },
	async ({ actor, params, body }) => {
		await requestSync(actor, params.id, body.tenantId);
		return Response.json(await getConnection(actor, params.id), { status: 202 });
	},
);
