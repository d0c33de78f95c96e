import { describe, expect, it } from "vitest";
import { formatStay, nightsWords } from "./stay-words";

describe("stay in words", () => {
	it.each([
		["2026-03-12", "2026-03-17", "12–17 Mar"],
		["2026-02-28", "2026-03-03", "28 Feb – 3 Mar"],
		["2026-12-30", "2027-01-02", "30 Dec 2026 – 2 Jan 2027"],
		["2027-03-12", "2027-03-17", "12–17 Mar 2027"],
		["2026-03-12", "2026-03-12", "12 Mar"],
		[null, "2026-03-12", "until 12 Mar, arrival not given"],
		["2026-03-12", null, "from 12 Mar, departure not given"],
		[null, null, "dates not given"],
	])("%s to %s reads %s", (arrival, departure, words) => {
		expect(formatStay(arrival, departure, 2026)).toBe(words);
	});

	it("says when the provider's dates are the wrong way round", () => {
		expect(nightsWords(-2)).toBe("departure before arrival");
	});
});
