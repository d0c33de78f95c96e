import { route } from "@/lib/http/route";
import { syncSettings } from "@/lib/shared/settings";
import { getSyncSettings, saveSyncSettings } from "@/lib/sync/sync-settings";

// GET /api/settings/sync – how often changes are asked for, how long history is kept
export const GET = route({}, async ({ actor }) => getSyncSettings(actor));

// PUT /api/settings/sync
export const PUT = route({ body: syncSettings, permission: "settings.change" }, async ({ actor, body }) =>
	saveSyncSettings(actor, body),
);
