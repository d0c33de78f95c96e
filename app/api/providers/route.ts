import { listProviders } from "@/lib/connections/providers";
import { route } from "@/lib/http/route";

// GET /api/providers – what can be connected, and what a person must know before
export const GET = route({}, async ({ actor }) => ({ items: listProviders(actor), nextCursor: null }));
