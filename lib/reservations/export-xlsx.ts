/**
 * A table as XLSX (ECMA-376), page by page: cells are written into the compressed stream as they come, with texts in
 * place, so that memory does not grow with the rows. What a sheet does not take goes on in the next one.
 */
import "server-only";
import { dayNumber } from "@/lib/shared/dates";
import type { ReservationRow } from "@/lib/shared/reservations";
import type { Cell, Table } from "./export-columns";
import { ZipWriter } from "./zip";

/** Excel's own limit. */
const SHEET_ROWS = 1_048_576;
/** Well below the 4 GB that a file in a ZIP archive may have: a page of the longest texts fits on top. */
const SHEET_BYTES = 2_000_000_000;
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const DATE_STYLE = 1;
const BOLD_STYLE = 2;
/** Day 0 of a workbook in days since 1970, beyond the leap day of 1900 that Excel made up. */
const EPOCH = 25_569;
const FIRST_REAL_DATE = "1900-03-01";

/** `head`: rows above the table, as safe text. */
export async function* toXlsx(
	head: readonly string[][],
	table: Table,
	pages: AsyncIterable<readonly ReservationRow[]>,
	{ sheetRows = SHEET_ROWS, sheetBytes = SHEET_BYTES } = {},
): AsyncGenerator<Uint8Array> {
	const zip = new ZipWriter();
	const rest = pages[Symbol.asyncIterator]();
	let page: readonly ReservationRow[] = [];
	let at = 0;
	const nextRow = async (): Promise<boolean> => {
		while (at >= page.length) {
			const { done, value } = await rest.next();
			if (done === true) return false;
			page = value;
			at = 0;
		}
		return true;
	};
	const heads = rowXml(table.heads, BOLD_STYLE);
	async function* sheet(above: readonly string[]): AsyncGenerator<Uint8Array> {
		let filled = above.length;
		let bytes = 0;
		yield Buffer.from(`${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>${above.join("")}`);
		while (filled < sheetRows && bytes < sheetBytes && (await nextRow())) {
			const rows = page.slice(at, at + sheetRows - filled);
			at += rows.length;
			filled += rows.length;
			const xml = Buffer.from(rows.map((row) => rowXml(table.cells(row))).join(""));
			bytes += xml.length;
			yield xml;
		}
		yield Buffer.from("</sheetData></worksheet>");
	}

	try {
		let sheets = 0;
		do {
			sheets++;
			const above = sheets === 1 ? [...head.map((cells) => rowXml(cells)), "<row/>", heads] : [heads];
			yield* zip.file(`xl/worksheets/sheet${sheets}.xml`, sheet(above));
		} while (await nextRow());
		for (const [name, xml] of Object.entries(frame(sheets))) yield* zip.file(name, [Buffer.from(DECLARATION + xml)]);
		yield* zip.end();
	} finally {
		await rest.return?.();
	}
}

function rowXml(cells: readonly Cell[], style?: number): string {
	return `<row>${cells.map((cell) => cellXml(cell, style)).join("")}</row>`;
}

function cellXml(cell: Cell, style?: number): string {
	if (cell === null) return "<c/>";
	if (typeof cell === "number") return `<c><v>${cell}</v></c>`;
	if (typeof cell === "object" && cell.date >= FIRST_REAL_DATE) {
		return `<c s="${DATE_STYLE}"><v>${dayNumber(cell.date) + EPOCH}</v></c>`;
	}
	const text = typeof cell === "object" ? cell.date : cell;
	return `<c t="inlineStr"${style === undefined ? "" : ` s="${style}"`}><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

function escapeXml(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** What names the sheets; written last, when their number is known. */
function frame(sheets: number): Record<string, string> {
	const numbers = Array.from({ length: sheets }, (_, at) => at + 1);
	const type = (part: string, kind: string) =>
		`<Override PartName="/xl/${part}.xml" ContentType="${TYPE}.${kind}+xml"/>`;
	const styles = sheets + 1;
	return {
		"xl/styles.xml": `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
		"xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${numbers
			.map((n) => `<sheet name="${n === 1 ? "Reservations" : `Reservations ${n}`}" sheetId="${n}" r:id="rId${n}"/>`)
			.join("")}</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}/relationships">${numbers
			.map((n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
			.join("")}<Relationship Id="rId${styles}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
		"_rels/.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type("workbook", "sheet.main")}${type("styles", "styles")}${numbers.map((n) => type(`worksheets/sheet${n}`, "worksheet")).join("")}</Types>`,
	};
}
