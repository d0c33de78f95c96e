import { describe, expect, it } from "vitest";
import { csvText } from "./csv";

const line = (...cells: string[]) => csvText([cells]).slice(1);

describe("CSV", () => {
	it("begins with the mark by which spreadsheets know the letters, and ends each line as they expect", () => {
		expect(csvText([["a"], [], ["b", "c"]])).toBe("\ufeffa\r\n\r\nb,c\r\n");
	});

	it.each([
		["=cmd()", "'=cmd()"],
		["+1 555", "'+1 555"],
		["-", "'-"],
		["@sum", "'@sum"],
		["＝full width", "'＝full width"],
		["  =late", "'  =late"],
	])("makes no formula of %s", (text, written) => {
		expect(line(text)).toBe(`${written}\r\n`);
	});

	it("leaves numbers numbers, negative ones too", () => {
		expect(line("-12.50", "9007199254740993.01")).toBe("-12.50,9007199254740993.01\r\n");
	});

	it("quotes what would end a cell or a line", () => {
		expect(line('a,"b"', "two\nlines", "\t=x")).toBe('"a,""b""","two\nlines","\'\t=x"\r\n');
	});
});
