import { describe, expect, it } from "vitest";
import { boardParams, calendarHref, dayHref, issuesHref, readDay, shiftDay } from "./day-url";

const read = (text: string) => readDay(new URLSearchParams(text));

describe("the day of an address", () => {
	it("is today unless it names a day", () => {
		expect(read("")).toEqual({ date: "today", tenant: null, order: "todo", all: false });
		expect(read("date=2026-11-23&tenant=a,b&sort=name&all=yes")).toEqual({
			date: "2026-11-23",
			tenant: "a,b",
			order: "name",
			all: true,
		});
	});

	it.each(["tomorrow", "2026-02-30", "0001-01-01", "9999-01-01", "today+12345", "<script>", "today+0", "today-0"])(
		"is today when it says %s",
		(date) => {
			expect(read(`date=${encodeURIComponent(date)}`).date).toBe("today");
		},
	);

	it("takes an empty tenant for none", () => {
		expect(read("tenant=").tenant).toBeNull();
	});
});

describe("addresses", () => {
	it("leave out what is the default and keep the rest", () => {
		const search = new URLSearchParams("date=2026-11-23&tenant=ten_1");
		expect(dayHref(search, { date: "today" })).toBe("/?tenant=ten_1");
		expect(dayHref(search, { date: "today", tenant: null })).toBe("/");
		expect(dayHref(search, { sort: "name" })).toBe("/?date=2026-11-23&tenant=ten_1&sort=name");
	});

	it("carry day and tenants to calendar and issues", () => {
		expect(calendarHref("today", null)).toBe("/calendar");
		expect(calendarHref("2026-11-23", "ten_1")).toBe("/calendar?from=2026-11-23&tenant=ten_1");
		expect(issuesHref("today+1", null)).toBe("/issues?from=today%2B1&to=today%2B1");
	});

	it("ask the API in one way for one board", () => {
		expect(boardParams("today+1", "a,b", "2026-11-22T00:00:00.000Z")).toBe(
			"date=today%2B1&since=2026-11-22T00%3A00%3A00.000Z&tenant=a%2Cb",
		);
		expect(boardParams("today", null, null)).toBe("date=today");
	});
});

describe("going from day to day", () => {
	it("keeps relative days relative, through today", () => {
		expect(shiftDay("today", 1)).toBe("today+1");
		expect(shiftDay("today", -1)).toBe("today-1");
		expect(shiftDay("today+1", -1)).toBe("today");
		expect(shiftDay("today-1", -1)).toBe("today-2");
	});

	it("crosses months, years and clock changes", () => {
		expect(shiftDay("2026-12-31", 1)).toBe("2027-01-01");
		expect(shiftDay("2028-03-01", -1)).toBe("2028-02-29");
		expect(shiftDay("2027-03-28", 1)).toBe("2027-03-29");
	});

	it("stops at the ends of the calendar", () => {
		expect(shiftDay("2999-12-31", 1)).toBe("2999-12-31");
		expect(shiftDay("1900-01-01", -1)).toBe("1900-01-01");
		expect(shiftDay("today+9999", 1)).toBe("today+9999");
	});
});
