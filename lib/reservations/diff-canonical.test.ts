import { describe, expect, it } from "vitest";
import type { CanonicalReservation } from "@/lib/providers/canonical";
import { diffCanonical } from "./diff-canonical";
import { makeAssignment, makeInvoice, makePerson, makeRecord } from "./test-data";

const words = { unitName: (id: string) => (id === "u1" ? "Birch" : `Unit ${id}`) };
const diff = (before: Partial<CanonicalReservation>, after: Partial<CanonicalReservation>) =>
	diffCanonical(makeRecord({ remoteId: "a", ...before }), makeRecord({ remoteId: "a", ...after }), words);

const line = (id: string, amount: string) => ({
	id,
	kind: "rent" as const,
	rawKind: "rent",
	description: "Nights",
	amount,
	taxable: null,
	assignmentId: null,
});

describe("differences", () => {
	it.each<
		[
			string,
			Partial<CanonicalReservation>,
			Partial<CanonicalReservation>,
			{ field: string; before: string | null; after: string | null }[],
		]
	>([
		["nothing", {}, {}, []],
		["only version and update time", { version: 1 }, { version: 2, updatedAt: "2026-01-01T00:00:00Z" }, []],
		[
			"dates",
			{ arrival: "2026-01-01" },
			{ arrival: "2026-01-02", departure: null },
			[
				{ field: "Arrival", before: "2026-01-01", after: "2026-01-02" },
				{ field: "Departure", before: "2026-11-22", after: null },
			],
		],
		[
			"a hold that becomes a booking",
			{ kind: "quote_hold", status: "pending" },
			{},
			[
				{ field: "Kind", before: "Hold", after: "Stay" },
				{ field: "Status", before: "Pending", after: "Confirmed" },
			],
		],
		[
			"money, exactly",
			{ total: "10.1", currency: "USD" },
			{ total: "10.10", currency: "USD", paid: "3" },
			[{ field: "Paid", before: null, after: "3.00 USD" }],
		],
		[
			"a unit change",
			{ assignments: [makeAssignment({ id: "1" }), makeAssignment({ id: "2" })] },
			{ assignments: [makeAssignment({ id: "1" }), makeAssignment({ id: "2", unitId: "u1" })] },
			[{ field: "Unit assignment 2 · unit", before: "no unit yet", after: "Birch" }],
		],
		[
			"an assignment more and one less",
			{ assignments: [makeAssignment({ id: "1", unitId: "u1", arrival: "2026-01-01", departure: "2026-01-03" })] },
			{ assignments: [makeAssignment({ id: "2", unitId: "9" })] },
			[
				{ field: "Unit assignment 1", before: "Birch, 2026-01-01 to 2026-01-03", after: null },
				{ field: "Unit assignment 1", before: null, after: "Unit 9, ? to ?" },
			],
		],
		[
			"a person's phone",
			{ people: [makePerson({ id: "p", firstName: "Ann", lastName: "Lee" })] },
			{
				people: [
					makePerson({ id: "p", firstName: "Ann", lastName: "Lee", phones: [{ kind: "mobile", number: "123" }] }),
				],
			},
			[{ field: "Person Ann Lee · phones", before: null, after: "Mobile 123" }],
		],
		[
			"a new person without a name",
			{},
			{ people: [makePerson({ id: "p" })] },
			[{ field: "Person 1", before: null, after: "Person 1" }],
		],
		[
			"two lines of one description",
			{ invoices: [makeInvoice({ id: "i", number: "1042", lines: [line("1", "5"), line("2", "6")] })] },
			{ invoices: [makeInvoice({ id: "i", number: "1042", lines: [line("1", "5"), line("2", "7.5")] })] },
			[
				{
					field: "Invoice 1042 · line Nights",
					before: "Rent 6.00 (currency not given)",
					after: "Rent 7.50 (currency not given)",
				},
			],
		],
		[
			"who pays, also when the payer is not in the record",
			{ invoices: [makeInvoice({ id: "i" })] },
			{ invoices: [makeInvoice({ id: "i", payerId: "ghost" })] },
			[{ field: "Invoice 1 · payer", before: null, after: "ghost" }],
		],
	])("%s", (_case, before, after, changes) => {
		expect(diff(before, after)).toEqual(changes);
	});

	it("of a group of 300 people take no longer than a blink", () => {
		const people = Array.from({ length: 300 }, (_, i) => makePerson({ id: `p${i}`, firstName: `N${i}` }));
		const assignments = Array.from({ length: 80 }, (_, i) =>
			makeAssignment({ id: `a${i}`, personIds: people.slice(i, i + 4).map((p) => p.id) }),
		);
		expect(diff({ people, assignments }, { people: people.slice(1), assignments })).toHaveLength(2);
	});
});
