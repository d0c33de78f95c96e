/** Reservations in the browser: the list page by page, one record, its history and its raw form. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { ReservationDetail, ReservationList } from "@/lib/shared/reservations";
import { fetchJson, sendJson } from "./client";

const schemas = () => import("@/lib/shared/reservations");
const reservationList = () => schemas().then((module) => module.reservationList);
const reservationDetail = () => schemas().then((module) => module.reservationDetail);
const historyList = () => schemas().then((module) => module.historyList);
const reservationRaw = () => schemas().then((module) => module.reservationRaw);

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
			return fetchJson(`/api/reservations?${search}`, reservationList, { signal });
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

/** `at`: as it was known at that instant; null: now. */
export function reservationQuery(
	id: string,
	initial?: { data: ReservationDetail; readAt: number },
	at: string | null = null,
) {
	const search = at === null ? "" : `?${new URLSearchParams({ at })}`;
	return queryOptions({
		queryKey: [...RESERVATIONS_KEY, "detail", id, at],
		queryFn: ({ signal }) => fetchJson(`${path(id)}${search}`, reservationDetail, { signal }),
		refetchInterval: at === null ? POLL_MS : false,
		...(initial === undefined ? {} : { initialData: initial.data, initialDataUpdatedAt: initial.readAt }),
	});
}

/** What changed, newest first. */
export function reservationHistoryQuery(id: string) {
	return queryOptions({
		queryKey: [...RESERVATIONS_KEY, "history", id],
		queryFn: ({ signal }) => fetchJson(`${path(id)}/history`, historyList, { signal }),
	});
}

/** The record as the provider sent it. Only for roles that may see it; never kept longer than the page. */
export function reservationRawQuery(id: string) {
	return queryOptions({
		queryKey: [...RESERVATIONS_KEY, "raw", id],
		queryFn: ({ signal }) => fetchJson(`${path(id)}/raw`, reservationRaw, { signal }),
		gcTime: 0,
	});
}

/** Marks reservations for everybody here, one after the other; stops at the first refusal. */
export async function flagReservations(ids: readonly string[]): Promise<void> {
	for (const id of ids) await sendJson(`${path(id)}/flag`, { method: "PUT", body: {} });
}

export async function unflagReservations(ids: readonly string[]): Promise<void> {
	for (const id of ids) await sendJson(`${path(id)}/flag`, { method: "DELETE" });
}

function path(id: string): string {
	return `/api/reservations/${encodeURIComponent(id)}`;
}
