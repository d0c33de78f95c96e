import { describe, expect, it } from "vitest";
import { changeView, insightParams, presets, readView } from "./insight-url";

const TODAY = "2026-11-22";
const view = (query: string) => readView(new URLSearchParams(query), TODAY);

describe("the address of Insight", () => {
	it("means the last 30 and the next 60 days when it says nothing", () => {
		expect(insightParams(view(""))).toBe("from=today-30&group=day&pickup=7&to=today%2B59");
	});

	it("counts as not said what it cannot mean", () => {
		expect(insightParams(view("from=2026-02-30&to=soon&group=colour&pickup=8"))).toBe(insightParams(view("")));
	});

	it("shows more days than half a year by week, whatever it says", () => {
		expect(view("from=2026-01-01&to=2026-07-03").group).toBe("day");
		expect(view("from=2026-01-01&to=2026-07-04").group).toBe("week");
		expect(view("from=2026-01-01&to=2026-12-31&group=month").group).toBe("month");
	});

	it("keeps the scope and leaves out what is said by default", () => {
		const search = new URLSearchParams("tenant=ten_1&group=week&table=nights");
		expect(changeView(search, { group: "day", table: "", from: "today-30" })).toBe("tenant=ten_1");
		expect(changeView(search, { provider: "playhouse" })).toBe(
			"tenant=ten_1&group=week&table=nights&provider=playhouse",
		);
	});

	it("has ranges of one click, whole years among them", () => {
		expect(presets(TODAY).find(({ id }) => id === "lastyear")).toMatchObject({ from: "2025-01-01", to: "2025-12-31" });
	});
});
