/** What both list pages need: the URL's filter as text, and the first page of it. */
import "server-only";
import { type FilterProblem, filterProblems } from "@/components/reservations/list/filter-problems";
import { apiParams } from "@/components/reservations/list/filter-url";
import type { Choice } from "@/components/reservations/list/filter-words";
import type { Actor } from "@/lib/auth/actor";
import { getPreferences } from "@/lib/auth/preferences";
import { getSavedView, listSavedViews } from "@/lib/auth/saved-views";
import { now } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { listReservations } from "@/lib/reservations/list-reservations";
import { listTags } from "@/lib/reservations/tags";
import type { Preferences } from "@/lib/shared/preferences";
import { type ReservationList, reservationFilter } from "@/lib/shared/reservations";
import { DEFAULT_VIEW, NO_VIEW, viewHref } from "@/lib/shared/view-address";
import type { SavedView } from "@/lib/shared/views";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export async function readSearch(searchParams: SearchParams): Promise<URLSearchParams> {
	const search = new URLSearchParams();
	for (const [name, values] of Object.entries(await searchParams)) {
		for (const value of typeof values === "string" ? [values] : (values ?? [])) search.append(name, value);
	}
	return search;
}

/** Whether a filter names records, which may not exist, or not for this operator. */
export function namesRecords(search: URLSearchParams): boolean {
	return search.has("tenant") || search.has("unit");
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

/** The filter that is refused, with what is wrong in it; null for a good one. */
export function refusedFilter(
	search: URLSearchParams,
	tenantId: string | null,
): { params: string; problems: FilterProblem[] } | null {
	const params = apiParams(search, tenantId);
	const problems = filterProblems(params);
	return problems.length === 0 ? null : { params, problems };
}

export interface Workspace {
	views: SavedView[];
	preferences: Preferences;
	/** Our own tags to filter by. */
	tags: Choice[];
}

/** The operator's saved views, way of working and tags, for the first render. */
export async function loadWorkspace(actor: Actor): Promise<Workspace> {
	const [views, preferences, tags] = await Promise.all([
		listSavedViews(actor, "reservations"),
		getPreferences(actor),
		listTags(actor),
	]);
	return { views: views.items, preferences, tags: tags.items.map(({ id, name }) => ({ value: id, label: name })) };
}

/** Today's work, for those without a default view. */
const TODAY = "/reservations?from=today";

/**
 * Where an address leads that names only a view, or nothing: to the view with its filters written out, so that the URL
 * is the state from there on. Null: the address already says all. Errors: not_found for a view that is not the actor's to see.
 */
export async function viewAddress(
	actor: Actor,
	search: URLSearchParams,
	defaultView: string | null,
): Promise<string | null> {
	const named = search.get("view");
	if (named === NO_VIEW || [...search.keys()].some((name) => name !== "view")) return null;
	if (named !== null && named !== DEFAULT_VIEW) return elsewhere(search, viewHref(await getSavedView(actor, named)));
	const ownDefault = defaultView === null ? null : await viewOrNull(actor, defaultView);
	if (ownDefault !== null) return elsewhere(search, viewHref(ownDefault));
	return named === DEFAULT_VIEW ? TODAY : null;
}

/** A view without filters and columns has no longer address than its short one. */
function elsewhere(search: URLSearchParams, href: string): string | null {
	return href === `/reservations?${search}` ? null : href;
}

/** A default view may have been deleted, or unshared, by whoever made it. */
async function viewOrNull(actor: Actor, id: string): Promise<SavedView | null> {
	try {
		return await getSavedView(actor, id);
	} catch (error) {
		if (error instanceof AppError && error.code === "not_found") return null;
		throw error;
	}
}
