import { route } from "@/lib/http/route";
import { verifyInput } from "@/lib/shared/verification";
import { getVerification } from "@/lib/sync/verify-report";
import { cancelVerification, requestVerification } from "@/lib/sync/verify-request";

// GET /api/tenants/[id]/verify – the latest verification with its first findings
export const GET = route({ params: ["id"] }, async ({ actor, params }) => getVerification(actor, params.id));

// POST /api/tenants/[id]/verify – compare the mirror with the provider and repair what differs
export const POST = route(
	{ params: ["id"], body: verifyInput, permission: "connections.sync" },
	async ({ actor, params, body }) => {
		await requestVerification(actor, params.id, body.scope);
		return Response.json(await getVerification(actor, params.id), { status: 202 });
	},
);

// DELETE /api/tenants/[id]/verify – stop the verification under way
export const DELETE = route({ params: ["id"], permission: "connections.sync" }, async ({ actor, params }) => {
	await cancelVerification(actor, params.id);
	return getVerification(actor, params.id);
});
