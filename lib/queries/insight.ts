/** Insight in the browser. */
import { queryOptions } from "@tanstack/react-query";
import type { Insight } from "@/lib/shared/insight";
import { fetchJson } from "./client";
import { RESERVATIONS_KEY } from "./reservation-list";

/** Sums over months do not change their picture within a minute, and cost more than a list. */
const POLL_MS = 5 * 60_000;

/** `params`: canonical query string. */
export function insightQueryOptions(params: string) {
	return queryOptions({
		queryKey: [...RESERVATIONS_KEY, "insight", params],
		queryFn: ({ signal }) => fetchJson<Insight>(`/api/insight?${params}`, { signal }),
		refetchInterval: POLL_MS,
	});
}
