import { getConnection } from "@/lib/connections/get-connection";
import { revokeConnection } from "@/lib/connections/revoke-connection";
import { route } from "@/lib/http/route";
import { revokeInput } from "@/lib/shared/connections";

// POST /api/connections/[id]/revoke – ends the connection; GET it to follow the steps
export const POST = route(
	{ params: ["id"], body: revokeInput, permission: "connections.revoke" },
	async ({ actor, params, body }) => {
		await revokeConnection(actor, params.id, body);
		return Response.json(await getConnection(actor, params.id), { status: 202 });
	},
);
