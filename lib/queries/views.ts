/** Changes of saved views, from the browser. */
import type { SavedView, SavedViewChange, SavedViewInput } from "@/lib/shared/views";
import { fetchJson, sendJson } from "./client";

export function createView(input: Partial<SavedViewInput> & { name: string }): Promise<SavedView> {
	return fetchJson<SavedView>("/api/views", { method: "POST", body: input });
}

export function changeView(id: string, change: SavedViewChange): Promise<SavedView> {
	return fetchJson<SavedView>(path(id), { method: "PATCH", body: change });
}

export function deleteView(id: string): Promise<void> {
	return sendJson(path(id), { method: "DELETE" });
}

function path(id: string): string {
	return `/api/views/${encodeURIComponent(id)}`;
}
