import { describe, expect, it } from "vitest";
import { findHit } from "./find-hit";
import { searchWords } from "./search-words";
import { makePerson, makeRecord } from "./test-data";

const lead = makePerson({
	id: "1",
	isPrimary: true,
	firstName: "Łukasz",
	lastName: "Mu\u0308ller",
	email: "lukasz@example.com",
	phones: [{ kind: "mobile", number: "+1 (555) 010-2030" }],
});
const second = makePerson({ id: "2", firstName: "Björk", lastName: "Sure" });
const record = {
	guestName: "Łukasz Mu\u0308ller",
	unitNames: ["Cabin 4", "Spruce House"],
	canonical: makeRecord({ remoteId: "998877", number: "ORB-1234", channelCode: "HMABC9", title: "Wedding" }),
	people: [lead, second],
};

/** Field and the highlighted parts. */
function hit(q: string) {
	const found = findHit(searchWords(q), record);
	return found === null ? null : [found.field, ...found.ranges.map(([from, to]) => found.text.slice(from, to))];
}

describe("why a record was found", () => {
	it.each([
		["lukasz", ["guest", "Łukasz"]],
		["MÜLLER lukasz", ["guest", "Łukasz", "Mu\u0308ller"]],
		["mull", ["guest", "Mu\u0308ll"]],
		["orb-1234", ["number", "ORB-1234"]],
		["cabin 4", ["unit", "Cabin", "4"]],
		["wedd", ["title", "Wedd"]],
		["bjork", ["person", "Björk"]],
		["@example", ["email", "@example"]],
		["5550102030", ["phone", "555) 010-2030"]],
		["+1 555 010 2030", ["phone", "1 (555) 010-2030"]],
		["hmabc9", ["channel", "HMABC9"]],
		["998877", ["id", "998877"]],
	])("%s", (q, expected) => {
		expect(hit(q)).toEqual(expected);
	});

	it("takes the field that holds most of the words", () => {
		expect(hit("sure bjork wedding")).toEqual(["person", "Björk", "Sure"]);
	});

	it("is not told when no field holds a word", () => {
		expect(hit("nobody")).toBeNull();
	});

	it("shows the stretch of a long text around the hit", () => {
		const found = findHit(searchWords("needle"), {
			...record,
			guestName: null,
			canonical: makeRecord({ remoteId: "1", title: `${"a ".repeat(80)}needle ${"b ".repeat(80)}` }),
			people: [],
			unitNames: [],
		});
		expect(found?.text.length).toBeLessThanOrEqual(122);
		expect(found?.ranges.map(([from, to]) => found.text.slice(from, to))).toEqual(["needle"]);
	});
});
