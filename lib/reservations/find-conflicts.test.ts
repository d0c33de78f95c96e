import { describe, expect, it } from "vitest";
import { conflictKinds, findConflicts } from "./find-conflicts";
import { makeAssignment, makeInvoice, makePerson, makeRecord } from "./test-data";

const group = (over = {}) =>
	makeRecord({
		remoteId: "g",
		arrival: "2026-11-10",
		departure: "2026-11-15",
		people: [makePerson({ id: "ann" }), makePerson({ id: "bob" })],
		assignments: [
			makeAssignment({ id: "a", unitId: "1", arrival: "2026-11-10", departure: "2026-11-15", personIds: ["ann"] }),
			makeAssignment({ id: "b", unitId: "2", arrival: "2026-11-10", departure: "2026-11-15", personIds: ["bob"] }),
		],
		...over,
	});

describe("conflicts inside a record", () => {
	it("finds none in a group where everybody has a unit and every unit somebody", () => {
		expect(findConflicts(group())).toEqual([]);
	});

	it("names the person without a unit and the unit without a person", () => {
		const record = group({
			assignments: [
				makeAssignment({ id: "a", unitId: "1", personIds: ["ann"] }),
				makeAssignment({ id: "b", unitId: "2" }),
			],
		});
		expect(findConflicts(record).map(({ kind, personId, assignmentId }) => [kind, personId ?? assignmentId])).toEqual([
			["person_without_unit", "bob"],
			["unit_without_person", "b"],
		]);
	});

	it("does not divide a party that has one unit", () => {
		expect(conflictKinds(group({ assignments: [makeAssignment({ id: "a", unitId: "1" })] }))).toEqual([]);
	});

	it("names invoices without payer, and what an assignment costs on no invoice", () => {
		const record = group({
			assignments: [
				makeAssignment({ id: "a", unitId: "1", personIds: ["ann"], revenue: "100.00", invoiceIds: ["i"] }),
				makeAssignment({ id: "b", unitId: "2", personIds: ["bob"], revenue: "80.50" }),
				makeAssignment({ id: "c", unitId: "3", personIds: ["bob"], revenue: "0.00" }),
			],
			invoices: [makeInvoice({ id: "i", payerId: "ann" }), makeInvoice({ id: "j" })],
		});
		expect(findConflicts(record).map(({ kind, invoiceId, assignmentId }) => [kind, invoiceId ?? assignmentId])).toEqual(
			[
				["invoice_without_payer", "j"],
				["line_without_invoice", "b"],
			],
		);
	});

	it("takes an assignment's link to an invoice from either side", () => {
		const record = group({
			assignments: [makeAssignment({ id: "a", unitId: "1", personIds: ["ann", "bob"], fee: "5" })],
			invoices: [makeInvoice({ id: "i", payerId: "ann", assignmentIds: ["a"] })],
		});
		expect(conflictKinds(record)).toEqual([]);
	});

	it("finds assignments that begin before the stay or end after it, and not one that ends with it", () => {
		const dates = (arrival: string, departure: string) =>
			group({ assignments: [makeAssignment({ id: "a", unitId: "1", arrival, departure })] });
		expect(conflictKinds(dates("2026-11-09", "2026-11-12"))).toEqual(["assignment_outside_stay"]);
		expect(conflictKinds(dates("2026-11-12", "2026-11-16"))).toEqual(["assignment_outside_stay"]);
		expect(conflictKinds(dates("2026-11-10", "2026-11-15"))).toEqual([]);
	});

	it("finds a unit that the record itself gives twice for a night, and not one that is given on", () => {
		const twice = (arrival: string) =>
			group({
				assignments: [
					makeAssignment({ id: "late", unitId: "1", arrival, departure: "2026-11-15", personIds: ["bob"] }),
					makeAssignment({
						id: "early",
						unitId: "1",
						arrival: "2026-11-10",
						departure: "2026-11-13",
						personIds: ["ann"],
					}),
				],
			});
		expect(findConflicts(twice("2026-11-12")).map(({ kind, assignmentId }) => [kind, assignmentId])).toEqual([
			["unit_overlap", "late"],
		]);
		expect(findConflicts(twice("2026-11-13"))).toEqual([]);
	});

	it("asks nothing of cancelled reservations, blocks and holds", () => {
		const broken = { assignments: [makeAssignment({ id: "a" }), makeAssignment({ id: "b" })] };
		expect(conflictKinds(group(broken))).not.toEqual([]);
		expect(conflictKinds(group({ ...broken, status: "cancelled" }))).toEqual([]);
		expect(conflictKinds(group({ ...broken, kind: "block" }))).toEqual([]);
		expect(conflictKinds(group({ ...broken, kind: "quote_hold" }))).toEqual([]);
	});
});
