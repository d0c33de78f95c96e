/** What the Today page shows at once: the numbers of the day, the first rows of its columns, what the operator has seen. */
import "server-only";
import type { DayInitial } from "@/components/reservations/today/day-browser";
import { boardParams, readDay } from "@/components/reservations/today/day-url";
import type { Actor } from "@/lib/auth/actor";
import { getLooked } from "@/lib/auth/looked";
import { now } from "@/lib/clock";
import { DAY_ROWS } from "@/lib/queries/day";
import { getDayBoard } from "@/lib/reservations/day-board";
import { listReservations } from "@/lib/reservations/list-reservations";
import { dayQuery } from "@/lib/shared/day-board";
import { dayListParams } from "@/lib/shared/day-lists";
import { reservationFilter } from "@/lib/shared/reservations";

/** Nothing is read for tenants that no query can name: the browser asks and tells why. Errors: forbidden, not_found. */
export async function loadDay(actor: Actor, search: URLSearchParams): Promise<DayInitial> {
	const { date, tenant } = readDay(search);
	const looked = await getLooked(actor);
	const params = boardParams(date, tenant, looked.since);
	const query = dayQuery.safeParse(Object.fromEntries(new URLSearchParams(params)));
	if (!query.success) return { board: null, lists: [], looked };
	const readAt = now().getTime();
	const [board, ...lists] = await Promise.all([
		getDayBoard(actor, query.data),
		...(["arrivals", "inHouse", "departures"] as const).map((group) =>
			loadRows(actor, dayListParams(group, date, tenant)),
		),
	]);
	return {
		board: { params, data: board, readAt },
		lists: lists.map((list) => ({ ...list, readAt })),
		looked,
	};
}

async function loadRows(actor: Actor, params: string) {
	const filter = reservationFilter.parse({
		...Object.fromEntries(new URLSearchParams(params)),
		sort: "guest",
		limit: String(DAY_ROWS),
	});
	return { params, data: await listReservations(actor, filter) };
}
