import { getPreferences } from "@/lib/auth/preferences";
import { route } from "@/lib/http/route";

// GET /api/preferences – what Rezdeck remembers of the caller's way of working
export const GET = route({}, ({ actor }) => getPreferences(actor));
