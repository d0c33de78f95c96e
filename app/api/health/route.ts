import { openRoute } from "@/lib/http/route";

/** Whether the process lives; asks nothing else, so that a database that is away does not get the app restarted. */
export const GET = openRoute({}, async () => ({ status: "ok" }));
