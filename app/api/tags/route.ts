import { route } from "@/lib/http/route";
import { createTag, listTags } from "@/lib/reservations/tags";
import { tagInput } from "@/lib/shared/annotations";

// GET /api/tags – our own tags
export const GET = route({ permission: "reservations.read" }, ({ actor }) => listTags(actor));

// POST /api/tags – a new tag
export const POST = route({ permission: "reservations.annotate", body: tagInput }, async ({ actor, body }) =>
	Response.json(await createTag(actor, body), { status: 201 }),
);
