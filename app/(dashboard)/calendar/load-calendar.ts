/** What both calendar pages need: the chart of the days that the URL asks for. */
import "server-only";
import { calendarParams, fetchedRange, readView, visibleDays } from "@/components/calendar/calendar-url";
import type { Actor } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { getCalendar } from "@/lib/reservations/calendar";
import { type CalendarChart, calendarQuery } from "@/lib/shared/calendar";
import { resolveDate } from "@/lib/shared/dates";

/** For a desk's width; a phone asks again for its fewer days. Errors: forbidden, not_found. */
export async function loadCalendar(
	actor: Actor,
	search: URLSearchParams,
	tenantId: string | null,
	today: string,
): Promise<{ params: string; data: CalendarChart; readAt: number } | null> {
	const view = readView(search);
	const range = fetchedRange(resolveDate(view.from, today), visibleDays(view, false));
	const params = calendarParams(range, tenantId ?? search.get("tenant"), view.at);
	const query = calendarQuery.safeParse(Object.fromEntries(new URLSearchParams(params)));
	if (!query.success) return null;
	return { params, data: await getCalendar(actor, query.data), readAt: now().getTime() };
}
