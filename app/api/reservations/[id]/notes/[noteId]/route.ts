import { route } from "@/lib/http/route";
import { deleteNote, editNote } from "@/lib/reservations/notes";
import { noteChange } from "@/lib/shared/annotations";

// PATCH /api/reservations/[id]/notes/[noteId] – one's own note
export const PATCH = route(
	{ permission: "reservations.annotate", params: ["id", "noteId"], body: noteChange },
	({ actor, params, body }) => editNote(actor, params.id, params.noteId, body.body),
);

// DELETE /api/reservations/[id]/notes/[noteId]
export const DELETE = route({ permission: "reservations.annotate", params: ["id", "noteId"] }, ({ actor, params }) =>
	deleteNote(actor, params.id, params.noteId),
);
