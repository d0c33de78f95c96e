import { route } from "@/lib/http/route";
import { listQuarantined } from "@/lib/reservations/quarantine";

// GET /api/tenants/[id]/quarantine – records that did not fit, with the reason
export const GET = route({ params: ["id"] }, async ({ actor, params }) => ({
	items: await listQuarantined(actor, params.id),
	nextCursor: null,
}));
