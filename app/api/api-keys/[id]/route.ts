import { revokeApiKey } from "@/lib/auth/api-keys";
import { route } from "@/lib/http/route";

// DELETE /api/api-keys/[id] – dead from the next request on
export const DELETE = route({ permission: "api_keys.manage", params: ["id"] }, ({ actor, params }) =>
	revokeApiKey(actor, params.id),
);
