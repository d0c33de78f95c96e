/** A table as CSV text that a spreadsheet opens without running any of it. Pure. */

/** Spreadsheets read a file without it in the machine's own code page. */
const BYTE_ORDER_MARK = "\ufeff";

/** RFC 4180. Plain numbers stay numbers; other text that a spreadsheet would take for a formula gets an apostrophe. */
export function csvText(rows: readonly (readonly string[])[]): string {
	return BYTE_ORDER_MARK + rows.map((cells) => `${cells.map(cellText).join(",")}\r\n`).join("");
}

function cellText(text: string): string {
	const safe = /^\s*[=+\-@\t\r＝＋－＠]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
	return /[",;\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
