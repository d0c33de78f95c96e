import { expect, test } from "vitest";
import { resolveTimeZone } from "./time-zone";

test.each([
	["America/Denver", "America/Denver"],
	[" Pacific/Kiritimati ", "Pacific/Kiritimati"],
	["UTC", "UTC"],
	["Mountain Standard Time", "America/Denver"],
	["Hawaiian Standard Time", "Pacific/Honolulu"],
	["W. Europe Standard Time", "Europe/Berlin"],
	["Mars/Olympus", null],
	["(UTC-07:00) Mountain Time (US & Canada)", null],
	["-07:00", null],
	["", null],
	[null, null],
])("%s is %s", (raw, zone) => {
	expect(resolveTimeZone(raw)).toBe(zone);
});
