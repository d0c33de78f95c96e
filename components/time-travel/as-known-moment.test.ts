import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { fieldOf, hoursAgo, momentOf } from "./as-known-moment";
import { readMoment } from "./read-moment";

describe("moments of a date field", () => {
	it("are read in the operator's zone, there and back", () => {
		expect(momentOf("2026-11-22T14:05", "Pacific/Auckland")).toBe("2026-11-22T01:05:00.000Z");
		expect(fieldOf("2026-11-22T01:05:59.900Z", "Pacific/Auckland")).toBe("2026-11-22T14:05");
	});

	it("exist also where the clock skips or repeats an hour", () => {
		expect(momentOf("2026-03-08T02:30", "America/Denver")).toBe("2026-03-08T09:30:00.000Z");
		expect(momentOf("2026-11-01T01:30", "America/Denver")).toBe("2026-11-01T07:30:00.000Z");
	});

	it("are the ones that Temporal finds, over all changes of clock and date line", () => {
		const zones = ["UTC", "America/Denver", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe", "Europe/London"];
		const minutes = fc.integer({ min: Date.UTC(2000, 0, 1) / 60_000, max: Date.UTC(2060, 0, 1) / 60_000 });
		fc.assert(
			fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
				const text = new Date(minute * 60_000).toISOString().slice(0, 16);
				const known = Temporal.PlainDateTime.from(text).toZonedDateTime(zone);
				expect(momentOf(text, zone)).toBe(known.toInstant().toString({ fractionalSecondDigits: 3 }));
			}),
			{ numRuns: 300 },
		);
		// Both sides of a change of half an hour, and of a day that an island left out.
		expect(momentOf("2026-04-05T01:45", "Australia/Lord_Howe")).toBe("2026-04-04T14:45:00.000Z");
		expect(momentOf("2011-12-30T12:00", "Pacific/Apia")).toBe("2011-12-30T22:00:00.000Z");
	});

	it.each(["", "soon", "2026-13-01T00:00"])("are none when the field holds %o", (text) => {
		expect(momentOf(text, "UTC")).toBeNull();
	});

	it("hours ago stand on the full minute", () => {
		expect(hoursAgo(24, Date.parse("2026-11-22T14:05:31.200Z"))).toBe("2026-11-21T14:05:00.000Z");
	});

	it("in an address that cannot be read mean now", () => {
		expect(readMoment("yesterday")).toBeNull();
		expect(readMoment("2026")).toBeNull();
		expect(readMoment("2026-11-31T99:00:00Z")).toBeNull();
		expect(readMoment(null)).toBeNull();
		expect(readMoment("2026-11-22T14:05:00+13:00")).toBe("2026-11-22T01:05:00.000Z");
	});
});
