import { describe, expect, test } from "vitest";
import { canonicalPerson, canonicalReservation } from "../canonical";
import { readRecord } from "../wire";
import { balanceOf, kindOf, mapBooking, mapGuest, mapProperty, withoutDoorCodes } from "./map";
import { booking, guest, property } from "./schemas";

const BASE = {
	id: 4711,
	type: "booking",
	is_block: false,
	status: "active",
	property_id: 12,
	arrival: "2026-03-28",
	departure: "2026-03-30",
	updated_utc: "2026-02-03T04:05:06Z",
};

function read(wire: object) {
	return readRecord({ ...BASE, ...wire }, booking, mapBooking);
}

function mapped(wire: object) {
	const { record, rejected } = read(wire);
	expect(rejected).toBeNull();
	return canonicalReservation.parse(record);
}

describe("kinds", () => {
	test.each([
		["booking", false, "stay"],
		["booking", null, "stay"],
		["booking", true, "block"],
		["block", true, "block"],
		["block", false, "block"],
		["quote_hold", true, "quote_hold"],
		["quote_hold", false, "quote_hold"],
		["linked_availability", true, "linked_block"],
		["owner", false, "owner_stay"],
		["Owner", false, "owner_stay"],
		["party_bus", false, "unknown"],
		["party_bus", true, "block"],
		["constructor", false, "unknown"],
		[null, true, "block"],
		[null, false, "stay"],
		[null, null, "unknown"],
	] as const)("type %s, is_block %s is %s", (type, isBlock, kind) => {
		expect(kindOf(type, isBlock)).toBe(kind);
		expect(mapped({ type, is_block: isBlock })).toMatchObject({ kind, rawKind: type });
	});
});

test.each([
	["active", "confirmed"],
	["pending", "pending"],
	["canceled", "cancelled"],
	["Cancelled", "cancelled"],
	["confirmed", "unknown"],
	[null, "unknown"],
])("status %s reads %s and stays as text", (raw, status) => {
	expect(mapped({ status: raw })).toMatchObject({ status, rawStatus: raw });
});

describe("a booking", () => {
	test("has one assignment, one guest and one invoice, linked", () => {
		const record = mapped({
			guest_id: 9,
			guest: { id: 9, first_name: "Ana" },
			adults: 2,
			children: 1,
			infants: 1,
			currency_code: "GBP",
			total_amount: 110.25,
			total_owed: 110.25,
			total_paid: 50,
			total_refunded: 0,
			listing_site: "Airbnb",
			platform_reservation_number: "HMABC",
			charges: [
				{ type: "rent", amount: 100, is_taxable: true, position: 1 },
				{ type: "tax other", amount: 7.25, is_taxable: false },
				{ type: "surcharge", amount: 3, description: "Cleaning" },
				{ type: "gift", amount: -0.0 },
			],
		});
		expect(record).toMatchObject({
			remoteId: "4711",
			number: "ORB4711",
			currency: "GBP",
			total: "110.25",
			paid: "50",
			balance: "60.25",
			channel: "Airbnb",
			channelCode: "HMABC",
			contactsSeparate: true,
			people: [{ id: "9", isPrimary: true, firstName: "Ana", lastName: null, email: null, phones: [], address: null }],
			assignments: [
				{
					id: "4711",
					unitId: "12",
					occupancy: 3,
					personIds: ["9"],
					invoiceIds: ["booking:4711"],
					arrival: "2026-03-28",
				},
			],
			invoices: [{ id: "booking:4711", payerId: "9", assignmentIds: ["4711"], total: "110.25", balance: "60.25" }],
		});
		expect(record.invoices[0]?.lines.map(({ id, kind, amount, taxable }) => [id, kind, amount, taxable])).toEqual([
			["booking:4711:0", "rent", "100", true],
			["booking:4711:1", "tax", "7.25", false],
			["booking:4711:2", "surcharge", "3", null],
			["booking:4711:3", "other", "0", null],
		]);
	});

	test("that is a block has no people and no invoice", () => {
		const record = mapped({
			type: "block",
			is_block: true,
			title: "Roof repair",
			property: { id: 12, name: "x" },
			property_id: null,
		});
		expect(record).toMatchObject({
			title: "Roof repair",
			people: [],
			invoices: [],
			total: null,
			balance: null,
			contactsSeparate: false,
		});
		expect(record.assignments).toHaveLength(1);
		expect(record.assignments[0]).toMatchObject({ unitId: "12", occupancy: null });
	});

	test("reads times after its dates, and stamps without zone as UTC", () => {
		expect(mapped({ arrival: "2026-03-28T00:00:00", updated_utc: "2026-02-03T04:05:06" })).toMatchObject({
			arrival: "2026-03-28",
			updatedAt: "2026-02-03T04:05:06Z",
		});
	});

	test.each([
		["no id", { id: undefined }, "id"],
		["null dates", { arrival: null }, "arrival"],
		["a date of a wrong type", { departure: 20260330 }, "departure"],
		["a total that is no amount", { total_amount: "lots" }, "total_amount"],
		["charges of a wrong type", { charges: { rent: 1 } }, "charges"],
	])("with %s is rejected at its field", (_, wire, field) => {
		expect(read(wire).rejected).toMatchObject({ field });
	});
});

test.each([
	["nothing paid, total_owed like total", "100", "0", null, "100"],
	["paid", "100", "100", "0", "0"],
	["overpaid", "100", "130.5", null, "-30.5"],
	["cancelled and refunded", "0", "100", "100", "0"],
	["no total", null, "10", null, null],
	["no payment figure", "100", null, "5", null],
])("balance: %s", (_, total_amount, total_paid, total_refunded, balance) => {
	expect(balanceOf({ total_amount, total_paid, total_refunded })).toBe(balance);
});

describe("a guest's contact data", () => {
	const contact = (wire: object) => canonicalPerson.parse(readRecord({ id: 9, ...wire }, guest, mapGuest).record);

	test("takes the default entries", () => {
		expect(
			contact({
				first_name: "Ana",
				email_addresses: [
					{ address: "old@x.example", is_default: false },
					{ address: "a@x.example", is_default: true },
				],
				phones: [
					{ number: "1", type: "mobile" },
					{ number: "2", extension: 12, type: "home" },
					{ number: "3" },
					{ number: "4", type: "fax" },
					{ type: "home" },
				],
				addresses: [
					{ street1: "x" },
					{
						street1: "1 A St",
						street2: "Apt 2",
						city: "C",
						province: "P",
						postal_code: "9",
						country: "UNITED STATES",
						is_default: true,
					},
				],
			}),
		).toEqual({
			id: "9",
			isPrimary: true,
			firstName: "Ana",
			lastName: null,
			email: "a@x.example",
			phones: [
				{ kind: "mobile", number: "1" },
				{ kind: "home", number: "2 ext. 12" },
				{ kind: "phone", number: "3" },
				{ kind: "phone", number: "4" },
			],
			address: { street: "1 A St, Apt 2", city: "C", region: "P", postalCode: "9", country: "UNITED STATES" },
		});
	});

	test("takes the first entry when none is the default, and may be empty", () => {
		expect(contact({ email_addresses: [{ address: null }, { address: "b@x.example" }] }).email).toBe("b@x.example");
		expect(contact({})).toMatchObject({ email: null, phones: [], address: null, firstName: null });
	});
});

test("a property is the unit", () => {
	const read = (wire: object) => readRecord(wire, property, (fitting) => mapProperty(fitting, 2)).record;
	expect(
		read({
			id: 1,
			name: "Loft",
			active: false,
			time_zone: "Europe/Lisbon",
			currency_code: "EUR",
			max_guests: 4,
			display_order: 9,
		}),
	).toEqual({
		remoteId: "1",
		name: "Loft",
		typeId: null,
		typeName: null,
		propertyName: null,
		timeZoneRaw: "Europe/Lisbon",
		maxOccupancy: 4,
		currency: "EUR",
		active: false,
		sortOrder: 9,
	});
	expect(read({ id: 1 })).toMatchObject({ name: "1", active: true, sortOrder: 2, timeZoneRaw: null });
});

test("door codes are taken out at any depth and nothing else is", () => {
	const raw = { id: 1, door_codes: [{ code: "1" }], nested: { DoorCodes: 1, list: [{ door_codes: [], keep: null }] } };
	expect(withoutDoorCodes(raw)).toEqual({ id: 1, nested: { list: [{ keep: null }] } });
});
