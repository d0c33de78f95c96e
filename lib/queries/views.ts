/** Saved views in the browser. */
import { queryOptions } from "@tanstack/react-query";
import type { SavedView, SavedViewChange, SavedViewInput, ViewPage } from "@/lib/shared/views";
import { fetchJson, sendJson } from "./client";

export const VIEWS_KEY = ["views"] as const;

const savedView = () => import("@/lib/shared/views").then((module) => module.savedView);
const savedViewList = () => import("@/lib/shared/views").then((module) => module.savedViewList);

/** One's own and the shared ones; `initial` as the server read them with the page. */
export function savedViewsQuery(page: ViewPage, initial?: { items: SavedView[] }) {
	return queryOptions({
		queryKey: [...VIEWS_KEY, page],
		queryFn: ({ signal }) => fetchJson(`/api/views?page=${page}`, savedViewList, { signal }),
		staleTime: 60_000,
		...(initial === undefined ? {} : { initialData: { items: initial.items, nextCursor: null } }),
	});
}

export function createView(input: Partial<SavedViewInput> & { name: string }): Promise<SavedView> {
	return fetchJson("/api/views", savedView, { method: "POST", body: input });
}

export function changeView(id: string, change: SavedViewChange): Promise<SavedView> {
	return fetchJson(path(id), savedView, { method: "PATCH", body: change });
}

export function deleteView(id: string): Promise<void> {
	return sendJson(path(id), { method: "DELETE" });
}

function path(id: string): string {
	return `/api/views/${encodeURIComponent(id)}`;
}
