import { endOwnSession } from "@/lib/auth/own-account";
import { route } from "@/lib/http/route";

// DELETE /api/sessions/[id] – ends one of one's own sessions
export const DELETE = route({ params: ["id"] }, ({ actor, params }) => endOwnSession(actor, params.id));
