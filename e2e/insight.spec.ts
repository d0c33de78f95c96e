/** Insight: the same numbers in chart, table and file; the address brings the view back; hostile names stay text. */
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { connectManually, removeConnections } from "./support/connect";
import { ownerRequest, requestAs } from "./support/people";
import { sandboxAccounts } from "./support/sandbox";

test.describe.configure({ mode: "serial" });

let owner: APIRequestContext;
let tenant = "";
let otherTenant = "";

interface Answer {
	rows: { key: string; label: string; now: { nights: number; arrivals: number } }[];
	revenue: { currency: string | null }[];
}

const ask = async (query: string): Promise<Answer> => (await owner.get(`/api/insight?${query}`)).json();

test.beforeAll(async () => {
	test.setTimeout(240_000);
	owner = await ownerRequest();
	const big = (await sandboxAccounts("rezstream")).findIndex(({ bigGroupId }) => bigGroupId !== undefined);
	tenant = (await connectManually(owner, "rezstream", big)).tenantId;
	otherTenant = (await connectManually(owner, "ownerrez", 0)).tenantId;
	const nights = async (id: string) =>
		(await ask(`tenant=${id}`)).rows?.reduce((sum, row) => sum + row.now.nights, 0) ?? 0;
	await expect.poll(async () => (await nights(otherTenant)) > 0, { timeout: 90_000 }).toBe(true);
	// Past stays too: numbers that still grow are not the same on the page and, a moment later, in an answer.
	const phase = async () => (await (await owner.get(`/api/tenants/${tenant}`)).json()).progress.phase;
	await expect.poll(phase, { timeout: 150_000 }).toBe("following");
});
test.afterAll(async () => {
	await removeConnections(owner);
	await owner.dispose();
});

const panel = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true }).first();

async function open(page: Page, path: string): Promise<void> {
	await page.goto(path);
	// The page stands at once; its numbers follow, while accounts may still be read for the first time.
	await expect(page.getByRole("heading", { name: "Nights", exact: true })).toBeVisible({ timeout: 30_000 });
	await page.waitForLoadState("networkidle");
}

test("the charts are drawn, with their table for screen readers, and no policy is broken", async ({ page }) => {
	const broken: string[] = [];
	page.on("console", (message) => {
		if (/Content Security Policy/.test(message.text())) broken.push(message.text());
	});
	await open(page, "/insight");
	const nights = panel(page, "Nights");
	await nights.scrollIntoViewIfNeeded();
	await expect(nights.locator("svg.recharts-surface").first()).toBeVisible();
	await expect(nights.getByRole("table", { name: "Nights in numbers" })).toBeAttached();
	await expect(page.getByText(/As of/)).toBeVisible();
	expect(broken).toEqual([]);
});

test("a chart is read by keyboard", async ({ page }) => {
	await open(page, "/insight?group=month");
	const nights = panel(page, "Nights");
	await nights.locator("svg.recharts-surface").first().focus();
	await page.keyboard.press("ArrowRight");
	await expect(nights.locator(".recharts-tooltip-wrapper")).toContainText("Last year");
});

test("table, file and answer have the same numbers", async ({ page }) => {
	await open(page, `/insight?tenant=${tenant}&group=week&table=nights`);
	const nights = panel(page, "Nights");
	const table = nights.getByRole("table", { name: "Nights in numbers" });
	const { rows } = await ask(`tenant=${tenant}&group=week`);
	const shown = await table.locator("tbody tr td:nth-child(2)").allInnerTexts();
	expect(shown.map((text) => Number(text.replaceAll(",", "")))).toEqual(rows.map((row) => row.now.nights));
	const [download] = await Promise.all([
		page.waitForEvent("download"),
		nights.getByRole("button", { name: "Download Nights as CSV" }).click(),
	]);
	expect(download.suggestedFilename()).toMatch(/^insight-nights-\d{4}-\d{2}-\d{2}-\d{4}-\d{2}-\d{2}\.csv$/);
	const lines = (await readFile(await download.path(), "utf8")).split("\r\n");
	expect(lines.some((line) => line.startsWith("As of,"))).toBe(true);
	const first = lines.find((line) => line.startsWith(`${rows[0]?.key},`));
	expect(first?.split(",")[1]).toBe(String(rows[0]?.now.nights));
});

test("days, grouping, provider and tables stand in the address, back and forth", async ({ page }) => {
	await open(page, "/insight");
	await page.getByLabel("Days", { exact: true }).selectOption("next30");
	await expect(page).toHaveURL(/from=today&to=today%2B29/);
	await page.getByLabel("Shown by").selectOption("tenant");
	await expect(page).toHaveURL(/group=tenant/);
	await panel(page, "Nights").getByRole("button", { name: "Show Nights as a table" }).click();
	await expect(page).toHaveURL(/table=nights/);
	await expect(panel(page, "Nights").getByRole("columnheader", { name: "Tenant" })).toBeVisible();
	await page.goBack();
	await expect(page).not.toHaveURL(/table=/);
	await page.goForward();
	await page.reload();
	await expect(panel(page, "Nights").getByRole("columnheader", { name: "Tenant" })).toBeVisible();
	await expect(page.getByLabel("Shown by")).toHaveValue("tenant");
});

test("two choices in one breath are both kept", async ({ page }) => {
	await open(page, "/insight");
	const days = await page.getByLabel("Days", { exact: true }).elementHandle();
	const group = await page.getByLabel("Shown by").elementHandle();
	await page.evaluate(
		(choices) => {
			for (const [box, value] of choices) {
				if (!(box instanceof HTMLSelectElement)) throw new Error("not a list of choices");
				box.value = value;
				box.dispatchEvent(new Event("change", { bubbles: true }));
			}
		},
		[
			[days, "next30"],
			[group, "tenant"],
		] as const,
	);
	await expect(page.getByLabel("Shown by")).toHaveValue("tenant");
	await expect(page.getByLabel("Days", { exact: true })).toHaveValue("next30");
	await expect(page).toHaveURL(/from=today&to=today%2B29&group=tenant/);
});

test("while other days are read, those shown lie under a veil", async ({ page }) => {
	await open(page, "/insight");
	let release = () => {};
	const held = new Promise<void>((resolve) => {
		release = resolve;
	});
	await page.route("**/api/insight?*", async (route) => {
		await held;
		await route.continue();
	});
	const charts = page.locator("main [aria-busy]").filter({ has: panel(page, "Nights") });
	const veil = () => charts.evaluate((element) => getComputedStyle(element, "::after").content);
	await expect.poll(veil).toBe("none");
	await page.getByLabel("Days", { exact: true }).selectOption("next30");
	await expect(charts).toHaveAttribute("aria-busy", "true");
	await expect.poll(veil).toBe('""');
	await expect(page.getByRole("main").getByRole("status").filter({ hasText: "Adding up" })).toBeVisible();
	release();
	await expect(charts).toHaveAttribute("aria-busy", "false");
	await expect.poll(veil).toBe("none");
});

test("days that are no range are said, and can be put right", async ({ page }) => {
	await page.goto("/insight?from=2026-02-02&to=2026-02-01");
	await expect(page.getByText("These days are no range")).toBeVisible();
	await page.getByLabel("Days", { exact: true }).selectOption("around");
	await expect(panel(page, "Nights")).toBeVisible();
	expect((await owner.get("/api/insight?from=2026-02-02&to=2026-02-01")).status()).toBe(422);
});

test("what is chosen before the page's script has come counts", async ({ page }) => {
	let release = () => {};
	const held = new Promise<void>((resolve) => {
		release = resolve;
	});
	await page.route("**/_next/static/chunks/*.js*", async (route) => {
		await held;
		await route.continue();
	});
	await page.goto("/insight", { waitUntil: "commit" });
	await page.getByLabel("Days", { exact: true }).selectOption("next30");
	release();
	await expect(page).toHaveURL(/from=today&to=today%2B29/);
	await expect(page.getByLabel("Days", { exact: true })).toHaveValue("next30");
});

test("money of two currencies is never in one panel", async () => {
	const currencies = new Set((await ask("group=month")).revenue.map(({ currency }) => currency));
	expect(currencies.has(null)).toBe(true);
	expect(currencies.size).toBeGreaterThan(1);
});

test("a scoped operator adds up their own tenants only", async () => {
	const scoped = await requestAs("operator", [otherTenant]);
	const seen = await (await scoped.get("/api/insight?group=tenant")).text();
	expect(seen).toContain(otherTenant);
	expect(seen).not.toContain(tenant);
	for (const id of [tenant, "ten_unknown"]) {
		expect((await scoped.get(`/api/insight?tenant=${id}`)).status()).toBe(404);
	}
	await scoped.dispose();
});

test("g a leads here", async ({ page }) => {
	await page.goto("/tenants");
	await page.waitForLoadState("networkidle");
	await page.keyboard.press("g");
	await page.keyboard.press("a");
	await expect(page).toHaveURL(/\/insight$/);
});

for (const { width, colorScheme } of [
	{ width: 390, colorScheme: "dark" },
	{ width: 768, colorScheme: "light" },
	{ width: 1440, colorScheme: "dark" },
] as const) {
	test(`charts fit and are readable at ${width} px, ${colorScheme}`, async ({ page }) => {
		await page.setViewportSize({ width, height: 900 });
		await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
		await open(page, "/insight?group=unit_type&table=arrivals");
		await expect(page.locator("svg.recharts-surface").first()).toBeVisible();
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
		expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	});
}
