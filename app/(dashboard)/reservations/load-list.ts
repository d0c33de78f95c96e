/** What both list pages need: the URL's filter as text, and the first page of it. */
import "server-only";
import { apiParams, filterProblems } from "@/components/reservations/list/filter-url";
import type { Actor } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { listReservations } from "@/lib/reservations/list-reservations";
import { type ReservationList, reservationFilter } from "@/lib/shared/reservations";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export async function readSearch(searchParams: SearchParams): Promise<URLSearchParams> {
	const search = new URLSearchParams();
	for (const [name, values] of Object.entries(await searchParams)) {
		for (const value of typeof values === "string" ? [values] : (values ?? [])) search.append(name, value);
	}
	return search;
}

/**
 * The first page and the canonical filter it answers. Null when the filter is refused: the page then says which
 * parameter is wrong. Errors: forbidden, not_found.
 */
export async function loadList(
	actor: Actor,
	search: URLSearchParams,
	tenantId: string | null,
): Promise<{ params: string; data: ReservationList; readAt: number } | null> {
	const params = apiParams(search, tenantId);
	if (filterProblems(params).length > 0) return null;
	const filter = reservationFilter.parse(Object.fromEntries(new URLSearchParams(params)));
	try {
		return { params, data: await listReservations(actor, filter), readAt: now().getTime() };
	} catch (error) {
		if (error instanceof AppError && error.code === "invalid_input") return null;
		throw error;
	}
}
