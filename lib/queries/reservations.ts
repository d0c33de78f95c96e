/** One reservation in the browser: the record, its history and its raw form, and the flag. */
import { queryOptions } from "@tanstack/react-query";
import type { Page } from "@/lib/shared/page";
import type { HistoryEntry, ReservationDetail, ReservationRaw } from "@/lib/shared/reservations";
import { fetchJson, sendJson } from "./client";
import { RESERVATIONS_KEY } from "./reservation-list";

const POLL_MS = 30_000;

/** `at`: as it was known at that instant; null: now. */
export function reservationQuery(
	id: string,
	initial?: { data: ReservationDetail; readAt: number },
	at: string | null = null,
) {
	const search = at === null ? "" : `?${new URLSearchParams({ at })}`;
	return queryOptions({
		queryKey: [...RESERVATIONS_KEY, "detail", id, at],
		queryFn: ({ signal }) => fetchJson<ReservationDetail>(`${path(id)}${search}`, { signal }),
		refetchInterval: at === null ? POLL_MS : false,
		...(initial === undefined ? {} : { initialData: initial.data, initialDataUpdatedAt: initial.readAt }),
	});
}

/** What changed, newest first. */
export function reservationHistoryQuery(id: string) {
	return queryOptions({
		queryKey: [...RESERVATIONS_KEY, "history", id],
		queryFn: ({ signal }) => fetchJson<Page<HistoryEntry>>(`${path(id)}/history`, { signal }),
	});
}

/** The record as the provider sent it. Only for roles that may see it; never kept longer than the page. */
export function reservationRawQuery(id: string) {
	return queryOptions({
		queryKey: [...RESERVATIONS_KEY, "raw", id],
		queryFn: ({ signal }) => fetchJson<ReservationRaw>(`${path(id)}/raw`, { signal }),
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
