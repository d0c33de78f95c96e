import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

// Both databases and tests share the machine with a build or a browser in `npm test`; two workers suit two cores.
const MAX_WORKERS = 2;
const NOT_TESTS = ["**/node_modules/**", "**/.next/**", "**/.data/**", "e2e/**"];

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
		env: { NODE_ENV: "test", LOG_LEVEL: "silent", TZ: "America/St_Johns" },
		projects: [
			{
				extends: true,
				test: {
					name: "unit",
					include: ["**/*.test.{ts,tsx}"],
					exclude: [...NOT_TESTS, "**/*.db.test.ts"],
					testTimeout: 20_000,
					hookTimeout: 30_000,
				},
			},
			{
				extends: true,
				test: {
					name: "db",
					include: ["**/*.db.test.ts"],
					exclude: NOT_TESTS,
					globalSetup: ["lib/db/test-template.ts"],
					testTimeout: 30_000,
					hookTimeout: 60_000,
				},
			},
		],
	},
});
