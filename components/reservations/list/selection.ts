/** Which rows are selected. Pure. */

/** `all`: every match of the filter, also those not loaded. `last`: where a range begins. */
export interface Selection {
	all: boolean;
	ids: ReadonlySet<string>;
	last: string | null;
}

export const NOTHING_SELECTED: Selection = { all: false, ids: new Set(), last: null };

/** Selects or releases a row; with `range` everything between it and the last one touched, as the last one was. `order`: ids as listed. */
export function toggleRow(selection: Selection, id: string, order: readonly string[], range: boolean): Selection {
	// "All matching" minus one is not a list of ids that anybody has: it becomes the loaded ones minus one.
	const ids = new Set(selection.all ? order : selection.ids);
	const from = selection.last === null ? -1 : order.indexOf(selection.last);
	const to = order.indexOf(id);
	if (range && from !== -1 && to !== -1) {
		const select = ids.has(order[from] ?? "");
		for (const between of order.slice(Math.min(from, to), Math.max(from, to) + 1)) {
			if (select) ids.add(between);
			else ids.delete(between);
		}
	} else if (ids.has(id)) ids.delete(id);
	else ids.add(id);
	return { all: false, ids, last: id };
}

/** Every match of a filter, with nothing picked out: what exporting the whole list means. */
export const EVERYTHING: Selection = { ...NOTHING_SELECTED, all: true };

export function selectLoaded(order: readonly string[]): Selection {
	return { all: false, ids: new Set(order), last: null };
}

export function selectAllMatching(order: readonly string[]): Selection {
	return { all: true, ids: new Set(order), last: null };
}

/** How the box in the head stands. */
export function headState(selection: Selection, order: readonly string[]): "none" | "some" | "all" {
	if (selection.all) return "all";
	const selected = order.filter((id) => selection.ids.has(id)).length;
	return selected === 0 ? "none" : selected === order.length ? "all" : "some";
}
