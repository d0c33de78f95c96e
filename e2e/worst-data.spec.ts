/**
 * The worst that is possible, from both providers: scripts, formulas, control characters and direction marks in every
 * text, names of 100 KB, 2,000 units, 400 nights, a group of 300. Nothing breaks a page, a chart, a file or a print.
 */
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import { connectManually, removeConnections } from "./support/connect";
import { hydrated } from "./support/hydrated";
import { ownerRequest } from "./support/people";
import { watch } from "./support/watch";

test.describe.configure({ mode: "serial" });

interface Row {
	id: string;
	guestName: string | null;
	nights: number | null;
	assignmentCount: number;
}

let owner: APIRequestContext;
/** Tenants of both providers, and reservations of them. */
const ids = { rezstream: "", ownerrez: "", group: "", long: "", endless: "" };

test.beforeAll(async () => {
	test.setTimeout(240_000);
	owner = await ownerRequest();
	ids.rezstream = (await connectManually(owner, "rezstream", "extreme")).tenantId;
	ids.ownerrez = (await connectManually(owner, "ownerrez", "extreme")).tenantId;
	const filled = async () => {
		const { items } = await (await owner.get("/api/tenants")).json();
		return items.every((tenant: { progress: { phase: string } }) => tenant.progress.phase === "following");
	};
	await expect.poll(filled, { timeout: 200_000, intervals: [1000] }).toBe(true);
	for await (const row of allRows(ids.rezstream)) {
		if (row.assignmentCount === 80) ids.group = row.id;
		if (row.nights === 400) ids.long = row.id;
		if ((row.guestName?.length ?? 0) > 50_000) ids.endless = row.id;
	}
	expect(Object.values(ids)).not.toContain("");
});
test.afterAll(async () => {
	await removeConnections(owner);
	await owner.dispose();
});

async function* allRows(tenant: string): AsyncGenerator<Row> {
	let cursor: string | null = null;
	do {
		const from: string = cursor === null ? "" : `&cursor=${cursor}`;
		const page: { items: Row[]; nextCursor: string | null } = await (
			await owner.get(`/api/reservations?tenant=${tenant}&limit=200${from}`)
		).json();
		yield* page.items;
		cursor = page.nextCursor;
	} while (cursor !== null);
}

const PAGES = {
	today: () => "/",
	"the calendar of all": () => "/calendar",
	"60 days of 2,000 units": () => `/tenants/${ids.rezstream}/calendar?days=60`,
	"their table": () => `/tenants/${ids.rezstream}/calendar?view=table`,
	"an earlier calendar": () => `/tenants/${ids.ownerrez}/calendar?at=${new Date().toISOString()}`,
	reservations: () => `/reservations?view=all&tenant=${ids.rezstream}&sort=guest`,
	"who sleeps where": () => `/reservations/${ids.group}`,
	"300 people": () => `/reservations/${ids.group}?tab=people`,
	"60 invoices": () => `/reservations/${ids.group}?tab=invoices`,
	"a rooming list": () => `/reservations/${ids.group}?by=rooming`,
	"400 nights": () => `/reservations/${ids.long}`,
	"a name of 100 KB": () => `/reservations/${ids.endless}`,
	issues: () => "/issues",
	insight: () => `/insight?tenant=${ids.ownerrez}&group=unit_type`,
	tenants: () => "/tenants",
	connections: () => "/connections",
	activity: () => "/activity",
};
type PageTitle = keyof typeof PAGES;

/** Where a wide screen shows more than a phone: columns, charts, tables. */
const WIDE: readonly PageTitle[] = [
	"60 days of 2,000 units",
	"their table",
	"reservations",
	"300 people",
	"a rooming list",
	"a name of 100 KB",
	"insight",
	"connections",
];

for (const { width, height, colorScheme, pages } of [
	{ width: 1440, height: 900, colorScheme: "light", pages: WIDE },
	{ width: 390, height: 844, colorScheme: "dark", pages: Object.keys(PAGES) as PageTitle[] },
] as const) {
	test(`no page breaks or runs any of it (${width} px, ${colorScheme})`, async ({ browser }) => {
		test.setTimeout(180_000);
		const context = await browser.newContext({ viewport: { width, height }, colorScheme });
		const page = await context.newPage();
		const trouble = watch(page);
		for (const title of pages) {
			await test.step(title, async () => {
				await page.goto(PAGES[title]());
				const heading = page.getByRole("heading", { level: 1 }).first();
				await expect(heading).toBeVisible();
				await page.waitForLoadState("networkidle");
				expect(await sideways(page), title).toBeLessThanOrEqual(0);
				expect((await heading.boundingBox())?.height, title).toBeLessThan(120);
				expect(trouble, title).toEqual([]);
			});
		}
		await context.close();
	});
}

function sideways(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

interface Calendar {
	days: { date: string }[];
	units: { name: string }[];
	bars: { unitId: string | null; arrival: string; departure: string }[];
}

/** The next days of the 2,000 units, and who departs on the first; `to` is the day after the last. */
async function calendarOf(days: number): Promise<Calendar & { from: string; to: string }> {
	const answer = await owner.get(`/api/calendar?tenant=${ids.rezstream}&from=today-1&days=${days + 2}`);
	expect(answer.status(), await answer.text()).toBe(200);
	const chart: Calendar = await answer.json();
	return { ...chart, from: chart.days[1]?.date ?? "", to: chart.days.at(-1)?.date ?? "" };
}

test("a chart of 2,000 units draws what is in sight only, down to the last unit", async ({ page }) => {
	await page.goto(`/tenants/${ids.rezstream}/calendar?days=60`);
	await expect(page.getByText("2,000 units")).toBeVisible();
	const chart = page.getByRole("region", { name: /^Chart of units and days/ });
	const nodes = () => chart.evaluate((element) => element.querySelectorAll("*").length);
	expect(await nodes()).toBeLessThan(3_000);
	const { units } = await calendarOf(1);
	expect(units).toHaveLength(2_000);
	await chart.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
	await expect(chart.getByText(units.at(-1)?.name ?? "", { exact: true }).first()).toBeVisible();
	expect(await nodes()).toBeLessThan(3_000);
});

test("on paper stand all units with something in them, and how many have nothing", async ({ page }) => {
	await page.goto(`/tenants/${ids.rezstream}/calendar`);
	await expect(page.getByText("2,000 units")).toBeVisible();
	await page.emulateMedia({ media: "print" });
	await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
	const paper = page.locator("[data-across]");
	await expect(paper).toBeVisible();
	await expect(paper.getByText(/of them empty in these days and not printed/)).toBeVisible();
	const { bars, from, to } = await calendarOf(14);
	const shown = bars.filter(({ arrival, departure }) => arrival < to && departure >= from);
	// Beside them the heading, and the line of those without a unit counts as one.
	await expect(paper.locator("tbody tr")).toHaveCount(new Set(shown.map(({ unitId }) => unitId)).size + 1);
	await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
	await expect(paper).toHaveCount(0);
	await page.emulateMedia({ media: null });

	// The whole way once, as a browser prints: sheets with something on them, and not one for every 30 units.
	const sheets = (await page.pdf()).toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
	expect(sheets).toBeGreaterThan(1);
	expect(sheets).toBeLessThan(20);
});

test("what is printed before all of it was drawn is whole on paper", async ({ page }) => {
	// As slow as nobody's processor is: a second and a half from one step to the next.
	await page.addInitScript(() => {
		window.requestAnimationFrame = (draw) => window.setTimeout(() => draw(performance.now()), 1_500);
	});
	for (const [title, rows, all] of [
		["who sleeps where", "main tbody th[scope=row]", 80],
		["300 people", "main tbody tr", 300],
		["60 invoices", "main section.lazy-card", 60],
	] as const) {
		await page.goto(PAGES[title]());
		await expect(page.locator(rows).first()).toBeVisible();
		await hydrated(page.getByRole("tab").first());
		expect(await page.locator(rows).count(), title).toBeLessThan(all);
		await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
		await expect(page.locator(rows), title).toHaveCount(all);
	}
});

test("files hold no formula, no line of a guest's own, and nothing that is not text", async () => {
	for (const tenant of [ids.rezstream, ids.ownerrez]) {
		const file = async (format: string) =>
			(await owner.get(`/api/reservations/export?format=${format}&tenant=${tenant}`)).body();
		const csv = (await file("csv")).toString();
		// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
		expect(csv).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/);
		const table = csv.slice(csv.indexOf("\r\n\r\n") + 4).trimEnd();
		for (const line of table.split("\r\n")) {
			expect((line.match(/"/g)?.length ?? 0) % 2, line.slice(0, 80)).toBe(0);
			expect(line).not.toMatch(/(?:^|[,"])\s*[=+@]/);
		}
		const sheet = strFromU8(unzipSync(await file("xlsx"))["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
		expect(sheet.match(/<row/g)?.length).toBeGreaterThan(400);
		expect(sheet).not.toMatch(/<f[ >]|<script/);
		const ical = (await file("ics")).toString();
		expect(ical.match(/^BEGIN:VCALENDAR\r$/gm)).toHaveLength(1);
		expect(Math.max(...ical.split("\r\n").map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
	}
});
