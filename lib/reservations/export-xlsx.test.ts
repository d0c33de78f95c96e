/** The workbook as a stream: whole at any length, no further ahead than its reader, and gone when the reader is. */
import { setTimeout as pause } from "node:timers/promises";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { ReservationRow } from "@/lib/shared/reservations";
import type { Table } from "./export-columns";
import { toXlsx } from "./export-xlsx";

const PAGE = 100;
const table: Table = {
	heads: ["Number", "Text"],
	// Random enough to stay long when it is compressed.
	cells: ({ id }) => [Number(id), Array.from({ length: 20 }, (_, i) => Math.sin(Number(id) * 31 + i)).join(" ")],
};

/** Rows 0, 1, 2 …, and how many pages of them were asked for. */
function source(rows: number) {
	const seen = { pages: 0, ended: false };
	async function* pages(): AsyncGenerator<ReservationRow[]> {
		try {
			for (let first = 0; first < rows; first += PAGE) {
				seen.pages++;
				const ids = Array.from({ length: Math.min(PAGE, rows - first) }, (_, i) => ({ id: String(first + i) }));
				yield ids as ReservationRow[];
			}
		} finally {
			seen.ended = true;
		}
	}
	return { seen, pages: pages() };
}

async function unzipped(bytes: AsyncIterable<Uint8Array>): Promise<Record<string, string>> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of bytes) chunks.push(chunk);
	return Object.fromEntries(
		Object.entries(unzipSync(Buffer.concat(chunks))).map(([name, content]) => [name, strFromU8(content)]),
	);
}

const numbersIn = (sheet: string) => [...sheet.matchAll(/<row><c><v>(\d+)<\/v>/g)].map(([, number]) => Number(number));

describe("a workbook", () => {
	it.each([
		["rows", { sheetRows: 251 }],
		["bytes", { sheetBytes: 100_000 }],
	])("goes on in another sheet with the same heads when one has all the %s it takes", async (_what, limit) => {
		const files = await unzipped(toXlsx([["Made by", "a test"]], table, source(1030).pages, limit));
		const sheets = Object.keys(files).filter((name) => name.startsWith("xl/worksheets/"));
		expect(sheets.length).toBeGreaterThan(2);
		expect(sheets.flatMap((name) => numbersIn(files[name] ?? ""))).toEqual(Array.from({ length: 1030 }, (_, i) => i));
		for (const [i, name] of sheets.entries()) {
			const rows = files[name]?.match(/<row/g)?.length ?? 0;
			expect(files[name]).toContain("Number</t>");
			if ("sheetRows" in limit) expect(rows).toBeLessThanOrEqual(limit.sheetRows);
			expect(files["xl/workbook.xml"]).toContain(`sheetId="${i + 1}"`);
			expect(files["[Content_Types].xml"]).toContain(`/xl/worksheets/sheet${i + 1}.xml`);
		}
		expect(files["xl/workbook.xml"]?.match(/<sheet /g)).toHaveLength(sheets.length);
	});

	it("has one sheet when the last row fills it, and one when there is none", async () => {
		const full = await unzipped(toXlsx([], table, source(98).pages, { sheetRows: 100 }));
		expect(numbersIn(full["xl/worksheets/sheet1.xml"] ?? "")).toHaveLength(98);
		expect(full).not.toHaveProperty(["xl/worksheets/sheet2.xml"]);
		const empty = await unzipped(toXlsx([], table, source(0).pages));
		expect(empty["xl/worksheets/sheet1.xml"]).toContain("Text</t>");
	});

	it("waits for a slow reader a few pages ahead, however long the list", async () => {
		const { seen, pages } = source(1_000_000);
		const bytes = toXlsx([], table, pages);
		for (let read = 0; read < 5; read++) await bytes.next();
		await pause(100);
		const ahead = seen.pages;
		await pause(300);
		expect(seen.pages).toBe(ahead);
		expect(ahead).toBeLessThan(40);
		await bytes.return(undefined);
	});

	it("ends its source when the reader goes away", async () => {
		const { seen, pages } = source(1_000_000);
		const bytes = toXlsx([], table, pages);
		for (let read = 0; read < 5; read++) await bytes.next();
		await bytes.return(undefined);
		expect(seen.ended).toBe(true);
	});

	it("breaks off when its source does, so that no short file looks whole", async () => {
		async function* failing(): AsyncGenerator<ReservationRow[]> {
			yield* source(PAGE).pages;
			throw new Error("the database is gone");
		}
		await expect(unzipped(toXlsx([], table, failing()))).rejects.toThrow("the database is gone");
	});
});
