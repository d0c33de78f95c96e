import { describe, expect, it } from "vitest";
import type { ChartLine, PlacedBar } from "./chart-lines";
import { printedLines } from "./printed-lines";

const tenant = (id: string) => ({ id }) as ChartLine["tenant"];
const heading = (id: string, units: number): ChartLine => ({
	kind: "heading",
	key: id,
	label: id,
	tenant: tenant(id),
	units,
});
const unit = (key: string, bars: number): ChartLine => ({
	kind: "unit",
	key,
	tenant: tenant("t"),
	unit: null,
	bars: Array.from({ length: bars }, () => ({}) as PlacedBar),
	lanes: 1,
});
const keys = (lines: readonly ChartLine[], max?: number) =>
	printedLines(lines, max).shown.map(({ line, empty }) => `${line.key}${empty > 0 ? ` -${empty}` : ""}`);

describe("the chart on paper", () => {
	it("leaves out units in which nothing stands, and says at their heading how many", () => {
		const lines = [heading("a", 3), unit("1", 0), unit("2", 2), unit("3", 0), heading("b", 1), unit("4", 0)];
		expect(keys(lines)).toEqual(["a -2", "2", "b -1"]);
	});

	it("ends after so many units, and tells how many with something in them are missing", () => {
		const lines = [heading("a", 4), unit("1", 1), unit("2", 0), unit("3", 1), unit("4", 1), unit("5", 1)];
		expect(keys(lines, 2)).toEqual(["a -1", "1", "3"]);
		expect(printedLines(lines, 2).more).toBe(2);
		expect(printedLines(lines, 4).more).toBe(0);
	});

	it("needs no heading", () => {
		expect(keys([unit("1", 0), unit("2", 1)])).toEqual(["2"]);
	});
});
