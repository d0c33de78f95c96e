import { describe, expect, it } from "vitest";
import type { Person } from "@/lib/shared/reservations";
import { initials, payerWords, personMatches } from "./person-words";

const person = (fields: Partial<Person>): Person => ({
	id: "p",
	isPrimary: false,
	firstName: null,
	lastName: null,
	name: null,
	email: null,
	phones: [],
	address: null,
	contactLoaded: true,
	assignmentIds: [],
	invoiceIds: [],
	...fields,
});

describe("people in words", () => {
	it.each([
		[{ firstName: "Anna", lastName: "de Vries" }, "AD"],
		[{ firstName: null, lastName: "Ōtani" }, "Ō"],
		[{ name: "Anna Maria Smith" }, "AS"],
		[{ name: "😀 Bob" }, "B"],
		[{ name: "<script>" }, "S"],
		[{}, "?"],
	])("initials of %j are %s", (fields, expected) => {
		expect(initials(person(fields))).toBe(expected);
	});

	it("finds a person by part of the phone number however it is written", () => {
		const someone = person({ phones: [{ kind: "mobile", number: "+1 (555) 010-2345" }] });
		expect(personMatches(someone, "5550102")).toBe(true);
		expect(personMatches(someone, "555 010")).toBe(true);
		expect(personMatches(someone, "999")).toBe(false);
	});

	it("does not invent a payer", () => {
		expect(payerWords({ payerId: null }, []).text).toBe("no payer given");
		expect(payerWords({ payerId: "x" }, [person({ name: "Ann" })]).text).toBe("payer is not among the people given");
	});
});
