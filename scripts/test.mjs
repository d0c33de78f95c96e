// `npm test [-- check|unit|db|e2e …]`: everything, or the named parts; `npm run test:faults`: every fault of the
// catalogue (docs/faults.md). Plain Node until the packages are there.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findOrInstallChromium } from "./chromium.mjs";
import { ensureNodeVersion, installPackages } from "./install.mjs";

const PARTS = ["check", "unit", "db", "e2e"];
/** Only when named: minutes, and most of it runs in `db` too. */
const EXTRA_PARTS = ["faults"];
/** Names of tests that play a fault begin so. */
const FAULT_NAME = /(^|\s)F-\d/;
/** Fewer tests than these mean that some were not found, which is a failure and not a success. */
const AT_LEAST = {
	unit: 600,
	db: 300,
	"db-postgres": 300,
	"faults-minimum": 25,
	"faults-quick": 20,
	faults: 100,
	e2e: 200,
};
/** Played at every `npm test`; the others by `npm run test:faults`. */
const minimumFaults = JSON.parse(readFileSync(new URL("minimum-faults.json", import.meta.url), "utf8"));
const TYPESCRIPT = ["--conditions=react-server", "--import", "tsx"];

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
ensureNodeVersion();
const asked = process.argv.slice(2);
const unknown = asked.filter((part) => ![...PARTS, ...EXTRA_PARTS].includes(part));
if (unknown.length > 0) {
	console.error(
		`There is no part called ${unknown.join(", ")}. The parts are ${[...PARTS, ...EXTRA_PARTS].join(", ")}.`,
	);
	process.exit(1);
}
const parts = new Set(asked.length === 0 ? PARTS : asked);
if (!installPackages({ withTools: true })) process.exit(1);

const results = mkdtempSync(join(tmpdir(), "rezdeck-results-"));
const total = { passed: 0, failed: 0, skipped: 0 };

await step("Generate the database client", [...TYPESCRIPT, "scripts/generate-client.ts"], undefined);
if (parts.has("check")) {
	await step("Format and lint", ["node_modules/@biomejs/biome/bin/biome", "check"], countOne);
	await step("Route types", ["node_modules/next/dist/bin/next", "typegen"], undefined);
	await step("Types", ["node_modules/typescript/bin/tsc", "--noEmit"], countOne);
}
if (parts.has("check") && !parts.has("unit"))
	await vitest("Architecture", "check", ["--project", "unit", "lib/architecture"]);
if (parts.has("unit")) await vitest("Unit, architecture, sandbox and provider tests", "unit", ["--project", "unit"]);
if (parts.has("db")) {
	await vitest("Database tests, embedded", "db", ["--project", "db"]);
	await vitest("Faults of the minimum set", "faults-minimum", [
		"--project",
		"faults",
		"-t",
		`\\b(${minimumFaults.join("|")})\\b`,
	]);
	if (hasPostgres()) {
		await vitest("Database tests, PostgreSQL", "db-postgres", ["--project", "db"], { TEST_DATABASE: "postgres" });
	} else console.log("\nNo PostgreSQL on this machine: the database tests ran on the embedded one only.");
}
if (parts.has("faults")) await faults();
if (parts.has("e2e")) await endToEnd();

rmSync(results, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 ? 1 : 0);

/** The long ones on PostgreSQL where there is one, because killed processes share it; the quick ones on the embedded one. */
async function faults() {
	const onServer = hasPostgres() ? { TEST_DATABASE: "postgres" } : {};
	await vitest("Faults among the database tests", "faults-quick", ["--project", "db", "-t", "F-[0-9]"]);
	await vitest("Faults with processes and much data", "faults", ["--project", "faults"], onServer);
}

async function endToEnd() {
	const chromium = findOrInstallChromium();
	if (chromium.problem !== undefined) {
		heading("Browser");
		fail(chromium.problem);
		return;
	}
	if (!(await step("Production build", [...TYPESCRIPT, "scripts/build.ts"], countOne))) return;
	const report = join(results, "e2e.json");
	await step(
		"API and browser tests on the production build",
		["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"],
		(succeeded) => countPlaywright(report, succeeded),
		{ PLAYWRIGHT_JSON_OUTPUT_FILE: report, ...(chromium.path ? { CHROMIUM_PATH: chromium.path } : {}) },
	);
}

function vitest(title, name, args, env = {}) {
	const report = join(results, `${name}.json`);
	const command = ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json"];
	return step(
		title,
		[...command, `--outputFile.json=${report}`, ...args],
		(succeeded) => countVitest(name, report, succeeded),
		env,
	);
}

/** Runs Node with these arguments, shows what it prints, and adds to the counts. True when it succeeded. */
async function step(title, args, count, env = {}) {
	heading(title);
	const start = Date.now();
	const child = spawn(process.execPath, args, {
		env: { ...process.env, ...env, NEXT_TELEMETRY_DISABLED: "1", ...(process.stdout.isTTY ? {} : { NO_COLOR: "1" }) },
		stdio: ["ignore", "inherit", "inherit"],
	});
	const code = await new Promise((resolve) => child.once("close", resolve));
	const succeeded = code === 0;
	if (count === undefined) {
		if (!succeeded) fail(`${title} did not succeed.`);
	} else count(succeeded);
	console.log(`${succeeded ? "ok" : "FAILED"} after ${((Date.now() - start) / 1000).toFixed(1)} s`);
	return succeeded;
}

function heading(title) {
	console.log(`\n── ${title} ${"─".repeat(Math.max(3, 90 - title.length))}`);
}

function fail(sentence) {
	console.log(sentence);
	total.failed++;
}

function countOne(succeeded) {
	if (succeeded) total.passed++;
	else total.failed++;
}

function countVitest(name, file, succeeded) {
	const report = readReport(file);
	if (report === undefined) return fail("vitest wrote no report.");
	if (name === "faults-quick") return countNamed(name, report, succeeded, (test) => FAULT_NAME.test(test.fullName));
	if (name === "faults-minimum") return countNamed(name, report, succeeded, (test) => test.status !== "skipped");
	const passed = report.numPassedTests;
	// A file that does not even load has no failed test of its own.
	const brokenFiles = report.testResults.filter(
		(result) => result.status === "failed" && !result.assertionResults.some((test) => test.status === "failed"),
	).length;
	const failed = report.numFailedTests + brokenFiles;
	addCounts(name, passed, failed, report.numPendingTests + report.numTodoTests, succeeded);
}

/** vitest calls every test that `-t` leaves out "skipped": only those that were asked for count. */
function countNamed(name, report, succeeded, isAskedFor) {
	const tests = report.testResults.flatMap((file) => file.assertionResults).filter(isAskedFor);
	const ended = (status) => tests.filter((test) => test.status === status).length;
	addCounts(name, ended("passed"), ended("failed"), tests.length - ended("passed") - ended("failed"), succeeded);
}

function countPlaywright(file, succeeded) {
	const report = readReport(file);
	if (report === undefined) return fail("Playwright wrote no report.");
	const { expected, unexpected, flaky, skipped } = report.stats;
	addCounts("e2e", expected, unexpected + flaky, skipped, succeeded);
}

function addCounts(name, passed, failed, skipped, succeeded) {
	total.passed += passed;
	total.failed += failed;
	total.skipped += skipped;
	const wanted = AT_LEAST[name] ?? 1;
	if (passed + failed < wanted) fail(`Only ${passed + failed} tests ran where at least ${wanted} are expected.`);
	else if (!succeeded && failed === 0) fail("It ended with an error outside any test; see above.");
}

function readReport(file) {
	return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

function hasPostgres() {
	const root = "/usr/lib/postgresql";
	if (process.platform !== "linux" || !existsSync(root)) return false;
	return readdirSync(root).some((version) => Number(version) >= 15 && existsSync(`${root}/${version}/bin/initdb`));
}
