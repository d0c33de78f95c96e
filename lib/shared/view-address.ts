/** Where saved views open. Apart from their schemas, so that the list loads none. */
import type { SavedView } from "./views";

/** Where a view opens, its columns included. The view's own short address (`?view=` alone) leads here. */
export function viewHref(view: Pick<SavedView, "id" | "search" | "columns">): string {
	const search = new URLSearchParams(view.search);
	if (view.columns !== null) search.set("cols", view.columns.join(","));
	search.set("view", view.id);
	return `/reservations?${search}`;
}

/** Stands for "no view": what the list shows when nobody chose anything. */
export const NO_VIEW = "all";
/** Stands for the operator's default view, or today's list without one. */
export const DEFAULT_VIEW = "default";

/** Parameters of the page that are no filters: place, open panel, and what a view carries beside its filters. */
const NOT_SAVED = ["cursor", "peek", "view", "cols", "limit"];

/** A list's query string without what belongs to one visit only, sorted, so that one view has one text. */
export function viewSearchOf(search: URLSearchParams): string {
	const kept = new URLSearchParams(search);
	for (const name of NOT_SAVED) kept.delete(name);
	kept.sort();
	return kept.toString();
}
