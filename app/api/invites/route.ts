import { createInvite, listInvites } from "@/lib/auth/invites";
import { route } from "@/lib/http/route";
import { inviteInput } from "@/lib/shared/operators";

// GET /api/invites – open invitations
export const GET = route({ permission: "operators.manage" }, async ({ actor }) => ({
	items: await listInvites(actor),
	nextCursor: null,
}));

// POST /api/invites – a new invitation; its link is in this answer only
export const POST = route({ permission: "operators.manage", body: inviteInput }, async ({ actor, body }) =>
	Response.json(await createInvite(actor, body), { status: 201 }),
);
