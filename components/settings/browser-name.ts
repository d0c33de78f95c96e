import { ACCOUNT_WORDS } from "./account-words";

/** "Firefox on Linux" out of a User-Agent, for people to recognise a session by. Order matters: most browsers name others too. */
const BROWSERS: readonly [RegExp, string][] = [
	[/\bEdg(?:e|A|iOS)?\//, "Edge"],
	[/\bOPR\//, "Opera"],
	[/\bFirefox\/|\bFxiOS\//, "Firefox"],
	[/\bHeadlessChrome\/|\bChrome\/|\bCriOS\//, "Chrome"],
	[/\bSafari\//, "Safari"],
	[/\bcurl\//, "curl"],
];
const SYSTEMS: readonly [RegExp, string][] = [
	[/\bAndroid\b/, "Android"],
	[/\biPhone\b|\biPad\b/, "iOS"],
	[/\bWindows\b/, "Windows"],
	[/\bMac OS X\b|\bMacintosh\b/, "macOS"],
	[/\bCrOS\b/, "ChromeOS"],
	[/\bLinux\b/, "Linux"],
];

export function browserName(userAgent: string | null): string {
	if (userAgent === null || userAgent === "") return ACCOUNT_WORDS.namelessProgram;
	const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1];
	const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1];
	if (browser === undefined) return userAgent.split(/[\s/]/)[0]?.slice(0, 40) || ACCOUNT_WORDS.unknownProgram;
	return system === undefined ? browser : ACCOUNT_WORDS.browserOn(browser, system);
}
