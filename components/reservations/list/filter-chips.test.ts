import { describe, expect, it } from "vitest";
import { filterChips, sinceHoursAgo } from "./filter-chips";
import { filterProblems } from "./filter-problems";
import { apiParams, CLEARED, changeSearch, countFilters } from "./filter-url";

const names = {
	unit: null,
	tags: [{ value: "tag_1", label: "VIP" }],
	zone: "UTC",
	now: new Date("2026-11-22T12:00:00Z"),
};
const labels = (search: string) => filterChips(new URLSearchParams(search), names).map((chip) => chip.label);

describe("chips of the filters", () => {
	it.each([
		["q=smith", ["Search: smith"]],
		["todo=arrival&balance=open", ["To do before arrival", "Open balance"]],
		["unassigned=yes&flagged=yes&noted=yes", ["No unit yet", "Flagged", "With notes"]],
		["conflict=unit_overlap", ["Unit taken twice"]],
		["conflict=unit_overlap,unit_without_person", ["2 kinds of conflicts"]],
		["conflict=any", ["Any conflict"]],
		["tag=tag_1,tag_2", ["Tag: VIP or a tag"]],
		["since=2026-11-22T08:30:00Z", ["New, changed or cancelled since 08:30"]],
		["since=2026-11-22T08:30:00Z&news=cancelled", ["Cancelled since 08:30"]],
		["at=2026-11-22T08:30:00Z", ["As known at 08:30"]],
		["from=today&status=pending&since=nonsense&todo=never", []],
	])("%s", (search, expected) => {
		expect(labels(search)).toEqual(expected);
	});

	it("take their filter away, and the kind of news with its moment", () => {
		const search = new URLSearchParams("since=2026-11-22T08:30:00Z&news=new&q=smith");
		const [, since] = filterChips(search, names);
		expect(changeSearch(search, since?.remove ?? {})).toBe("q=smith");
	});

	it("bound what comes from outside", () => {
		expect(labels(`q=${"x".repeat(100_000)}`)[0]?.length).toBeLessThan(200);
	});
});

describe("filters of the daily work", () => {
	const all =
		"todo=arrival&balance=open&unassigned=yes&tag=tag_1&flagged=yes&noted=yes&conflict=any&since=2026-11-22T08:30:00Z&news=new&by=stayover";

	it("are accepted, counted and cleared", () => {
		expect(filterProblems(apiParams(new URLSearchParams(all), null))).toEqual([]);
		// One of the ten is only the kind of news.
		expect(countFilters(new URLSearchParams(all))).toBe(9);
		expect(changeSearch(new URLSearchParams(`${all}&sort=guest&tenant=a&cols=guest&view=viw_1`), CLEARED)).toBe(
			"sort=guest&tenant=a&cols=guest",
		);
	});

	it("say which values they take", () => {
		expect(
			filterProblems("balance=all&todo=later")
				.map((problem) => problem.path)
				.sort(),
		).toEqual(["balance", "todo"]);
	});

	it("do not send to the API what only the page uses", () => {
		expect(apiParams(new URLSearchParams("view=viw_1&cols=guest,stay&peek=res_1&q=x"), null)).toBe("q=x");
	});

	it("turn hours into a moment on the full minute", () => {
		expect(sinceHoursAgo(24, Date.parse("2026-11-22T12:00:31Z"))).toBe("2026-11-21T12:00:00.000Z");
	});
});
