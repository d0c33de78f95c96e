import { describe, expect, it } from "vitest";
import { columnClasses } from "./column-layout";
import { allColumns, moveColumn } from "./column-order";
import { exportHref } from "./export-href";
import { headState, NOTHING_SELECTED, selectAllMatching, selectLoaded, toggleRow } from "./selection";

const ORDER = ["a", "b", "c", "d", "e"];
const ids = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort().join("");

describe("selecting rows", () => {
	it("toggles one row", () => {
		const one = toggleRow(NOTHING_SELECTED, "b", ORDER, false);
		expect(ids(one)).toBe("b");
		expect(ids(toggleRow(one, "b", ORDER, false))).toBe("");
	});

	it("extends to a range in either direction", () => {
		const from = toggleRow(NOTHING_SELECTED, "d", ORDER, false);
		expect(ids(toggleRow(from, "b", ORDER, true))).toBe("bcd");
		expect(ids(toggleRow(from, "e", ORDER, true))).toBe("de");
	});

	it("releases a range when its first row was released", () => {
		const released = toggleRow(selectLoaded(ORDER), "b", ORDER, false);
		expect(ids(toggleRow(released, "d", ORDER, true))).toBe("ae");
	});

	it("begins anew where the first row of a range has left the list", () => {
		const gone = { ...NOTHING_SELECTED, last: "z" };
		expect(ids(toggleRow(gone, "c", ORDER, true))).toBe("c");
	});

	it("makes of all matching the loaded ones when one is released", () => {
		const selection = toggleRow(selectAllMatching(ORDER), "c", ORDER, false);
		expect(selection.all).toBe(false);
		expect(ids(selection)).toBe("abde");
	});

	it("tells none, some and all", () => {
		expect(headState(NOTHING_SELECTED, ORDER)).toBe("none");
		expect(headState(toggleRow(NOTHING_SELECTED, "a", ORDER, false), ORDER)).toBe("some");
		expect(headState(selectLoaded(ORDER), ORDER)).toBe("all");
		expect(headState(selectAllMatching(["a"]), ORDER)).toBe("all");
	});

	it("exports the ids, or the whole filter", () => {
		const two = selectLoaded(["a", "b"]);
		expect(exportHref(two, "q=x", "csv")).toBe("/api/reservations/export?q=x&format=csv&ids=a%2Cb");
		expect(exportHref(selectAllMatching(ORDER), "q=x", "xlsx")).toBe("/api/reservations/export?q=x&format=xlsx");
		expect(exportHref(selectAllMatching(ORDER), "", "csv", ["guest", "stay"])).toBe(
			"/api/reservations/export?format=csv&columns=guest%2Cstay",
		);
		expect(exportHref(selectLoaded(Array.from({ length: 201 }, (_, at) => `r${at}`)), "", "csv")).toBeNull();
	});
});

describe("columns", () => {
	it("move by one place and not past the ends", () => {
		expect(moveColumn(["guest", "stay", "units"], "units", -1)).toEqual(["guest", "units", "stay"]);
		expect(moveColumn(["guest", "stay"], "stay", 1)).toEqual(["guest", "stay"]);
	});

	it("are all offered, the shown ones first", () => {
		const offered = allColumns(["tenant", "guest"]);
		expect(offered.slice(0, 2)).toEqual(["tenant", "guest"]);
		expect(new Set(offered).size).toBe(12);
	});

	it("leave a narrow window from the last of one's own order", () => {
		const classes = columnClasses(["guest", "tenant", "updated", "booked", "number", "stay", "units"]);
		expect(classes.tenant).not.toContain("max-lg:hidden");
		expect(classes.units).toContain("max-lg:hidden");
		expect(classes.tenant).toContain("max-sm:hidden");
	});
});
