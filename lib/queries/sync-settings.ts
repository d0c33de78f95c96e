/** The settings of syncing in the browser. */
import { queryOptions } from "@tanstack/react-query";
import type { SyncSettings } from "@/lib/shared/settings";
import { fetchJson } from "./client";

const PATH = "/api/settings/sync";

export function syncSettingsQuery() {
	return queryOptions({
		queryKey: ["settings", "sync"],
		queryFn: ({ signal }) => fetchJson<SyncSettings>(PATH, { signal }),
	});
}

export function saveSyncSettings(settings: SyncSettings): Promise<SyncSettings> {
	return fetchJson<SyncSettings>(PATH, { method: "PUT", body: settings });
}
