import { describe, expect, it } from "vitest";
import type { Assignment } from "@/lib/shared/reservations";
import { chosenAssignments, stayMatrix } from "./stay-matrix";

function assignment(id: string, unit: string | null, arrival: string | null, departure: string | null): Assignment {
	return {
		id,
		arrival,
		departure,
		nights: null,
		unit: unit === null ? null : { id: unit, name: unit, type: null, property: null },
		unitType: null,
		occupancy: null,
		personIds: [],
		invoiceIds: [],
		revenue: null,
		tax: null,
		fee: null,
	};
}

describe("units × nights", () => {
	it("covers every night of every row, with holes where a unit is not in use", () => {
		const matrix = stayMatrix([
			assignment("a", "u1", "2026-03-12", "2026-03-14"),
			assignment("b", "u2", "2026-03-13", "2026-03-17"),
			assignment("c", "u1", "2026-03-15", "2026-03-16"),
		]);
		expect(matrix.nights).toEqual(["2026-03-12", "2026-03-13", "2026-03-14", "2026-03-15", "2026-03-16"]);
		expect(matrix.rows.map((row) => row.unit?.id)).toEqual(["u1", "u2"]);
		expect(matrix.rows[0]?.segments.map((s) => [s.assignment?.id ?? null, s.nights])).toEqual([
			["a", 2],
			[null, 1],
			["c", 1],
			[null, 1],
		]);
		for (const row of matrix.rows) expect(row.segments.reduce((sum, s) => sum + s.nights, 0)).toBe(5);
	});

	it("shows double use of a unit as two rows", () => {
		const matrix = stayMatrix([
			assignment("a", "u1", "2026-03-12", "2026-03-14"),
			assignment("b", "u1", "2026-03-13", "2026-03-15"),
		]);
		expect(matrix.rows.map((row) => [row.unit?.id, row.shared])).toEqual([
			["u1", false],
			["u1", true],
		]);
	});

	it("gives each assignment without a unit a row of its own", () => {
		const matrix = stayMatrix([
			assignment("a", null, "2026-03-12", "2026-03-13"),
			assignment("b", null, "2026-03-14", "2026-03-15"),
		]);
		expect(matrix.rows).toHaveLength(2);
		expect(new Set(matrix.rows.map((row) => row.key)).size).toBe(2);
	});

	it("puts aside what has no dates or no nights", () => {
		const matrix = stayMatrix([
			assignment("a", "u1", null, "2026-03-13"),
			assignment("b", "u1", "2026-03-14", "2026-03-14"),
			assignment("c", "u1", "2026-03-14", "2026-03-12"),
		]);
		expect(matrix.undated.map((item) => item.id)).toEqual(["a", "b", "c"]);
		expect(matrix.nights).toEqual([]);
	});

	it("cuts a stay of years and says how much", () => {
		const matrix = stayMatrix([assignment("a", "u1", "2026-01-01", "2029-01-01")]);
		expect(matrix.nights).toHaveLength(400);
		expect(matrix.cut).toBe(1096 - 400);
		expect(matrix.rows[0]?.segments[0]?.nights).toBe(400);
	});
});

describe("what a choice lights up", () => {
	it("reads the link from either end", () => {
		const linked = { ...assignment("a", "u1", null, null), personIds: ["p1"] };
		const other = assignment("b", "u2", null, null);
		const person = { id: "p1", assignmentIds: ["b"] };
		const detail = { people: [person], invoices: [], assignments: [linked, other] } as unknown as Parameters<
			typeof chosenAssignments
		>[0];
		expect([...(chosenAssignments(detail, { kind: "person", id: "p1" }) ?? [])].sort()).toEqual(["a", "b"]);
		expect(chosenAssignments(detail, null)).toBeNull();
	});
});
