import { listTenantChoices } from "@/lib/auth/tenant-scope";
import { route } from "@/lib/http/route";

// GET /api/operators/tenants – the tenants that may be handed out as a scope
export const GET = route({ permission: "operators.manage" }, async ({ actor }) => ({
	items: await listTenantChoices(actor),
	nextCursor: null,
}));
