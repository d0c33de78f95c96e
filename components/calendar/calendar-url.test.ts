import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/shared/dates";
import { broughtRange, fetchedRange } from "./calendar-url";

describe("the days that a page brings", () => {
	it("begin a day early: a bar that ends on the first day shown has its last night before it", () => {
		expect(broughtRange("2026-11-22", 14)).toEqual({ from: "2026-11-21", days: 15 });
	});

	it.each([7, 14, 30, 60])("lie within those that the browser fetches around %i days", (days) => {
		const brought = broughtRange("2026-11-22", days);
		const fetched = fetchedRange("2026-11-22", days);
		expect(brought.from >= fetched.from).toBe(true);
		expect(addDays(brought.from, brought.days) <= addDays(fetched.from, fetched.days)).toBe(true);
	});
});
