/** A table as CSV (RFC 4180), page by page. */
import "server-only";
import type { ReservationRow } from "@/lib/shared/reservations";
import type { Cell, Table } from "./export-columns";

/** Excel reads a file without it in the machine's own code page. */
const BYTE_ORDER_MARK = "\ufeff";

/** `head`: rows above the table, as safe text. */
export async function* toCsv(
	head: readonly string[][],
	table: Table,
	pages: AsyncIterable<readonly ReservationRow[]>,
): AsyncGenerator<Uint8Array> {
	const encoder = new TextEncoder();
	yield encoder.encode(BYTE_ORDER_MARK + [...head, [], table.heads].map(line).join(""));
	for await (const rows of pages) yield encoder.encode(rows.map((row) => line(table.cells(row))).join(""));
}

function line(cells: readonly Cell[]): string {
	return `${cells.map(quoted).join(",")}\r\n`;
}

function quoted(cell: Cell): string {
	if (cell === null) return "";
	const text = typeof cell === "object" ? cell.date : String(cell);
	return /[",;\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
