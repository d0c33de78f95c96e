import { route } from "@/lib/http/route";
import { addNote, listNotes } from "@/lib/reservations/notes";
import { noteInput } from "@/lib/shared/annotations";

// GET /api/reservations/[id]/notes – our own notes, newest first
export const GET = route({ permission: "reservations.read", params: ["id"] }, ({ actor, params }) =>
	listNotes(actor, params.id),
);

// POST /api/reservations/[id]/notes – a new note
export const POST = route(
	{ permission: "reservations.annotate", params: ["id"], body: noteInput },
	async ({ actor, params, body }) => Response.json(await addNote(actor, params.id, body), { status: 201 }),
);
