/** How many reservations have what kind of conflict, in the browser. */
import { queryOptions } from "@tanstack/react-query";
import type { ConflictCounts } from "@/lib/shared/conflicts";
import { fetchJson } from "./client";
import { RESERVATIONS_KEY } from "./reservation-list";

/** Looking through all reservations costs the database something, and the number moves slowly. */
const POLL_MS = 120_000;

/** `params`: canonical query string. */
export function conflictCountsQuery(params: string) {
	return queryOptions({
		queryKey: [...RESERVATIONS_KEY, "conflicts", params],
		queryFn: ({ signal }) => fetchJson<ConflictCounts>(`/api/conflicts/counts?${params}`, { signal }),
		staleTime: POLL_MS / 2,
		refetchInterval: POLL_MS,
	});
}
