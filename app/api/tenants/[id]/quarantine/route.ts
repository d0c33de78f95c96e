import { route } from "@/lib/http/route";
import { listQuarantined } from "@/lib/reservations/quarantine";
import { listDrift } from "@/lib/reservations/quarantine-drift";

// GET /api/tenants/[id]/quarantine – records that did not fit, with the reason, and what they say together
export const GET = route({ params: ["id"] }, async ({ actor, params }) => ({
	items: await listQuarantined(actor, params.id),
	drift: await listDrift(actor, params.id),
	nextCursor: null,
}));
