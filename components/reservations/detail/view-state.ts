/** What of a reservation is in view, as the page's URL says it: tab, choice, night, grouping, page of nights. Pure. */
import { isCalendarDate } from "@/lib/shared/dates";
import type { Choice } from "./group-scope";

export interface View {
	tab: string;
	/** A person, unit or invoice that everything is narrowed to or lit up for. */
	choice: Choice | null;
	/** Evening's date of the one night in view. */
	night: string | null;
	/** How the tab groups what it shows; null is the tab's own way. */
	by: string | null;
	/** A night on the page of the matrix; null lets the matrix choose. */
	from: string | null;
}
export type ViewChange = Partial<View>;

const CHOICES = ["person", "unit", "invoice"] as const;

export function readView(search: URLSearchParams): View {
	const kind = CHOICES.find((name) => (search.get(name) ?? "") !== "");
	return {
		tab: search.get("tab") ?? "stay",
		choice: kind === undefined ? null : { kind, id: search.get(kind) ?? "" },
		night: dateOf(search.get("night")),
		by: search.get("by"),
		from: dateOf(search.get("from")),
	};
}

/** The query string after a change. Another tab begins with its own grouping; what a URL has beside the view stays. */
export function changeView(search: URLSearchParams, change: ViewChange): string {
	const next = new URLSearchParams(search);
	const before = readView(search);
	const view = { ...before, ...change };
	if (view.tab !== before.tab && change.by === undefined) view.by = null;
	for (const name of CHOICES) next.delete(name);
	if (view.choice !== null) next.set(view.choice.kind, view.choice.id);
	for (const name of ["night", "by", "from"] as const) {
		const value = view[name];
		if (value === null) next.delete(name);
		else next.set(name, value);
	}
	if (view.tab === "stay") next.delete("tab");
	else next.set("tab", view.tab);
	// One view has one address.
	next.sort();
	return next.toString();
}

function dateOf(text: string | null): string | null {
	return text !== null && isCalendarDate(text) ? text : null;
}
