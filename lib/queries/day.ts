/** The day board in the browser: its numbers, and the rows of one of its columns. */
import { queryOptions } from "@tanstack/react-query";
import type { DayBoard } from "@/lib/shared/day-board";
import type { ReservationList } from "@/lib/shared/reservations";
import { fetchJson } from "./client";
import { RESERVATIONS_KEY } from "./reservation-list";

const POLL_MS = 30_000;

/** Rows of a column at first, and when all of it is wanted: the most that one answer gives. */
export const DAY_ROWS = 12;
export const DAY_ROWS_MAX = 200;

/** `params`: canonical query string. `initial`: what the server read for the same params. */
export function dayBoardQuery(params: string, initial?: { data: DayBoard; readAt: number }) {
	return queryOptions({
		queryKey: [...RESERVATIONS_KEY, "day", params],
		queryFn: ({ signal }) => fetchJson<DayBoard>(`/api/day?${params}`, { signal }),
		refetchInterval: POLL_MS,
		...(initial === undefined ? {} : { initialData: initial.data, initialDataUpdatedAt: initial.readAt }),
	});
}

/** The first rows of the list behind a column, by guest. */
export function dayRowsQuery(params: string, limit: number, initial?: { data: ReservationList; readAt: number }) {
	return queryOptions({
		queryKey: [...RESERVATIONS_KEY, "day-rows", params, limit],
		queryFn: ({ signal }) =>
			fetchJson<ReservationList>(`/api/reservations?${params}&sort=guest&limit=${limit}`, { signal }),
		refetchInterval: POLL_MS,
		...(initial === undefined ? {} : { initialData: initial.data, initialDataUpdatedAt: initial.readAt }),
	});
}
