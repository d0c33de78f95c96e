import { describe, expect, it } from "vitest";
import { countdownWords, countWords, durationWords, formatCount, paceWords, rateWords } from "./amount-words";

describe("durations", () => {
	it.each([
		[-5, "0 s"],
		[59.9, "59 s"],
		[60, "1 min"],
		[3600, "1 h"],
		[7800, "2 h 10 min"],
		[11 * 3600 + 60, "11 h"],
		[47.9 * 3600, "47 h"],
		[6.5 * 86400, "6 days"],
	])("%d seconds read %s", (seconds, words) => {
		expect(durationWords(seconds)).toBe(words);
	});

	it.each([
		[-3, "now"],
		[0, "now"],
		[0.2, "in 0:01"],
		[42, "in 0:42"],
		[60, "in 1:00"],
		[3599, "in 59:59"],
		[7800, "in 2 h 10 min"],
	])("%d seconds count down as %s", (seconds, words) => {
		expect(countdownWords(seconds)).toBe(words);
	});
});

describe("amounts", () => {
	it("groups thousands", () => {
		expect([0, 999, 1000, 1234567].map(formatCount)).toEqual(["0", "999", "1,000", "1,234,567"]);
	});

	it("has a singular", () => {
		expect([countWords(1, "record"), countWords(2, "record"), countWords(0, "reply", "replies")]).toEqual([
			"1 record",
			"2 records",
			"0 replies",
		]);
	});

	it("gives slow rates per minute, so that slow does not look like standing still", () => {
		expect([rateWords(85.4), rateWords(0.2), rateWords(0.001)]).toEqual(["85 a second", "12 a minute", "1 a minute"]);
	});
});

describe("pace", () => {
	it.each([
		[null, 4, null],
		[120, null, "asked every 2 min"],
		[120, 4.2, "asked every 2 min, about 4 changes an hour"],
		[120, 0.9, "asked every 2 min, about 1 change an hour"],
		[900, 0.2, "asked every 15 min, about 5 changes a day"],
		[900, 0.04, "asked every 15 min, about 1 change a day"],
		[900, 0.001, "asked every 15 min, hardly any changes"],
	])("every %s s at %s changes an hour: %s", (seconds, perHour, words) => {
		expect(paceWords(seconds, perHour)).toBe(words);
	});
});
