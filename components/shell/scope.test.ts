import { describe, expect, it } from "vitest";
import { readScope } from "./scope";
import { scopeHref } from "./scope-href";

describe("scope", () => {
	it("reads the tenant from the path before the query", () => {
		expect(readScope("/tenants/ten_1/reservations", new URLSearchParams("tenant=ten_2")).tenantIds).toEqual(["ten_1"]);
	});

	it("reads several tenants from the query", () => {
		expect(readScope("/reservations", new URLSearchParams("tenant=a,b")).tenantIds).toEqual(["a", "b"]);
	});

	it("keeps the filters of a list but not what belongs to another tenant", () => {
		const search = new URLSearchParams("by=arrival&from=today&unit=unt_1&peek=rsv_1&tenant=a");
		expect(scopeHref("/reservations", search, "ten_9")).toBe("/tenants/ten_9/reservations?by=arrival&from=today");
		expect(scopeHref("/tenants/ten_9/reservations", search, null)).toBe("/reservations?by=arrival&from=today");
	});

	it("stays on the list of issues, which has no page of one tenant", () => {
		const search = new URLSearchParams("from=today-30&conflict=unit_overlap&tenant=a&peek=rsv_1");
		expect(scopeHref("/issues", search, "ten_9")).toBe("/issues?from=today-30&conflict=unit_overlap&tenant=ten_9");
		expect(scopeHref("/issues", search, null)).toBe("/issues?from=today-30&conflict=unit_overlap");
	});

	it("stays on Today and its day", () => {
		expect(scopeHref("/", new URLSearchParams("date=today%2B1"), "ten_9")).toBe("/?date=today%2B1&tenant=ten_9");
		expect(scopeHref("/", new URLSearchParams("tenant=ten_9"), null)).toBe("/");
	});

	it("stays on Insight with its days", () => {
		const search = new URLSearchParams("from=today&group=week");
		expect(scopeHref("/insight", search, "ten_9")).toBe("/insight?from=today&group=week&tenant=ten_9");
	});

	it("takes nothing along from pages that are not lists", () => {
		expect(scopeHref("/activity", new URLSearchParams("by=arrival"), "ten_9")).toBe("/tenants/ten_9/reservations");
	});
});
