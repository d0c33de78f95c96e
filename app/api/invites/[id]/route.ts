import { withdrawInvite } from "@/lib/auth/invites";
import { route } from "@/lib/http/route";

// DELETE /api/invites/[id] – makes an open invitation's link worthless
export const DELETE = route({ permission: "operators.manage", params: ["id"] }, ({ actor, params }) =>
	withdrawInvite(actor, params.id),
);
