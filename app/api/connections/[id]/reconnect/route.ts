import { reconnectManual } from "@/lib/connections/connect-manual";
import { getConnection } from "@/lib/connections/get-connection";
import { route } from "@/lib/http/route";
import { reconnectManualInput } from "@/lib/shared/connections";

// POST /api/connections/[id]/reconnect – a new hand-made token for the same account
export const POST = route(
	{ params: ["id"], body: reconnectManualInput, permission: "connections.connect" },
	async ({ actor, params, body }) => {
		await reconnectManual(actor, params.id, body);
		return getConnection(actor, params.id);
	},
);
