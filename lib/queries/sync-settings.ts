/** The settings of syncing in the browser. */
import { queryOptions } from "@tanstack/react-query";
import { type SyncSettings, syncSettings } from "@/lib/shared/settings";
import { fetchJson } from "./client";

const PATH = "/api/settings/sync";

export function syncSettingsQuery() {
	return queryOptions({
		queryKey: ["settings", "sync"],
		queryFn: ({ signal }) => fetchJson(PATH, syncSettings, { signal }),
	});
}

export function saveSyncSettings(settings: SyncSettings): Promise<SyncSettings> {
	return fetchJson(PATH, syncSettings, { method: "PUT", body: settings });
}
