import { listTenants } from "@/lib/connections/tenants";
import { route } from "@/lib/http/route";

// GET /api/tenants – every tenant the caller may see
export const GET = route({}, async ({ actor }) => ({ items: await listTenants(actor), nextCursor: null }));
