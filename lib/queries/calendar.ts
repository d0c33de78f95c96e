/** The tape chart in the browser. */
import { queryOptions } from "@tanstack/react-query";
import type { CalendarChart } from "@/lib/shared/calendar";
import { fetchJson } from "./client";
import { isPast, RESERVATIONS_KEY } from "./reservation-list";

const POLL_MS = 30_000;

/** `params`: canonical query string. */
export function calendarChartQuery(params: string) {
	return queryOptions({
		queryKey: [...RESERVATIONS_KEY, "calendar", params],
		queryFn: ({ signal }) => fetchJson<CalendarChart>(`/api/calendar?${params}`, { signal }),
		refetchInterval: isPast(params) ? false : POLL_MS,
	});
}
