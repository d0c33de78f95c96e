import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import { BASE_URL, OWNER_STATE } from "./e2e/support/rezdeck";

/** Set by `npm test`; without it the usual place, and else Playwright's own. */
const chromium = process.env.CHROMIUM_PATH ?? (existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : undefined);

/** `npm run dev` compiles each page at its first visit. */
const patience = process.env.E2E_DEV === "1" ? 6 : 1;

export default defineConfig({
	testDir: "e2e",
	globalSetup: "./e2e/support/start-rezdeck.ts",
	// One world, one database: tests see each other's connections, so they run one after the other.
	workers: 1,
	fullyParallel: false,
	retries: 0,
	forbidOnly: process.env.CI !== undefined,
	timeout: patience * 120_000,
	expect: { timeout: patience * 20_000 },
	use: {
		baseURL: BASE_URL,
		trace: "retain-on-failure",
		screenshot: "only-on-failure",
		viewport: { width: 1440, height: 900 },
		locale: "en-GB",
		timezoneId: "America/New_York",
		launchOptions: {
			...(chromium === undefined ? {} : { executablePath: chromium }),
			args: [
				"--no-sandbox",
				"--disable-gpu",
				"--disable-quic",
				"--no-first-run",
				"--disable-background-networking",
				"--disable-component-update",
				"--disable-sync",
			],
		},
	},
	projects: [
		{ name: "setup", testMatch: "support/sign-in.setup.ts" },
		{ name: "api", testMatch: "api/**/*.spec.ts", dependencies: ["setup"], use: { storageState: OWNER_STATE } },
		{
			name: "browser",
			testMatch: "**/*.spec.ts",
			testIgnore: "api/**",
			dependencies: ["setup"],
			use: { storageState: OWNER_STATE },
		},
	],
});
