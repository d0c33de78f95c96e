/** The order of the columns, as their menu changes it. Pure. */
import { LIST_COLUMNS, type ListColumn } from "@/lib/shared/list-columns";

/** The columns with one moved a place up or down; the same when it is at the end already. */
export function moveColumn(columns: readonly ListColumn[], column: ListColumn, step: 1 | -1): ListColumn[] {
	const from = columns.indexOf(column);
	const to = from + step;
	if (from === -1 || to < 0 || to >= columns.length) return [...columns];
	return columns.with(from, columns[to] ?? column).with(to, column);
}

/** Shown columns first in their order, then the others: the order of the columns menu. */
export function allColumns(shown: readonly ListColumn[]): ListColumn[] {
	return [...shown, ...LIST_COLUMNS.filter((column) => !shown.includes(column))];
}
