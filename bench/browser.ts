/**
 * What the programs share that measure a running Rezdeck in a browser: who signs in, where the pages are, on what machine.
 *
 *   REZDECK_URL       where it runs (http://localhost:3000); it must be a production build (`npm start`)
 *   REZDECK_STATE     a storage state file of Playwright that is signed in, or
 *   REZDECK_EMAIL and REZDECK_PASSWORD
 *   CHROMIUM_PATH     the browser; else /usr/bin/chromium, else Playwright's own
 */
import { existsSync, readFileSync } from "node:fs";
import os from "node:os";
import { type BrowserContext, chromium, type Page } from "playwright";

export const BASE_URL = process.env.REZDECK_URL ?? "http://localhost:3000";
const DESKTOP = { width: 1440, height: 900 };
const LAUNCH_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];

/** A signed-in browser at the size of a desk; `close` ends both. */
export async function openBrowser(): Promise<{ context: BrowserContext; close: () => Promise<void> }> {
	const path = process.env.CHROMIUM_PATH ?? (existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : undefined);
	const browser = await chromium.launch({
		args: LAUNCH_ARGS,
		...(path === undefined ? {} : { executablePath: path }),
	});
	const context = await browser.newContext({
		baseURL: BASE_URL,
		viewport: DESKTOP,
		locale: "en-GB",
		timezoneId: "America/New_York",
		...(process.env.REZDECK_STATE === undefined ? {} : { storageState: process.env.REZDECK_STATE }),
	});
	// What runs in the page was compiled for Node, where functions keep their names by this helper.
	await context.addInitScript("globalThis.__name = (named) => named");
	if (process.env.REZDECK_STATE === undefined) await signIn(context);
	await refuseDevelopment(context);
	return { context, close: () => browser.close() };
}

async function signIn(context: BrowserContext): Promise<void> {
	const { REZDECK_EMAIL: email, REZDECK_PASSWORD: password } = process.env;
	if (email === undefined || password === undefined) {
		throw new Error("Set REZDECK_STATE, or REZDECK_EMAIL and REZDECK_PASSWORD.");
	}
	const page = await context.newPage();
	await page.goto("/sign-in");
	await page.getByLabel("E-mail").fill(email);
	await page.getByLabel("Password", { exact: true }).fill(password);
	await page.getByRole("button", { name: "Sign in" }).click();
	await page.waitForURL((url) => url.pathname !== "/sign-in");
	await page.close();
}

/** The development server sends other scripts, many times their size. */
async function refuseDevelopment(context: BrowserContext): Promise<void> {
	const html = await (await context.request.get("/")).text();
	if (html.includes("/sign-in")) throw new Error("Not signed in.");
	if (html.includes("next-devtools") || html.includes("hmr-client")) throw new Error("This is a development server.");
}

/** The most demanding records of the installation, for pages that show one. */
export interface Samples {
	tenant: { id: string; units: number; reservations: number };
	connectionId: string;
	/** The group with the most units among the stays around today, and how many these are. */
	group: { id: string; units: number };
	bookingId: string;
	/** How large the installation is. */
	total: { tenants: number; units: number; reservations: number };
}

interface Tenant {
	id: string;
	connectionId: string;
	units: number;
	reservations: number;
}

interface Bar {
	reservationId: string;
	groupSize: number;
	kind: string;
}

/** Days around today in which the largest group is looked for; the most that one answer covers. */
const SAMPLE_DAYS = 120;

export async function findSamples(context: BrowserContext): Promise<Samples> {
	const { items: tenants } = await readJson<{ items: Tenant[] }>(context, "/api/tenants");
	const { bars } = await readJson<{ bars: Bar[] }>(
		context,
		`/api/calendar?from=today-${SAMPLE_DAYS / 2}&days=${SAMPLE_DAYS}`,
	);
	const stays = bars.filter(({ kind }) => kind === "stay");
	const tenant = largest(tenants, ({ units }) => units);
	const group = largest(stays, ({ groupSize }) => groupSize);
	const sum = (size: (one: Tenant) => number) => tenants.reduce((all, one) => all + size(one), 0);
	return {
		tenant,
		connectionId: tenant.connectionId,
		group: { id: group.reservationId, units: group.groupSize },
		bookingId: largest(stays, ({ groupSize }) => -groupSize).reservationId,
		total: { tenants: tenants.length, units: sum(({ units }) => units), reservations: sum((one) => one.reservations) },
	};
}

function largest<T>(all: readonly T[], size: (one: T) => number): T {
	const [first, ...others] = all;
	if (first === undefined) throw new Error("This Rezdeck holds nothing yet. Connect an account and let it be read.");
	return others.reduce((best, one) => (size(one) > size(best) ? one : best), first);
}

async function readJson<T>(context: BrowserContext, path: string): Promise<T> {
	const response = await context.request.get(path);
	if (!response.ok()) throw new Error(`${path} answered ${response.status()}.`);
	return (await response.json()) as T;
}

/** What was measured on what, and what else the machine was doing: without these a figure says nothing. */
export async function printMachine(browser: BrowserContext, { total }: Samples): Promise<void> {
	console.log(
		`${os.cpus()[0]?.model}, ${os.cpus().length} cores, load ${load()}, Node ${process.version}, Chromium ${browser.browser()?.version()}, benchmark index ${await benchmarkIndex(browser)}`,
	);
	console.log(`${BASE_URL}: ${total.reservations} reservations, ${total.units} units, ${total.tenants} tenants`);
}

/**
 * How fast this browser computes, as Lighthouse reckons (docs/throttling.md there): at 1500 to 2000 a processor slowed 4
 * times is a phone of the middle, at 1000 to 1500 it is that when slowed 2 times. The best of some tries.
 */
async function benchmarkIndex(browser: BrowserContext): Promise<number> {
	const page = await browser.newPage();
	const tries: number[] = [];
	for (let attempt = 0; attempt < 4; attempt++) tries.push(await page.evaluate(countWork));
	await page.close();
	return Math.round(Math.max(...tries));
}

/** Runs in the page: tens of texts of 10,000 letters and of copies of 100,000 numbers in a second, on the average. */
function countWork(): number {
	const tensInASecond = (work: (turn: number) => void) => {
		const start = performance.now();
		let turns = 0;
		while (performance.now() - start < 500) work(turns++);
		return turns / 10 / ((performance.now() - start) / 1000);
	};
	const texts = tensInASecond(() => {
		let text = "";
		for (let letter = 0; letter < 10_000; letter++) text += "a";
		if (text.length !== 10_000) throw new Error("No text was made.");
	});
	const numbers = [Array.from({ length: 100_000 }, (_, at) => at), Array.from({ length: 100_000 }, (_, at) => at)];
	const copies = tensInASecond((turn) => {
		const from = numbers[turn % 2] ?? [];
		const to = numbers[(turn + 1) % 2] ?? [];
		for (let at = 0; at < from.length; at++) to[at] = from[at] ?? 0;
	});
	return (texts + copies) / 2;
}

/** Of the last minute. */
export function load(): string {
	return (os.loadavg()[0] ?? 0).toFixed(1);
}

let before = readTicks();

/** How much of the processor's time the machine's host gave to others since this was last asked, in percent; null where nobody tells. */
export function stolen(): number | null {
	const now = readTicks();
	const share = now.stolen - before.stolen;
	const all = now.all - before.all;
	before = now;
	return all > 0 ? (100 * share) / all : null;
}

function readTicks(): { stolen: number; all: number } {
	if (!existsSync("/proc/stat")) return { stolen: 0, all: 0 };
	const ticks = (readFileSync("/proc/stat", "utf8").split("\n")[0] ?? "").split(/\s+/).slice(1, 9).map(Number);
	return { stolen: ticks[7] ?? 0, all: ticks.reduce((sum, part) => sum + part, 0) };
}

/** Slows the page's processor; 1 is as fast as it is. */
export async function throttle(page: Page, rate: number): Promise<void> {
	const session = await page.context().newCDPSession(page);
	await session.send("Emulation.setCPUThrottlingRate", { rate });
}
