import { describe, expect, it } from "vitest";
import { headDays } from "./chart-head";

describe("headDays", () => {
	it("tells a day that nothing is known of from one on which nothing is taken", () => {
		const [free, unknown] = headDays(
			[{ date: "2026-11-20", occupied: 0, blocked: 0, units: 5 }, "2026-11-21"],
			"2026-11-21",
		);
		expect(free).toMatchObject({ date: "2026-11-20", known: true, units: 5, isWeekend: false, isToday: false });
		expect(unknown).toMatchObject({ date: "2026-11-21", known: false, isWeekend: true, isToday: true });
	});
});
