import { proveAgain } from "@/lib/auth/own-account";
import { route } from "@/lib/http/route";
import { proveInput } from "@/lib/shared/auth";

// POST /api/session/prove – the password once more; opens dangerous actions for 5 minutes
export const POST = route({ body: proveInput }, ({ actor, body }) => proveAgain(actor, body.password));
