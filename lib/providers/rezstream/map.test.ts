import { describe, expect, test } from "vitest";
import { canonicalReservation } from "../canonical";
import { readRecord } from "../wire";
import { mapBlock, mapReservation, mapUnit } from "./map";
import { block, isSummary, reservation, tokenDetails, unit } from "./schemas";

const BASE = {
	id: "6f1c2f6e-0000-4000-8000-000000000001",
	version: 10,
	status: "Reserved",
	madeAt: "2026-01-02T03:04:05.7507775Z",
	updatedAt: "2026-02-03T04:05:06.03Z",
	arrival: "2026-03-28",
	departure: "2026-03-30",
	ingestionSource: "PMS",
};

function read(wire: object) {
	return readRecord({ ...BASE, ...wire }, reservation, mapReservation);
}

function mapped(wire: object) {
	const { record, rejected } = read(wire);
	expect(rejected).toBeNull();
	return canonicalReservation.parse(record);
}

describe("a reservation", () => {
	test("keeps its group: assignments with own dates, people, invoices and the links between them", () => {
		const record = mapped({
			unitAssignments: [
				{
					id: "a1",
					arrival: "2026-03-28",
					departure: "2026-03-29",
					unitId: "u1",
					unitTypeId: "t1",
					occupancyCount: 2,
					rentalRevenue: 100.1,
					rentalTax: 10.0101,
					rentalFee: 0,
					personIds: ["p1", "p2"],
					invoiceIds: ["i1"],
				},
				{ id: "a2", arrival: "2026-03-29", departure: "2026-03-30", unitTypeId: "t1", personIds: ["p2"] },
			],
			people: [
				{ id: "p1", isPrimary: true, firstName: "Åsa", phone: "1", mobilePhone: "2", address: { city: "Visby" } },
				{ id: "p2" },
			],
			invoices: [
				{
					id: "i1",
					number: 7,
					personId: "p1",
					unitAssignmentIds: ["a2"],
					total: 110.1101,
					paid: 0,
					balance: 110.1101,
					items: [
						{ type: "Rent", amount: 100.1, unitAssignmentId: "a1" },
						{ type: "Resort fee", amount: -5 },
					],
				},
			],
		});
		expect(record.assignments).toEqual([
			{
				id: "a1",
				unitId: "u1",
				unitTypeId: "t1",
				arrival: "2026-03-28",
				departure: "2026-03-29",
				occupancy: 2,
				personIds: ["p1", "p2"],
				invoiceIds: ["i1"],
				revenue: "100.1",
				tax: "10.0101",
				fee: "0",
			},
			{
				id: "a2",
				unitId: null,
				unitTypeId: "t1",
				arrival: "2026-03-29",
				departure: "2026-03-30",
				occupancy: null,
				personIds: ["p2"],
				invoiceIds: ["i1"],
				revenue: null,
				tax: null,
				fee: null,
			},
		]);
		expect(record.people[0]).toMatchObject({
			isPrimary: true,
			lastName: null,
			phones: [
				{ kind: "mobile", number: "2" },
				{ kind: "phone", number: "1" },
			],
			address: { street: null, city: "Visby", region: null, postalCode: null, country: null },
		});
		expect(record.people[1]).toMatchObject({ id: "p2", firstName: null, email: null, phones: [], address: null });
		expect(record.invoices).toEqual([
			{
				id: "i1",
				number: "7",
				payerId: "p1",
				assignmentIds: ["a1", "a2"],
				total: "110.1101",
				paid: "0",
				balance: "110.1101",
				lines: [
					{
						id: "i1:0",
						kind: "rent",
						rawKind: "Rent",
						description: null,
						amount: "100.1",
						taxable: null,
						assignmentId: "a1",
					},
					{
						id: "i1:1",
						kind: "other",
						rawKind: "Resort fee",
						description: null,
						amount: "-5",
						taxable: null,
						assignmentId: null,
					},
				],
			},
		]);
		expect(record).toMatchObject({
			currency: null,
			total: "110.1101",
			kind: "stay",
			version: 10,
			contactsSeparate: false,
		});
	});

	test("keeps timestamps to the last digit", () => {
		expect(mapped({})).toMatchObject({ bookedAt: BASE.madeAt, updatedAt: BASE.updatedAt });
	});

	test.each([
		["Reserved", "confirmed"],
		["CheckedIn", "confirmed"],
		["Checked Out", "confirmed"],
		["confirmed", "confirmed"],
		["Cancelled", "cancelled"],
		["Canceled", "cancelled"],
		["NoShow", "cancelled"],
		["Tentative", "pending"],
		["Pending", "pending"],
		["Hold", "pending"],
		["Waitlisted", "unknown"],
		["constructor", "unknown"],
		[null, "unknown"],
	])("status %s reads %s and stays as text", (raw, status) => {
		expect(mapped({ status: raw })).toMatchObject({ status, rawStatus: raw });
	});

	test("takes its envelope from the assignments when it has none", () => {
		const record = mapped({
			arrival: null,
			departure: undefined,
			unitAssignments: [
				{ id: "a1", arrival: "2026-03-02", departure: "2026-03-04" },
				{ id: "a2", arrival: "2026-03-01", departure: "2026-03-03" },
			],
		});
		expect(record).toMatchObject({ arrival: "2026-03-01", departure: "2026-03-04" });
	});

	test.each([
		["arrival = departure", { departure: "2026-03-28" }],
		["departure before arrival", { departure: "2026-03-01" }],
		["29 February", { arrival: "2028-02-29" }],
	])("%s is kept as it is", (_, wire) => {
		expect(mapped(wire)).toMatchObject(wire);
	});

	test("one invoice without a figure makes the sum unknown, not smaller", () => {
		const invoices = [
			{ id: "i1", total: 10, paid: 1, balance: 9 },
			{ id: "i2", total: 0.2, balance: -1 },
		];
		expect(mapped({ invoices })).toMatchObject({ total: "10.2", paid: null, balance: "8" });
		expect(mapped({ invoices: [] })).toMatchObject({ total: null, paid: null, balance: null });
	});

	test.each([
		["no id", { id: undefined }, "id", null],
		["no dates at all", { arrival: null }, "arrival", BASE.id],
		["a date of a wrong type", { arrival: 12345 }, "arrival", BASE.id],
		["assignments of a wrong type", { unitAssignments: "none" }, "unitAssignments", BASE.id],
		[
			"a line without amount",
			{ invoices: [{ id: "i", items: [{ type: "Rent" }] }] },
			"invoices.0.items.0.amount",
			BASE.id,
		],
		["a timestamp that is none", { updatedAt: "soon" }, "updatedAt", BASE.id],
	])("with %s is rejected at its field", (_, wire, field, remoteId) => {
		expect(read(wire).rejected).toMatchObject({ field, remoteId });
	});

	test("passes unknown fields and hostile texts", () => {
		const name = `<img src=x onerror=alert(1)>"';DROP TABLE x;--\u202e\u0000`;
		const record = mapped({ creditCard: "4111", people: [{ id: "p", firstName: name, loyalty: {} }] });
		expect(record.people[0]?.firstName).toBe(name.replace("\0", "\uFFFD"));
		expect(JSON.stringify(record)).not.toContain("4111");
	});
});

test("a row with neither people nor invoices is a summary", () => {
	expect(isSummary({ id: "1" })).toBe(true);
	expect(isSummary({ id: "1", people: null })).toBe(true);
	expect(isSummary({ id: "1", people: [] })).toBe(false);
	expect(isSummary({ id: "1", invoices: [] })).toBe(false);
	expect(isSummary("text")).toBe(false);
});

test("a block is a record of its own kind with one assignment", () => {
	const wire = { id: 5, unitId: "u1", startDate: "2026-05-01", endDate: "2026-05-03", type: "Maintenance" };
	const { record } = readRecord(wire, block, mapBlock);
	expect(canonicalReservation.parse(record)).toMatchObject({
		remoteId: "5",
		entity: "block",
		kind: "block",
		rawKind: "Maintenance",
		title: "Maintenance",
		arrival: "2026-05-01",
		departure: "2026-05-03",
		assignments: [{ id: "5", unitId: "u1", arrival: "2026-05-01", departure: "2026-05-03" }],
		people: [],
		invoices: [],
	});
});

test("a unit takes type, property and zone from the rest of the inventory", () => {
	const names = {
		types: new Map([["t1", { name: "Cabin", maxOccupancy: 4 }]]),
		properties: new Map([["pr1", "Lakeside"]]),
		timeZoneRaw: "Mountain Standard Time",
	};
	const read = (wire: object) =>
		readRecord({ id: "u1", ...wire }, unit, (fitting) => mapUnit(fitting, names, 3)).record;
	expect(read({ name: "7", unitTypeId: "t1", propertyId: "pr1", sortOrder: 0, active: false })).toEqual({
		remoteId: "u1",
		name: "7",
		typeId: "t1",
		typeName: "Cabin",
		propertyName: "Lakeside",
		timeZoneRaw: "Mountain Standard Time",
		maxOccupancy: 4,
		currency: null,
		active: false,
		sortOrder: 0,
	});
	expect(read({ unitTypeId: "gone" })).toMatchObject({
		name: "u1",
		typeName: null,
		propertyName: null,
		active: true,
		sortOrder: 3,
	});
});

test.each([
	[
		"the assumed object",
		{ scopes: ["guest_communication"], multiTenant: true, tenants: [{ id: "t", name: "T", timeZone: "UTC" }] },
		true,
	],
	["a bare array", [{ id: "t", name: "T", timeZone: "UTC" }], null],
	["tenantId for id", { tenants: [{ tenantId: "t", name: "T", timeZone: "UTC", extra: 1 }] }, null],
	["one tenant itself", { tenantId: "t", name: "T", timeZone: "UTC" }, null],
])("token details may be %s", (_, body, multiTenant) => {
	expect(tokenDetails.parse(body)).toMatchObject({
		tenants: [{ remoteId: "t", name: "T", timeZone: "UTC" }],
		multiTenant,
	});
});

test.each([null, "x", {}, { tenants: [{}] }, { tenants: "none" }])("%j is no token details", (body) => {
	expect(tokenDetails.safeParse(body).success).toBe(false);
});
