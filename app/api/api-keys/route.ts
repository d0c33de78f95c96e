import { createApiKey, listApiKeys } from "@/lib/auth/api-keys";
import { route } from "@/lib/http/route";
import { apiKeyInput } from "@/lib/shared/operators";

// GET /api/api-keys – one's own keys; those who manage operators see all
export const GET = route({ permission: "api_keys.manage" }, async ({ actor }) => ({
	items: await listApiKeys(actor),
	nextCursor: null,
}));

// POST /api/api-keys – a new key; its text is in this answer only
export const POST = route({ permission: "api_keys.manage", body: apiKeyInput }, async ({ actor, body }) =>
	Response.json(await createApiKey(actor, body), { status: 201 }),
);
