/** The tape chart in the browser. */
import { queryOptions } from "@tanstack/react-query";
import type { CalendarChart } from "@/lib/shared/calendar";
import { fetchJson } from "./client";
import { isPast, RESERVATIONS_KEY } from "./reservation-list";
import { whenStill } from "./when-still";

const POLL_MS = 30_000;

/**
 * `params`: canonical query string. A chart of hundreds of units is megabytes to read: one that is here already is read
 * again only while nobody scrolls or drags.
 */
export function calendarChartQuery(params: string) {
	return queryOptions({
		queryKey: [...RESERVATIONS_KEY, "calendar", params],
		queryFn: async ({ signal, client, queryKey }) => {
			const rest = client.getQueryData(queryKey) === undefined ? async () => {} : () => whenStill(signal);
			await rest();
			return fetchJson<CalendarChart>(`/api/calendar?${params}`, { signal, beforeReading: rest });
		},
		refetchInterval: isPast(params) ? false : POLL_MS,
	});
}
