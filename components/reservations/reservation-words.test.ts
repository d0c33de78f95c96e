import { describe, expect, it } from "vitest";
import { unitsWords } from "./reservation-words";

const units = (number: number) => Array.from({ length: number }, (_, i) => ({ id: `u${i}`, name: `${100 + i}` }));
const row = (assigned: number, unassigned: number, people: number) => ({
	units: units(assigned),
	assignmentCount: assigned + unassigned,
	unassignedCount: unassigned,
	peopleCount: people,
});

describe("units of a reservation in words", () => {
	it.each([
		["a group, units to be assigned counted in", row(77, 3, 300), "80 units, 300 people"],
		["three units by name", row(3, 0, 4), "100, 101, 102"],
		["one unit by name", row(1, 0, 2), "100"],
		["none assigned yet", row(0, 1, 2), "no unit yet"],
		["none at all", row(0, 0, 0), "no unit given"],
	])("%s", (_name, given, words) => {
		expect(unitsWords(given)).toBe(words);
	});
});
