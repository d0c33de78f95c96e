/** The installation at a glance, for the frame around every page and the start page. */
import { queryOptions } from "@tanstack/react-query";
import type { Overview } from "@/lib/shared/connections";
import { fetchJson } from "./client";

export const OVERVIEW_KEY = ["overview"] as const;

const MOVING_MS = 3_000;
const RESTING_MS = 20_000;

/** Asked again every three seconds while something waits or fills, else every twenty. */
export function overviewQuery() {
	return queryOptions({
		queryKey: OVERVIEW_KEY,
		queryFn: ({ signal }) => fetchJson<Overview>("/api/overview", { signal }),
		refetchInterval: (query) => {
			const data = query.state.data;
			const moving = data?.budgets.some((budget) => budget.waitingStreams > 0) === true || data?.asOf === null;
			return moving ? MOVING_MS : RESTING_MS;
		},
	});
}
