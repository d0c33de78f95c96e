import { route } from "@/lib/http/route";
import { getQuarantinedRaw } from "@/lib/reservations/quarantine-raw";

// GET /api/tenants/[id]/quarantine/[recordId]/raw – the body as the provider sent it
export const GET = route({ params: ["id", "recordId"], permission: "reservations.raw" }, async ({ actor, params }) =>
	getQuarantinedRaw(actor, params.id, params.recordId),
);
