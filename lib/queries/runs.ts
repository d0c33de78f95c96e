/** Runs in the browser, newest first, page by page. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import type { RunSummary } from "@/lib/shared/connections";
import type { Page } from "@/lib/shared/page";
import { fetchJson, sendJson } from "./client";

export const RUNS_KEY = ["runs"] as const;

/** Rows a page of the runs table holds. */
export const RUNS_PAGE = 20;

/** The runs of one connection or one tenant, of one outcome or any. `live` asks more often: while a mirror fills. */
export function runsQuery(
	of: { connection: string } | { tenant: string },
	{ state, live }: { state: RunSummary["state"] | null; live: boolean },
) {
	return infiniteQueryOptions({
		queryKey: [...RUNS_KEY, of, state],
		initialPageParam: null as string | null,
		queryFn: ({ pageParam, signal }) => {
			const search = new URLSearchParams({ ...of, limit: String(RUNS_PAGE) });
			if (state !== null) search.set("state", state);
			if (pageParam !== null) search.set("cursor", pageParam);
			return fetchJson<Page<RunSummary>>(`/api/runs?${search}`, { signal });
		},
		getNextPageParam: (page) => page.nextCursor,
		refetchInterval: live ? 4_000 : 20_000,
	});
}

/** Asks a run to stop: it ends before its next request, and what it stored stays. */
export function cancelRun(id: string): Promise<void> {
	return sendJson(`/api/runs/${encodeURIComponent(id)}/cancel`, { method: "POST" });
}
