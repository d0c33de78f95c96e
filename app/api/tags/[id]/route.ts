import { route } from "@/lib/http/route";
import { changeTag, deleteTag } from "@/lib/reservations/tags";
import { tagChange, tagDeletion } from "@/lib/shared/annotations";

// PATCH /api/tags/[id] – name and tone
export const PATCH = route(
	{ permission: "reservations.annotate", params: ["id"], body: tagChange },
	({ actor, params, body }) => changeTag(actor, params.id, body),
);

// DELETE /api/tags/[id] – one that is in use needs ?confirm=yes
export const DELETE = route(
	{ permission: "reservations.annotate", params: ["id"], query: tagDeletion },
	({ actor, params, query }) => deleteTag(actor, params.id, query.confirm === "yes"),
);
