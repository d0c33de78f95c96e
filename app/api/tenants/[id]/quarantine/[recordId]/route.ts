import { route } from "@/lib/http/route";
import { setQuarantinedIgnored } from "@/lib/reservations/quarantine-ignore";
import { quarantineInput } from "@/lib/shared/connections";
import { retryQuarantined } from "@/lib/sync/retry-quarantined";

// POST /api/tenants/[id]/quarantine/[recordId] – try the record again, leave it at that, or take that back
export const POST = route(
	{ params: ["id", "recordId"], body: quarantineInput, permission: "connections.sync" },
	async ({ actor, params, body }) => {
		if (body.action === "retry") return retryQuarantined(actor, params.id, params.recordId);
		return setQuarantinedIgnored(actor, params.id, params.recordId, body.action === "ignore");
	},
);
