/** What the command palette finds. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { searchResult } from "@/lib/shared/search";
import { fetchJson } from "./client";

/** Asked while one types: an older question is cancelled, its answer stays until the next is there. */
export function searchQuery(q: string) {
	return queryOptions({
		queryKey: ["search", q],
		queryFn: ({ signal }) => fetchJson(`/api/search?q=${encodeURIComponent(q)}`, searchResult, { signal }),
		enabled: q !== "",
		placeholderData: keepPreviousData,
		staleTime: 30_000,
	});
}
