/** The day board: each number leads to a list of as many, days follow one another, news are counted, the day goes on paper. */
import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, expect, type Locator, type Page, test } from "@playwright/test";
import { connectManually, removeConnections } from "./support/connect";
import { ownerRequest, requestAs } from "./support/people";
import { sandboxAccounts } from "./support/sandbox";

test.describe.configure({ mode: "serial" });

let owner: APIRequestContext;
let tenant = "";
let otherTenant = "";

interface Board {
	numbers: Record<"arrivals" | "inHouse" | "departures" | "stayovers", { total: number; toDo: number }>;
	tenants: { id: string; name: string }[];
	news: Record<string, number> | null;
}

test.beforeAll(async () => {
	test.setTimeout(120_000);
	owner = await ownerRequest();
	const big = (await sandboxAccounts("rezstream")).findIndex(({ bigGroupId }) => bigGroupId !== undefined);
	tenant = (await connectManually(owner, "rezstream", big)).tenantId;
	otherTenant = (await connectManually(owner, "ownerrez", 0)).tenantId;
	await expect
		.poll(async () => (await total(`tenant=${tenant}`)) > 20 && (await total(`tenant=${otherTenant}`)) > 20, {
			timeout: 90_000,
		})
		.toBe(true);
});
test.afterAll(async () => {
	await owner.post("/api/preferences/looked", { data: { since: null } });
	await removeConnections(owner);
	await owner.dispose();
});

async function total(query: string): Promise<number> {
	return (await (await owner.get(`/api/reservations?${query}&limit=1`)).json()).total;
}

async function board(query = ""): Promise<Board> {
	return (await owner.get(`/api/day?${query}`)).json();
}

/** A day with arrivals and guests in house, found by asking. */
async function busyDay(): Promise<string> {
	for (let offset = 0; offset < 60; offset++) {
		const date = offset === 0 ? "today" : `today+${offset}`;
		const { numbers } = await board(`date=${encodeURIComponent(date)}`);
		if (numbers.arrivals.total > 0 && numbers.inHouse.total > 0) return date;
	}
	throw new Error("the sandbox has nobody arriving in the next two months");
}

const column = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const title = (page: Page) => page.getByRole("heading", { level: 1 });

async function open(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await expect(column(page, "Arriving")).toBeVisible();
	await page.waitForLoadState("networkidle");
}

/** Number and address of each link to a list inside a part of the page. */
async function numberLinks(part: Locator): Promise<{ value: number; href: string }[]> {
	const links = await part.locator('a[href^="/reservations?"]').all();
	return Promise.all(
		links.map(async (link) => ({
			value: Number(/[\d,]+/.exec(((await link.textContent()) ?? "").replace(/^All /, ""))?.[0]?.replaceAll(",", "")),
			href: (await link.getAttribute("href")) ?? "",
		})),
	);
}

test("every number is the number of rows of its list", async ({ page }) => {
	test.setTimeout(120_000);
	const date = await busyDay();
	// Accounts are still being read at first, and the board is as old as the page.
	await expect(async () => {
		await open(page, `/?date=${encodeURIComponent(date)}&all=yes`);
		const links = await Promise.all(
			["Arriving", "In house", "Departing", "By tenant"].map((name) => numberLinks(column(page, name))),
		);
		expect(links.flat().length).toBeGreaterThan(10);
		for (const { value, href } of links.flat()) {
			expect(value, href).toBe(await total(href.slice("/reservations?".length)));
		}
	}).toPass({ timeout: 60_000 });
	const arriving = column(page, "Arriving").getByRole("link", { name: /arriving$/ });
	const count = ((await arriving.textContent()) ?? "").replaceAll(",", "");
	await arriving.click();
	await expect(page).toHaveURL(/\/reservations\?.*by=arrival/);
	await expect(
		page
			.getByRole("status")
			.filter({ hasText: /reservations?$/ })
			.first(),
	).toContainText(count);
	await page.goBack();
	await expect(column(page, "Arriving")).toBeVisible();
});

test("days follow one another by button, key and date, and back again", async ({ page }) => {
	await open(page, "/");
	await expect(title(page)).toHaveText(/^Today, /);
	await page.getByRole("button", { name: "Day after" }).click();
	await expect(title(page)).toHaveText(/^Tomorrow, /);
	await expect(page).toHaveURL(/date=today%2B1/);
	await title(page).click();
	await page.keyboard.press("[");
	await expect(title(page)).toHaveText(/^Today, /);
	await page.keyboard.press("[");
	await expect(title(page)).toHaveText(/^Yesterday, /);
	await page.keyboard.press("]");
	await page.keyboard.press("]");
	await expect(title(page)).toHaveText(/^Tomorrow, /);
	await page.keyboard.press("t");
	await expect(title(page)).toHaveText(/^Today, /);
	await page.getByLabel("Go to a date").fill("2027-03-28");
	await expect(title(page)).toHaveText("Sun 28 Mar 2027");
	await expect(page).toHaveURL(/date=2027-03-28/);
	await page.goBack();
	await expect(title(page)).toHaveText(/^Today, /);
	await page.goto("/?date=2026-02-30");
	await expect(title(page)).toHaveText(/^Today, /);
});

test("a tenant's name narrows the board, the scope switch widens it, and the day stays", async ({ page }) => {
	const day = await busyDay();
	const date = encodeURIComponent(day);
	await open(page, `/?date=${date}&all=yes&sort=name`);
	const table = page.getByRole("table", { name: "By tenant" });
	const { tenants } = await board(`date=${date}`);
	expect(tenants).toHaveLength(2);
	await expect(table.getByRole("row")).toHaveCount(1 + tenants.length);
	await table.getByRole("link", { name: tenants[0]?.name ?? "", exact: true }).click();
	await expect(page).toHaveURL(new RegExp(`tenant=${tenants[0]?.id}`));
	await expect(table).toBeHidden();
	await expect(title(page)).toBeVisible();
	for (const { value, href } of await numberLinks(column(page, "Arriving"))) {
		expect(href, String(value)).toContain(`tenant=${tenants[0]?.id}`);
	}
	await page.getByRole("button", { name: /^Tenants in view/ }).click();
	await page.getByRole("link", { name: "All tenants" }).click();
	await expect(table).toBeVisible();
	expect(new URL(page.url()).searchParams.get("date")).toBe(day);
});

test("news are counted from when one says so, and can be taken back", async ({ page }) => {
	const reset = await owner.post("/api/preferences/looked", { data: { since: "2020-01-01T00:00:00.000Z" } });
	expect(reset.ok(), await reset.text()).toBe(true);
	await open(page, "/");
	const news = column(page, "Since you last looked");
	await expect(news.getByRole("link")).toHaveCount(3);
	const before = (await board("since=2020-01-01T00%3A00%3A00.000Z")).news ?? {};
	expect(before.new).toBeGreaterThan(0);
	await expect(news.getByRole("link", { name: /new$/ })).toHaveText(/^[1-9]/);
	await news.getByRole("button", { name: "Mark as seen" }).click();
	await expect(news.getByRole("link", { name: /new$/ })).toHaveText(/^0\s*new$/);
	await page.getByRole("button", { name: "Undo" }).click();
	await expect(news.getByRole("link", { name: /new$/ })).toHaveText(/^[1-9]/);
	await news.getByRole("link", { name: /new$/ }).click();
	await expect(page).toHaveURL(/news=new/);
	// The list says so too, and keeps its rows: they are worked through.
	const rows = page.locator("[data-row]");
	await expect(rows.first()).toBeVisible();
	await page.getByRole("button", { name: "Mark as seen" }).click();
	await expect(page.getByRole("button", { name: "Mark as seen" })).toBeHidden();
	await expect(rows.first()).toBeVisible();
	const { since } = await (await owner.get("/api/preferences/looked")).json();
	expect(Date.parse(since)).toBeGreaterThan(Date.now() - 3_600_000);
	await page.getByRole("button", { name: "Undo" }).click();
	await expect(page.getByRole("button", { name: "Mark as seen" })).toBeVisible();
});

test("on paper stand the day, its scope and as of when, and nothing of the machinery", async ({ page }) => {
	await open(page, "/");
	await page.evaluate(() => {
		window.print = () => document.body.setAttribute("data-printed", "yes");
	});
	await page.getByRole("button", { name: "Print" }).click();
	await expect(page.locator("body")).toHaveAttribute("data-printed", "yes");
	await page.emulateMedia({ media: "print" });
	await expect(title(page)).toBeVisible();
	await expect(page.getByText(/^All tenants \(2\)$/)).toBeVisible();
	await expect(page.getByText(/Printed/)).toBeVisible();
	await expect(page.getByRole("button", { name: "Day after" })).toBeHidden();
	await expect(column(page, "Since you last looked")).toBeHidden();
});

test("another's tenant is unknown, and a reader of one tenant sees its numbers alone", async ({ page }) => {
	const viewer = await requestAs("viewer", [tenant]);
	expect((await viewer.get(`/api/day?tenant=${otherTenant}`)).status()).toBe(404);
	const seen: Board = await (await viewer.get("/api/day")).json();
	expect(seen.tenants.map(({ id }) => id)).toEqual([tenant]);
	expect(seen.numbers).toEqual((await board(`tenant=${tenant}`)).numbers);
	await viewer.dispose();
	expect((await page.goto("/?tenant=ten_unknown"))?.status()).toBe(404);
});

for (const width of [390, 768, 1440]) {
	test(`fits ${width} px, light and dark`, async ({ page }) => {
		await page.setViewportSize({ width, height: 900 });
		for (const colorScheme of ["light", "dark"] as const) {
			await page.emulateMedia({ colorScheme });
			await open(page, `/?date=${encodeURIComponent(await busyDay())}&all=yes`);
			const { violations } = await new AxeBuilder({ page })
				.withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
				.analyze();
			expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`)).toEqual([]);
			const sideways = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
			);
			expect(sideways).toBeLessThanOrEqual(0);
		}
	});
}
