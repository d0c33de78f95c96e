import { expect, it } from "vitest";
import { browserName } from "./browser-name";

it.each([
	["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
	[
		"Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
		"Edge on Windows",
	],
	[
		"Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Mobile Safari/604.1",
		"Safari on iOS",
	],
	["Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"],
	["curl/8.5.0", "curl"],
	["python-requests/2.32", "python-requests"],
	[null, "Program without a name"],
])("%s is %s", (userAgent, name) => {
	expect(browserName(userAgent)).toBe(name);
});
