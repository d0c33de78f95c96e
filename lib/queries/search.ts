/** What the command palette finds. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { SearchResult } from "@/lib/shared/search";
import { fetchJson } from "./client";

/** Asked while one types: an older question is cancelled, its answer stays until the next is there. */
export function searchQuery(q: string) {
	return queryOptions({
		queryKey: ["search", q],
		queryFn: ({ signal }) => fetchJson<SearchResult>(`/api/search?q=${encodeURIComponent(q)}`, { signal }),
		enabled: q !== "",
		placeholderData: keepPreviousData,
		staleTime: 30_000,
	});
}
