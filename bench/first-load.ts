/**
 * How much JavaScript each page loads before anybody touches it, gzipped, against its budget.
 *
 *   REZDECK_URL=http://localhost:3000 REZDECK_EMAIL=… REZDECK_PASSWORD=… npx tsx bench/first-load.ts [filter]
 *
 * bench/browser.ts says how it signs in. Every page is opened with an empty cache and left alone until the network is
 * quiet; its scripts are gzipped here, so that no proxy's compression takes part. Schemas (some 32 kB) come with the first
 * answer that is checked: on a Rezdeck that is still filling a poll may bring them within the time measured. Fails when a page is over its budget, or when charts load where there are none.
 */
import { gzipSync } from "node:zlib";
import type { BrowserContext } from "playwright";
import { findSamples, openBrowser, printMachine, type Samples } from "./browser";

const [filter = ""] = process.argv.slice(2);
const KILO = 1000;
/** In kB; the other pages have none of their own and are printed to be compared. */
const BUDGETS: Record<string, number> = { "/reservations": 180 };
const QUIET_MS = 1_500;
/** Text that only the chart libraries have. */
const CHARTS = /recharts-/;
const TAPE_CHART = /Chart of units and days/;

const { context, close } = await openBrowser();
try {
	const samples = await findSamples(context);
	await printMachine(context, samples);
	console.log("kB gzip  kB raw  scripts  budget  page");
	let broken = 0;
	for (const path of pages(samples).filter((page) => page.includes(filter))) {
		if (!(await measure(path))) broken++;
	}
	process.exitCode = broken === 0 ? 0 : 1;
} finally {
	await close();
}

function pages({ tenant, connectionId, group, bookingId }: Samples): string[] {
	return [
		"/activity",
		"/settings/account",
		"/settings/sessions",
		"/settings/operators",
		"/settings/api-keys",
		"/settings/feeds",
		"/settings/syncing",
		"/",
		"/reservations",
		`/tenants/${tenant.id}/reservations`,
		`/reservations/${group.id}`,
		`/reservations/${bookingId}`,
		"/calendar",
		`/tenants/${tenant.id}/calendar`,
		"/issues",
		"/insight",
		"/tenants",
		`/tenants/${tenant.id}`,
		"/connections",
		"/connections/new",
		`/connections/${connectionId}`,
		`/connections/${connectionId}/revoke`,
	];
}

/** Prints one line; true when the page keeps to its budget. */
async function measure(path: string): Promise<boolean> {
	const scripts = await scriptsOf(context, path);
	const gzip = scripts.reduce((sum, body) => sum + gzipSync(body).byteLength, 0) / KILO;
	const raw = scripts.reduce((sum, body) => sum + body.byteLength, 0) / KILO;
	const budget = BUDGETS[path];
	const text = scripts.map((body) => body.toString()).join("\n");
	const notes = [
		budget !== undefined && gzip > budget ? "OVER" : "",
		CHARTS.test(text) && path !== "/insight" ? "CHARTS WITHOUT NEED" : "",
		TAPE_CHART.test(text) && !path.endsWith("/calendar") ? "TAPE CHART WITHOUT NEED" : "",
	].filter((note) => note !== "");
	const columns = [
		gzip.toFixed(1).padStart(7),
		raw.toFixed(0).padStart(6),
		String(scripts.length).padStart(7),
		(budget === undefined ? "" : String(budget)).padStart(6),
	];
	console.log(
		`${columns.join("  ")}  ${path.replace(/_[0-9a-z]{10,}/, "_…")}${notes.map((note) => `  ${note}`).join("")}`,
	);
	return notes.length === 0;
}

/** The bodies of all scripts, each once, in the order in which they came. */
async function scriptsOf(browser: BrowserContext, path: string): Promise<Buffer[]> {
	const page = await browser.newPage();
	// Answers from the browser's cache have no body to weigh.
	await (await browser.newCDPSession(page)).send("Network.setCacheDisabled", { cacheDisabled: true });
	const bodies = new Map<string, Promise<Buffer>>();
	page.on("response", (response) => {
		const kind = response.headers()["content-type"] ?? "";
		if (kind.includes("javascript") && !bodies.has(response.url())) bodies.set(response.url(), response.body());
	});
	const response = await page.goto(path);
	if (response?.status() !== 200) throw new Error(`${path} answered ${response?.status()}.`);
	await page.waitForLoadState("networkidle");
	await page.waitForTimeout(QUIET_MS);
	const all = await Promise.all(bodies.values());
	await page.close();
	return all;
}
