import { expect, test } from "vitest";
import { readRetryAfter } from "./retry-after";

const now = new Date("2026-11-22T10:00:00Z");

test.each([
	["7", "2026-11-22T10:00:07.000Z"],
	[" 60 ", "2026-11-22T10:01:00.000Z"],
	["86400", "2026-11-22T11:00:00.000Z"],
	["Sun, 22 Nov 2026 10:00:30 GMT", "2026-11-22T10:00:30.000Z"],
	["Mon, 23 Nov 2026 10:00:00 GMT", "2026-11-22T11:00:00.000Z"],
])("%s is honoured, at most an hour", (header, at) => {
	expect(readRetryAfter(header, now)?.toISOString()).toBe(at);
});

test.each([null, "", "-5", "abc", "0", "1.5", "1e3", "Sun, 22 Nov 2026 09:00:00 GMT", "2026-11-22", "99999999999"])(
	"%s is no wait",
	(header) => {
		expect(readRetryAfter(header, now)).toBeNull();
	},
);
