import { describe, expect, it } from "vitest";
import { loggablePath } from "./loggable-path";
import { requestKind } from "./request-kind";

describe("a path in the log", () => {
	it.each([
		["https://desk.test/api/reservations?q=anna", "/api/reservations"],
		["/invite?token=abc", "/invite"],
		["https://desk.test/feeds/s3cret.ics?x=s3cret", "/feeds/…"],
		["/feeds/a/b", "/feeds/…"],
	])("%s is written as %s", (url, path) => expect(loggablePath(url)).toBe(path));
});

it("a feed is data: calendar programs have no session and are never led to the sign-in page", () => {
	expect(requestKind("/feeds/token.ics")).toBe("data");
	expect(requestKind("/feedsx")).toBe("page");
});
