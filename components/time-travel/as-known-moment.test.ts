import { describe, expect, it } from "vitest";
import { fieldOf, hoursAgo, momentOf, readMoment } from "./as-known-moment";

describe("moments of a date field", () => {
	it("are read in the operator's zone, there and back", () => {
		expect(momentOf("2026-11-22T14:05", "Pacific/Auckland")).toBe("2026-11-22T01:05:00.000Z");
		expect(fieldOf("2026-11-22T01:05:59.900Z", "Pacific/Auckland")).toBe("2026-11-22T14:05");
	});

	it("exist also where the clock skips or repeats an hour", () => {
		expect(momentOf("2026-03-08T02:30", "America/Denver")).toBe("2026-03-08T09:30:00.000Z");
		expect(momentOf("2026-11-01T01:30", "America/Denver")).toBe("2026-11-01T07:30:00.000Z");
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
