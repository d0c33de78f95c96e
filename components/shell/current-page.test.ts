import { describe, expect, it } from "vitest";
import { isCurrent } from "./current-page";

describe("current navigation entry", () => {
	it.each([
		["/", "/", true],
		["/", "/reservations", false],
		["/reservations", "/reservations/rsv_1", true],
		["/reservations", "/tenants/ten_1/reservations", true],
		["/tenants", "/tenants/ten_1/reservations", false],
		["/tenants", "/tenants/ten_1", true],
		["/tenants", "/tenantsx", false],
	])("%s on %s: %s", (href, pathname, expected) => {
		expect(isCurrent(href, pathname)).toBe(expected);
	});
});
