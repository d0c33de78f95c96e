import { deleteConnection } from "@/lib/connections/delete-data";
import { getConnection } from "@/lib/connections/get-connection";
import { route } from "@/lib/http/route";

// GET /api/connections/[id] – one connection with tenants, credential facts and revocation
export const GET = route({ params: ["id"] }, async ({ actor, params }) => getConnection(actor, params.id));

// DELETE /api/connections/[id] – deletes a revoked connection and its mirrored data
export const DELETE = route({ params: ["id"], permission: "connections.revoke" }, async ({ actor, params }) =>
	deleteConnection(actor, params.id),
);
