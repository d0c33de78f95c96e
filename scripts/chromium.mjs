// A Chromium for the browser tests: one that is there, else the distribution's, else Playwright's own download.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const USUAL_PLACES = [
	process.env.CHROMIUM_PATH,
	"/usr/bin/chromium",
	"/usr/bin/chromium-browser",
	"/usr/bin/google-chrome",
	"/usr/bin/google-chrome-stable",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** { path }, with path undefined when Playwright finds its own; or { problem }, a sentence that says what to install. */
export function findOrInstallChromium() {
	const path = findChromium();
	if (path !== undefined) return { path };
	if (process.getuid?.() === 0 && existsSync("/etc/debian_version") && installFromDistribution()) {
		return { path: findChromium() };
	}
	console.log("No Chromium found; trying Playwright's own download.");
	const result = spawnSync(process.execPath, ["node_modules/playwright/cli.js", "install", "chromium"], {
		stdio: "inherit",
	});
	if (result.status === 0) return { path: undefined };
	return {
		problem:
			"The browser tests need Chromium. Install it (Debian or Ubuntu: apt-get install chromium), or set CHROMIUM_PATH to one, and run npm test again.",
	};
}

function findChromium() {
	return USUAL_PLACES.find((place) => place !== undefined && place !== "" && existsSync(place));
}

function installFromDistribution() {
	console.log("No Chromium found; installing the distribution's package.");
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
		const result = spawnSync("apt-get", args, { env, stdio: ["ignore", "ignore", "inherit"] });
		if (result.status !== 0) return false;
	}
	return findChromium() !== undefined;
}
