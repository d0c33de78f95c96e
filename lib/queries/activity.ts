/** The audit trail in the browser, newest first, page by page. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import type { AuditPage } from "@/lib/shared/audit";
import { fetchJson } from "./client";

/** `search` is the filter as it stands in the page's URL. */
export function activityQuery(search: string, firstPage?: AuditPage) {
	return infiniteQueryOptions({
		queryKey: ["activity", search] as const,
		initialPageParam: null as string | null,
		queryFn: ({ pageParam, signal }) => {
			const params = new URLSearchParams(search);
			if (pageParam !== null) params.set("cursor", pageParam);
			return fetchJson<AuditPage>(`/api/audit?${params}`, { signal });
		},
		getNextPageParam: (page) => page.nextCursor,
		...(firstPage === undefined ? {} : { initialData: { pages: [firstPage], pageParams: [null] } }),
	});
}
