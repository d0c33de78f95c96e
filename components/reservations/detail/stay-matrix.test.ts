import { describe, expect, it } from "vitest";
import type { Assignment } from "@/lib/shared/reservations";
import { PAGE_NIGHTS, stayMatrix } from "./stay-matrix";
import { makeAssignment, makeGroup, makeInvoice, makePerson } from "./test-group";

function assignment(id: string, unit: string | null, arrival: string | null, departure: string | null): Assignment {
	return makeAssignment({
		id,
		arrival,
		departure,
		unit: unit === null ? null : { id: unit, name: unit, type: null, property: null },
	});
}
const rowsOf = (matrix: ReturnType<typeof stayMatrix>) => matrix.groups.flatMap(({ rows }) => rows);

describe("units × nights", () => {
	it("covers every night of every row, with holes where a unit is not in use", () => {
		const matrix = stayMatrix(
			makeGroup({
				assignments: [
					assignment("a", "u1", "2026-03-12", "2026-03-14"),
					assignment("b", "u2", "2026-03-13", "2026-03-17"),
					assignment("c", "u1", "2026-03-15", "2026-03-16"),
				],
			}),
		);
		expect(matrix.nights).toEqual(["2026-03-12", "2026-03-13", "2026-03-14", "2026-03-15", "2026-03-16"]);
		expect(rowsOf(matrix).map((row) => row.unit?.id)).toEqual(["u1", "u2"]);
		expect(rowsOf(matrix)[0]?.segments.map((s) => [s.assignment?.id ?? null, s.nights])).toEqual([
			["a", 2],
			[null, 1],
			["c", 1],
			[null, 1],
		]);
		for (const row of rowsOf(matrix)) expect(row.segments.reduce((sum, s) => sum + s.nights, 0)).toBe(5);
	});

	it("shows double use of a unit as two rows", () => {
		const matrix = stayMatrix(
			makeGroup({
				assignments: [
					assignment("a", "u1", "2026-03-12", "2026-03-14"),
					assignment("b", "u1", "2026-03-13", "2026-03-15"),
				],
			}),
		);
		expect(rowsOf(matrix).map((row) => [row.unit?.id, row.shared])).toEqual([
			["u1", false],
			["u1", true],
		]);
	});

	it("gives each assignment without a unit a row of its own", () => {
		const matrix = stayMatrix(
			makeGroup({
				assignments: [
					assignment("a", null, "2026-03-12", "2026-03-13"),
					assignment("b", null, "2026-03-14", "2026-03-15"),
				],
			}),
		);
		expect(rowsOf(matrix)).toHaveLength(2);
		expect(new Set(rowsOf(matrix).map((row) => row.key)).size).toBe(2);
	});

	it("puts aside what has no dates or no nights", () => {
		const matrix = stayMatrix(
			makeGroup({
				assignments: [
					assignment("a", "u1", null, "2026-03-13"),
					assignment("b", "u1", "2026-03-14", "2026-03-14"),
					assignment("c", "u1", "2026-03-14", "2026-03-12"),
				],
			}),
		);
		expect(matrix.undated.map((item) => item.id)).toEqual(["a", "b", "c"]);
		expect(matrix.nights).toEqual([]);
	});

	it("turns a stay of 400 nights page by page, and every night is on exactly one page", () => {
		const group = makeGroup({ assignments: [assignment("a", "u1", "2026-01-01", "2027-02-05")] });
		const seen: string[] = [];
		for (let at: string | null = "2026-01-01"; at !== null; ) {
			const matrix: ReturnType<typeof stayMatrix> = stayMatrix(group, "units", at);
			expect(matrix.nights.length).toBeLessThanOrEqual(PAGE_NIGHTS);
			expect(rowsOf(matrix)[0]?.segments.map((s) => s.nights)).toEqual([matrix.nights.length]);
			seen.push(...matrix.nights);
			at = matrix.after;
		}
		expect(seen).toHaveLength(400);
		expect(new Set(seen).size).toBe(400);
		expect(stayMatrix(group, "units", "2026-12-31").nights).toContain("2026-12-31");
		expect(stayMatrix(group, "units", "1999-01-01").nights[0]).toBe("2026-01-01");
		expect(stayMatrix(group, "units", "2999-01-01").after).toBeNull();
	});

	it("leaves out rows that have nothing on the page", () => {
		const group = makeGroup({
			assignments: [
				assignment("a", "u1", "2026-01-01", "2026-01-05"),
				assignment("b", "u2", "2026-03-01", "2026-03-02"),
			],
		});
		expect(rowsOf(stayMatrix(group)).map((row) => row.unit?.id)).toEqual(["u1"]);
		expect(rowsOf(stayMatrix(group, "units", "2026-03-01")).map((row) => row.unit?.id)).toEqual(["u2"]);
	});
});

describe("people × nights", () => {
	it("gives everybody a row, also who has no unit and who is not among the people given", () => {
		const group = makeGroup({
			people: [makePerson({ id: "ann" }), makePerson({ id: "bob" })],
			assignments: [{ ...assignment("a", "u1", "2026-03-12", "2026-03-14"), personIds: ["ann", "ghost"] }],
		});
		expect(
			rowsOf(stayMatrix(group, "people")).map((row) => [row.personId, row.segments[0]?.assignment?.id ?? null]),
		).toEqual([
			["ann", "a"],
			["bob", null],
			["ghost", "a"],
		]);
	});

	it("shows somebody in two units on one night as two rows", () => {
		const personIds = ["ann"];
		const group = makeGroup({
			people: [makePerson({ id: "ann" })],
			assignments: [
				{ ...assignment("a", "u1", "2026-03-12", "2026-03-14"), personIds },
				{ ...assignment("b", "u2", "2026-03-13", "2026-03-15"), personIds },
				{ ...assignment("c", "u3", "2026-03-14", "2026-03-16"), personIds },
			],
		});
		expect(rowsOf(stayMatrix(group, "people")).map((row) => row.shared)).toEqual([false, true]);
	});
});

describe("units under their invoices", () => {
	it("takes the link from either side, and keeps what is on no invoice apart", () => {
		const group = makeGroup({
			invoices: [makeInvoice({ id: "i", assignmentIds: ["a"] }), makeInvoice({ id: "j" }), makeInvoice({ id: "k" })],
			assignments: [
				assignment("a", "u1", "2026-03-12", "2026-03-14"),
				{ ...assignment("b", "u2", "2026-03-12", "2026-03-14"), invoiceIds: ["j"] },
				assignment("c", "u3", "2026-03-12", "2026-03-14"),
			],
		});
		const { groups } = stayMatrix(group, "invoices");
		expect(groups.map(({ invoiceId, rows }) => [invoiceId, rows.map((row) => row.unit?.id)])).toEqual([
			["i", ["u1"]],
			["j", ["u2"]],
			[null, ["u3"]],
		]);
	});
});
