import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CanonicalPerson, CanonicalReservation } from "@/lib/providers/canonical";
import { contentHash, personName, projectReservation, withContact } from "./project";
import { makeAssignment, makePerson, makeRecord } from "./test-data";

const project = (over: Partial<CanonicalReservation> = {}, contacts?: Map<string, CanonicalPerson>) =>
	projectReservation(makeRecord({ remoteId: "a", ...over }), contacts);

describe("guest name", () => {
	const ann = makePerson({ id: "1", firstName: "Ann", lastName: "Lee" });
	const bob = makePerson({ id: "2", firstName: "Bob", isPrimary: true });
	const nameless = makePerson({ id: "3", isPrimary: true, firstName: "  " });
	it.each<[string, CanonicalPerson[], string | null]>([
		["the main guest's, wherever they stand", [ann, bob], "Bob"],
		["the first person's without a main guest", [ann], "Ann Lee"],
		["the next person's when the main guest has none", [nameless, ann], "Ann Lee"],
		["none without people", [], null],
		["none without names", [nameless], null],
	])("is %s", (_case, people, name) => {
		expect(project({ people }).guest_name).toBe(name);
	});

	it("comes from the contact record when the reservation has none", () => {
		const contact = makePerson({ id: "3", firstName: "Cara", lastName: "Diaz", email: "c@example.com" });
		const row = project({ people: [nameless], contactsSeparate: true }, new Map([["3", contact]]));
		expect(row.guest_name).toBe("Cara Diaz");
		expect(row.search_text).toContain("c@example.com");
	});

	it("sorts by a folded, bounded form", () => {
		expect(project({ people: [makePerson({ id: "1", firstName: "É".repeat(5000) })] }).guest_sort).toBe(
			"e".repeat(200),
		);
		expect(project({ people: [makePerson({ id: "1", firstName: "\u200b" })] }).guest_sort).toBeNull();
	});
});

describe("contact records", () => {
	it("fill what the reservation leaves open, and change nothing else", () => {
		const own = makePerson({ id: "1", isPrimary: true, firstName: "Ann", email: "own@example.com" });
		const contact = makePerson({
			id: "1",
			firstName: "Other",
			lastName: "Name",
			email: "x@example.com",
			phones: [{ kind: "mobile", number: "1" }],
		});
		expect(withContact(own, contact)).toEqual({ ...own, phones: contact.phones });
		expect(withContact(own, null)).toBe(own);
	});
});

describe("dates and instants", () => {
	it.each([
		["2028-02-29", "2028-02-29"],
		["2027-02-29", null],
		["2026-11-22T00:00:00", null],
		["0000-01-01", null],
		["", null],
		["\u0662\u0660\u0662\u0666-01-01", null],
	])("arrival %j → %j", (text, column) => {
		expect(project({ arrival: text }).arrival).toBe(column);
	});
	it.each([
		["2026-11-22T10:00:00Z", "2026-11-22T10:00:00.000000Z"],
		["2026-11-22T10:00:00.1234567Z", "2026-11-22T10:00:00.123456Z"],
		["2026-11-22T10:00:00+13:00", "2026-11-21T21:00:00.000000Z"],
		["2026-11-22T10:00:00", null],
		["+012026-11-22T10:00:00Z", null],
		["now", null],
	])("updated %j → %j", (text, column) => {
		expect(project({ updatedAt: text }).remote_updated_at).toBe(column);
		expect(project({ updatedAt: text }).canonical.updatedAt).toBe(text);
	});
});

describe("content hash", () => {
	it("does not depend on the order of fields, and depends on every value and the order of lists", () => {
		const record = makeRecord({
			remoteId: "a",
			assignments: [makeAssignment({ id: "1" }), makeAssignment({ id: "2" })],
		});
		const shuffled = Object.fromEntries(Object.entries(record).reverse()) as unknown as CanonicalReservation;
		expect(contentHash(shuffled)).toBe(contentHash(record));
		expect(contentHash({ ...record, notes: "" })).not.toBe(contentHash(record));
		expect(contentHash({ ...record, assignments: record.assignments.toReversed() })).not.toBe(contentHash(record));
	});
});

describe("search text", () => {
	it("holds everything that people look for, folded", () => {
		const people = [
			makePerson({
				id: "p",
				firstName: "Zoë",
				lastName: "STRAẞE",
				email: "Z@Example.com",
				phones: [{ kind: "phone", number: "+1 (555) 010-2030" }],
			}),
		];
		expect(
			project({ number: "ORB1", channelCode: "HMX", title: "Family\u0007 Re\u0000union", people }).search_text,
		).toBe("orb1 hmx family reunion zoe strasse z@example.com 15550102030 a");
	});

	it("keeps later people findable when one name is endless", () => {
		const people = [
			makePerson({ id: "1", firstName: "x".repeat(100_000) }),
			makePerson({ id: "2", firstName: "Findme" }),
		];
		expect(project({ people }).search_text).toContain("findme");
	});
});

describe("any record", () => {
	const text = fc.oneof(
		fc.string({ unit: "binary", maxLength: 40 }),
		fc.constantFrom("\0", "\ud800", "2026-02-30", "2026-11-22T10:00:00Z"),
	);
	const maybe = fc.option(text);
	const person = fc.record({ id: text, isPrimary: fc.boolean(), firstName: maybe, lastName: maybe, email: maybe });
	const record = fc.record({
		remoteId: text,
		title: maybe,
		arrival: maybe,
		departure: maybe,
		bookedAt: maybe,
		updatedAt: maybe,
		version: fc.option(fc.maxSafeInteger()),
		people: fc.array(person, { maxLength: 4 }),
	});

	it("gives values that PostgreSQL stores, twice the same", () => {
		fc.assert(
			fc.property(record, (over) => {
				const made = makeRecord({ ...over, people: over.people.map((fields) => makePerson(fields)) });
				const { assignments: _, ...row } = projectReservation(made);
				const json = JSON.stringify(row);
				expect(json).not.toMatch(/(?<!\\)(\\\\)*\\u0000/);
				expect(json).not.toMatch(/(?<!\\)(\\\\)*\\ud[89a-f]/i);
				expect(row.search_text).not.toMatch(/[\p{Cc}\p{Lu}]/u);
				expect(row.arrival ?? "2026-01-01").toMatch(/^\d{4}-\d{2}-\d{2}$/);
				expect(projectReservation(made).content_hash).toBe(row.content_hash);
			}),
			{ numRuns: 200 },
		);
	});
});

it("a person without any name has none", () => {
	expect(personName(makePerson({ id: "1", firstName: " ", lastName: null }))).toBeNull();
});
