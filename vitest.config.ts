import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

// Both databases and tests share the machine with a build or a browser in `npm test`; two workers suit two cores.
const MAX_WORKERS = 2;
const NOT_TESTS = ["**/node_modules/**", "**/.next/**", "**/.data/**", "e2e/**"];

/** Then the tests of the embedded database itself say nothing new. */
const onServer = process.env.TEST_DATABASE === "postgres" || Boolean(process.env.TEST_DATABASE_URL);

export default defineConfig({
	resolve: {
		alias: [
			{ find: /^@\//, replacement: `${resolve(".")}/` },
			// The marker throws outside a React server bundle; here it has nothing to protect.
			{ find: /^server-only$/, replacement: resolve("node_modules/server-only/empty.js") },
		],
	},
	test: {
		maxWorkers: MAX_WORKERS,
		// A limit for what never comes, as below.
		expect: { poll: { timeout: 30_000 } },
		env: { NODE_ENV: "test", LOG_LEVEL: "silent", TZ: "America/St_Johns" },
		projects: [
			{
				extends: true,
				test: {
					name: "unit",
					include: ["**/*.test.{ts,tsx}"],
					exclude: [...NOT_TESTS, "**/*.db.test.ts", "**/*.faults.test.ts"],
					testTimeout: 60_000,
					hookTimeout: 60_000,
				},
			},
			{
				extends: true,
				test: {
					name: "db",
					include: ["**/*.db.test.ts"],
					exclude: onServer ? [...NOT_TESTS, "lib/db/embedded.db.test.ts"] : NOT_TESTS,
					globalSetup: ["lib/db/test-template.ts"],
					// A limit for what hangs, not for what is slow: the machine may be busy.
					testTimeout: 180_000,
					hookTimeout: 180_000,
				},
			},
			{
				extends: true,
				test: {
					// Faults that need processes, kills or much data: `npm run test:faults`.
					name: "faults",
					include: ["**/*.faults.test.ts"],
					exclude: NOT_TESTS,
					globalSetup: ["lib/db/test-template.ts"],
					testTimeout: 240_000,
					hookTimeout: 120_000,
				},
			},
		],
	},
});
