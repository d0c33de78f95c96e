import { listOwnSessions } from "@/lib/auth/own-account";
import { route } from "@/lib/http/route";

// GET /api/sessions – one's own live sessions
export const GET = route({}, async ({ actor }) => ({ items: await listOwnSessions(actor), nextCursor: null }));
