import { getTenant, setTenantIncluded } from "@/lib/connections/tenants";
import { route } from "@/lib/http/route";
import { tenantInput } from "@/lib/shared/connections";

// GET /api/tenants/[id]
export const GET = route({ params: ["id"] }, async ({ actor, params }) => getTenant(actor, params.id));

// PATCH /api/tenants/[id] – include it, or leave it out (which deletes its mirrored data here)
export const PATCH = route(
	{ params: ["id"], body: tenantInput, permission: "connections.connect" },
	async ({ actor, params, body }) => setTenantIncluded(actor, params.id, body.included),
);
