import { getLooked, noteLook } from "@/lib/auth/looked";
import { route } from "@/lib/http/route";
import { lookInput } from "@/lib/shared/looked";

// GET /api/preferences/looked – when the caller last looked, and since when things are new to them
export const GET = route({}, ({ actor }) => getLooked(actor));

// POST /api/preferences/looked – notes a look; {"since": instant} makes all until then seen
export const POST = route({ body: lookInput }, ({ actor, body }) => noteLook(actor, body));
