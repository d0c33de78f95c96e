/** The list of reservations in the browser, page by page. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import type { ReservationList } from "@/lib/shared/reservations";
import { fetchJson } from "./client";

/** Prefix of every query about reservations: invalidate it after a change. */
export const RESERVATIONS_KEY = ["reservations"] as const;

const POLL_MS = 30_000;

/** A list longer than this is not asked again by itself: each poll would fetch every page of it. */
const POLLED_PAGES = 4;

/** `params`: the filter as canonical query string, without cursor. `initial`: what the server read for the same params. */
export function reservationListQuery(params: string, initial?: { data: ReservationList; readAt: number }) {
	return infiniteQueryOptions({
		queryKey: [...RESERVATIONS_KEY, "list", params],
		initialPageParam: null as string | null,
		queryFn: ({ pageParam, signal }) => {
			const search = new URLSearchParams(params);
			if (pageParam !== null) search.set("cursor", pageParam);
			return fetchJson<ReservationList>(`/api/reservations?${search}`, { signal });
		},
		getNextPageParam: (page) => page.nextCursor,
		refetchInterval: (query) =>
			isPast(params) || (query.state.data?.pages.length ?? 1) > POLLED_PAGES ? false : POLL_MS,
		...(initial === undefined
			? {}
			: {
					initialData: { pages: [initial.data], pageParams: [null] },
					initialDataUpdatedAt: initial.readAt,
				}),
	});
}

/** An earlier state does not change any more: it is not asked for again by itself. */
export function isPast(params: string): boolean {
	return new URLSearchParams(params).has("at");
}
