import { z } from "zod";
import { savePreference } from "@/lib/auth/preferences";
import { route } from "@/lib/http/route";

// PATCH /api/preferences/[id] – changes some fields of one preference, e.g. {"density": "compact"} of "list"
export const PATCH = route(
	{ params: ["id"], body: z.record(z.string().max(60), z.unknown()) },
	({ actor, params, body }) => savePreference(actor, params.id, body),
);
