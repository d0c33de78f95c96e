/** The saved views that a page offers, in the browser. */
import { queryOptions } from "@tanstack/react-query";
import type { Page } from "@/lib/shared/page";
import type { SavedView, ViewPage } from "@/lib/shared/views";
import { fetchJson } from "./client";

export const VIEWS_KEY = ["views"] as const;

/** One's own and the shared ones; `initial` as the server read them with the page. */
export function savedViewsQuery(page: ViewPage, initial?: { items: SavedView[] }) {
	return queryOptions({
		queryKey: [...VIEWS_KEY, page],
		queryFn: ({ signal }) => fetchJson<Page<SavedView>>(`/api/views?page=${page}`, { signal }),
		staleTime: 60_000,
		...(initial === undefined ? {} : { initialData: { items: initial.items, nextCursor: null } }),
	});
}
