import { createResetLink } from "@/lib/auth/reset-password";
import { route } from "@/lib/http/route";

// POST /api/operators/[id]/reset-link – a one-time link for a forgotten password; it is in this answer only
export const POST = route({ permission: "operators.manage", params: ["id"] }, async ({ actor, params }) =>
	Response.json(await createResetLink(actor, params.id), { status: 201 }),
);
