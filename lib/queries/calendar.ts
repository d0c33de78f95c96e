/** The tape chart in the browser. */
import { queryOptions } from "@tanstack/react-query";
import { type CalendarChart, calendarChart } from "@/lib/shared/calendar";
import { fetchJson } from "./client";
import { isPast, RESERVATIONS_KEY } from "./reservations";

const POLL_MS = 30_000;

/** `params`: canonical query string. `initial`: what the server read for the same params. */
export function calendarChartQuery(params: string, initial?: { data: CalendarChart; readAt: number }) {
	return queryOptions({
		queryKey: [...RESERVATIONS_KEY, "calendar", params],
		queryFn: ({ signal }) => fetchJson(`/api/calendar?${params}`, calendarChart, { signal }),
		refetchInterval: isPast(params) ? false : POLL_MS,
		...(initial === undefined ? {} : { initialData: initial.data, initialDataUpdatedAt: initial.readAt }),
	});
}
