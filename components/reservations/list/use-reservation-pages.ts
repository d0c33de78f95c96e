"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useDeferredValue, useMemo } from "react";
import { ApiProblem } from "@/lib/queries/client";
import { reservationListQuery } from "@/lib/queries/reservation-list";
import type { ReservationList } from "@/lib/shared/reservations";

/** What the server read, and for which canonical filters. */
export interface InitialPage {
	params: string;
	data: ReservationList;
	readAt: number;
}

/** The pages of a list as they are read further down; what stood there before stays until others have come. */
export function useReservationPages(params: string, initial: InitialPage | null, enabled: boolean) {
	const query = useInfiniteQuery({
		...reservationListQuery(params, initial?.params === params ? initial : undefined),
		placeholderData: keepPreviousData,
		enabled,
	});
	const { fetchNextPage, hasNextPage, isFetchingNextPage } = query;
	const more = useCallback(() => {
		if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
	}, [fetchNextPage, hasNextPage, isFetchingNextPage]);
	// Many rows take a while to draw: what is pressed meanwhile goes first.
	const { data, isPlaceholderData } = query;
	const drawn = useDeferredValue(useMemo(() => ({ data, isPlaceholderData }), [data, isPlaceholderData]));
	const rows = useMemo(() => distinct(drawn.data?.pages ?? []), [drawn]);
	return {
		query,
		rows,
		/** Total, freshness and the like are those of the first page; undefined until there is one. */
		first: drawn.data?.pages[0],
		/** What is shown is being replaced. */
		waiting: isPlaceholderData || drawn.isPlaceholderData,
		more,
		/** What the server refused of the filters. */
		refused: query.error instanceof ApiProblem ? (query.error.problem.issues ?? []) : [],
	};
}

/** A row that moved between two pages while they were fetched is shown once. */
function distinct(pages: readonly ReservationList[]): ReservationList["items"] {
	const seen = new Set<string>();
	return pages.flatMap((page) => page.items.filter((row) => !seen.has(row.id) && seen.add(row.id)));
}
