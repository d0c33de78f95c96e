import { describe, expect, it } from "vitest";
import { filterProblems } from "./filter-problems";
import { activeRange, apiParams, changeSearch, countFilters, quickRanges, shiftRange } from "./filter-url";

const TODAY = "2026-11-22";

describe("filters in the URL", () => {
	it("gives one address to one view", () => {
		const a = apiParams(new URLSearchParams("to=today&from=today&by=stay&peek=rsv_1&q="), null);
		const b = apiParams(new URLSearchParams("from=today&to=today&sort=arrival"), null);
		expect(a).toBe("from=today&to=today");
		expect(b).toBe(a);
	});

	it("puts the tenant of the path before one of the query", () => {
		expect(apiParams(new URLSearchParams("tenant=other"), "ten_1")).toBe("tenant=ten_1");
	});

	it("names each parameter that is not a filter", () => {
		const problems = filterProblems("status=asleep&colour=red&from=2026-02-30");
		expect(problems.map((problem) => problem.path).sort()).toEqual(["colour", "from", "status"]);
	});

	it("says which values a filter takes", () => {
		expect(filterProblems("unassigned=no")).toEqual([{ path: "unassigned", message: "must be one of yes" }]);
		expect(filterProblems("status=asleep")[0]?.message).toBe("must be one of confirmed, pending, cancelled, unknown");
	});

	it("names a parameter given twice", () => {
		expect(filterProblems("q=a&q=b")).toEqual([{ path: "q", message: "is given more than once" }]);
	});

	it("accepts what the filter bar writes", () => {
		for (const range of quickRanges(TODAY, "arrival")) {
			const search = changeSearch(new URLSearchParams(), { from: range.from, to: range.to, by: "arrival" });
			expect(filterProblems(search)).toEqual([]);
		}
	});

	it("drops the open panel and the place when a filter changes", () => {
		expect(changeSearch(new URLSearchParams("peek=rsv_1&cursor=abc&q=smith"), { status: "cancelled" })).toBe(
			"q=smith&status=cancelled",
		);
	});
});

describe("ranges of dates", () => {
	it("recognises a quick range in relative and absolute form", () => {
		expect(activeRange("today", "today+6", TODAY, "stay")?.id).toBe("week");
		expect(activeRange("2026-11-22", "2026-11-22", TODAY, "stay")?.id).toBe("today");
		expect(activeRange("2026-11-01", "2026-11-30", TODAY, "stay")?.id).toBe("month");
		expect(activeRange("2026-11-02", "2026-11-30", TODAY, "stay")).toBeNull();
		expect(activeRange(null, null, TODAY, "stay")?.id).toBe("any");
	});

	it("looks back for what happened in the past", () => {
		expect(activeRange("today-6", "today", TODAY, "booked")?.id).toBe("last-week");
		expect(activeRange("today-6", "today", TODAY, "stay")).toBeNull();
	});

	it("moves by its own length and stays relative", () => {
		expect(shiftRange("today", "today", TODAY, 1)).toEqual({ from: "today+1", to: "today+1" });
		expect(shiftRange("today+1", "today+1", TODAY, -1)).toEqual({ from: "today", to: "today" });
		expect(shiftRange("today", "today+6", TODAY, -1)).toEqual({ from: "today-7", to: "today-1" });
		expect(shiftRange("2026-11-02", "2026-11-03", TODAY, 1)).toEqual({ from: "2026-11-04", to: "2026-11-05" });
	});

	it("moves whole months by months", () => {
		expect(shiftRange("2027-01-01", "2027-01-31", TODAY, 1)).toEqual({ from: "2027-02-01", to: "2027-02-28" });
	});

	it("cannot move a range with an open side", () => {
		expect(shiftRange("today", null, TODAY, 1)).toBeNull();
	});

	it("counts the dates as one filter", () => {
		expect(countFilters(new URLSearchParams("from=today&to=today&status=pending&sort=guest&tenant=a"))).toBe(2);
	});
});
