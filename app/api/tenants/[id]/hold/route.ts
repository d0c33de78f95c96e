import { getTenant } from "@/lib/connections/tenants";
import { route } from "@/lib/http/route";
import { holdInput } from "@/lib/shared/connections";
import { answerHold } from "@/lib/sync/hold-sweep";

// POST /api/tenants/[id]/hold – say whether the many reservations that are not listed any more are really gone
export const POST = route(
	{ params: ["id"], body: holdInput, permission: "connections.sync" },
	async ({ actor, params, body }) => {
		await answerHold(actor, params.id, body.gone);
		return getTenant(actor, params.id);
	},
);
