/** The reservations list as a workplace: columns, views, selection, search, palette; and what must not break it. */
import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { connectManually, removeConnections } from "./support/connect";
import { hydrated } from "./support/hydrated";
import { ownerRequest, requestAs } from "./support/people";
import { sandboxAccounts } from "./support/sandbox";

test.describe.configure({ mode: "serial" });

let owner: APIRequestContext;
let tenant = "";
let otherTenant = "";

test.beforeAll(async () => {
	test.setTimeout(120_000);
	owner = await ownerRequest();
	const big = (await sandboxAccounts("rezstream")).findIndex(({ bigGroupId }) => bigGroupId !== undefined);
	tenant = (await connectManually(owner, "rezstream", big)).tenantId;
	otherTenant = (await connectManually(owner, "ownerrez", 0)).tenantId;
	await expect
		.poll(async () => (await list("q=nordic")).total > 0 && (await list(`tenant=${otherTenant}`)).total > 20, {
			timeout: 90_000,
		})
		.toBe(true);
	await owner.patch("/api/preferences/list", { data: { columns: null, density: "comfortable", defaultView: null } });
});
test.afterAll(async () => {
	await owner.patch("/api/preferences/list", { data: { columns: null, density: "comfortable", defaultView: null } });
	await removeConnections(owner);
	await owner.dispose();
});

interface Row {
	id: string;
	guestName: string | null;
	number: string | null;
	units: { name: string }[];
	hit: { field: string } | null;
}

async function list(query: string): Promise<{ items: Row[]; total: number; similar: boolean }> {
	return (await owner.get(`/api/reservations?${query}`)).json();
}

const heads = (page: Page) => page.getByRole("columnheader").allInnerTexts();
const rows = (page: Page) => page.getByRole("table", { name: "Reservations" }).locator("tbody tr");

async function open(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await expect(rows(page).first()).toBeVisible();
	await page.waitForLoadState("networkidle");
}

const WAITING = "Loading reservations";

test("an opened list begins with its heading while its rows are still read", async () => {
	const opened = await (
		await owner.get("/reservations?view=all", { headers: { accept: "text/html", "sec-fetch-dest": "document" } })
	).text();
	expect(opened.indexOf("</h1>")).toBeGreaterThan(0);
	expect(opened.indexOf(`${WAITING}</span>`)).toBeGreaterThan(opened.indexOf("</h1>"));
	expect(opened.indexOf('href="/reservations/res_')).toBeGreaterThan(opened.indexOf(WAITING));
});

test("within the app the page before stays until the list is whole", async ({ page }) => {
	await page.goto("/");
	await hydrated(page.getByRole("link", { name: "Reservations", exact: true }).first());
	await page.evaluate((waiting) => {
		new MutationObserver(() => {
			if (document.querySelector("main")?.textContent?.includes(waiting) === true)
				document.body.dataset.flashed = "yes";
		}).observe(document.body, { childList: true, subtree: true });
	}, WAITING);
	await page.getByRole("navigation").getByRole("link", { name: "Reservations", exact: true }).first().click();
	await expect(page.locator("[data-row]").first()).toBeVisible();
	expect(await page.evaluate(() => document.body.dataset.flashed ?? "no")).toBe("no");
});

for (const { path, choose } of [
	{ path: "/reservations", choose: (page: Page) => page.getByLabel("Which date").selectOption({ index: 1 }) },
	{ path: "/issues", choose: (page: Page) => page.getByRole("button", { name: /^Owes after departure/ }).click() },
]) {
	test(`while another list is read, the count of the one before lies under a veil (${path})`, async ({ page }) => {
		await page.goto(`${path}?from=today-30&to=today%2B30`);
		const count = page.getByRole("status").filter({ hasText: /^\d[\d,]* reservations?/ });
		await hydrated(count);
		await page.waitForLoadState("networkidle");
		const veil = () => count.evaluate((element) => getComputedStyle(element, "::after").content);
		await expect.poll(veil).toBe("none");
		let release = () => {};
		const held = new Promise<void>((resolve) => {
			release = resolve;
		});
		await page.route("**/api/reservations?*", async (route) => {
			await held;
			await route.continue();
		});
		await choose(page);
		await expect(count).toHaveAttribute("aria-busy", "true");
		await expect.poll(veil).toBe('""');
		release();
		await expect(count).toHaveAttribute("aria-busy", "false");
		await expect.poll(veil).toBe("none");
	});
}

test("the way to another page leaves the colour scheme alone", async ({ page }) => {
	await open(page, "/reservations?view=all");
	await page.evaluate(() => {
		new MutationObserver((changes) => {
			const tags = changes.flatMap((change) => [...change.addedNodes, ...change.removedNodes]);
			if (tags.some((tag) => tag instanceof HTMLMetaElement)) document.body.dataset.tags = "changed";
			if (tags.some((tag) => tag instanceof HTMLMetaElement && tag.name === "color-scheme"))
				document.body.dataset.scheme = "changed";
		}).observe(document.head, { childList: true });
	});
	await rows(page).first().getByRole("link").first().click();
	await expect(page).toHaveTitle(/·/);
	await page.waitForURL(/\/reservations\/res_/);
	// Next has taken the other tags out and in again; this one makes a browser style all of both pages anew.
	await expect(page.locator("body")).toHaveAttribute("data-tags", "changed");
	await expect(page.locator("body")).not.toHaveAttribute("data-scheme");
	expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("light dark");
});

test("what menus and panels stand on is fetched when somebody is at the page, not before", async ({ page }) => {
	const scripts: string[] = [];
	page.on("request", (request) => request.resourceType() === "script" && scripts.push(request.url()));
	await open(page, "/reservations?view=all");
	await hydrated(page.locator('[data-shortcut="search"]:visible').first());
	await page.waitForTimeout(1_000);
	const opened = scripts.length;
	await page.keyboard.press("Shift");
	await expect.poll(() => scripts.length).toBeGreaterThan(opened);
});

test("columns are chosen, moved and remembered, by keyboard too", async ({ page }) => {
	await open(page, "/reservations?view=all");
	await page.getByRole("button", { name: "Columns and density" }).click();
	const pressed = await page.getByLabel("Channel", { exact: true }).evaluate((box: HTMLInputElement) => {
		box.click();
		return box.checked;
	});
	expect(pressed, "the box stays as it was pressed, before any answer").toBe(false);
	await page.getByLabel("Number", { exact: true }).check();
	for (let step = 0; step < 8; step++) {
		await page.getByRole("button", { name: "Move Number up" }).focus();
		await page.keyboard.press("Enter");
	}
	await page.getByRole("button", { name: "compact" }).click();
	await page.keyboard.press("Escape");
	await expect.poll(() => heads(page)).toEqual(expect.arrayContaining(["Guest", "Number"]));
	const shown = await heads(page);
	expect(shown).not.toContain("Channel");
	expect(shown.indexOf("Number")).toBe(1);
	await expect
		.poll(async () => (await (await owner.get("/api/preferences")).json()).list)
		.toMatchObject({ density: "compact" });
	await page.reload();
	await expect(rows(page).first()).toBeVisible();
	expect(await heads(page)).toEqual(shown);
	const height = (await rows(page).first().boundingBox())?.height ?? 0;
	expect(height).toBeLessThan(34);
});

test("columns of the address win over one's own, and unknown ones are passed over", async ({ page }) => {
	await open(page, "/reservations?view=all&cols=guest,nonsense,tenant");
	expect((await heads(page)).filter((head) => head !== "")).toEqual(["Guest", "Tenant"]);
});

test("a view is saved, opened by its link, by default, deleted and brought back", async ({ page }) => {
	await open(page, "/reservations?by=arrival&from=today&status=confirmed");
	await page.getByRole("button", { name: /^View:/ }).click();
	await page.getByRole("menuitem", { name: "Save as a new view" }).click();
	await page.getByLabel("Name").fill("Arrivals <b>now</b>");
	await page.getByRole("button", { name: "Save view" }).click();
	await expect(page.getByRole("button", { name: /^View: Arrivals <b>now<\/b>/ })).toBeVisible();
	const id = new URL(page.url()).searchParams.get("view");

	await page.goto(`/reservations?view=${id}`);
	await expect(page).toHaveURL(/by=arrival/);
	expect(new URL(page.url()).searchParams.get("status")).toBe("confirmed");

	await page.getByRole("button", { name: /^View:/ }).click();
	await page.getByRole("menuitem", { name: "Open by default" }).click();
	await expect.poll(async () => (await (await owner.get("/api/preferences")).json()).list.defaultView).toBe(id);
	await page.goto("/reservations");
	await expect(page).toHaveURL(new RegExp(`view=${id}`));
	await page.getByRole("button", { name: /^View:/ }).click();
	await page.getByRole("menuitem", { name: "All reservations" }).click();
	await expect(page).toHaveURL(/\?view=all$/);

	await page.goto(`/reservations?view=${id}`);
	await page.getByRole("button", { name: /^View:/ }).click();
	await page.getByRole("menuitem", { name: "Delete" }).click();
	await expect.poll(async () => (await owner.get(`/api/views/${id}`)).status()).toBe(404);
	await page.getByRole("button", { name: "Undo" }).click();
	await expect.poll(async () => (await owner.get(`/api/views/${id}`)).status()).toBe(200);
	await owner.delete(`/api/views/${id}`);
	await page.goto("/reservations");
	await expect(rows(page).first()).toBeVisible();
});

test("a taken name is said in the dialog, which stays", async ({ page }) => {
	const { id } = await (await owner.post("/api/views", { data: { name: "Taken", search: "" } })).json();
	await open(page, "/reservations?status=confirmed");
	await page.getByRole("button", { name: /^View:/ }).click();
	await page.getByRole("menuitem", { name: "Save as a new view" }).click();
	await page.getByLabel("Name").fill("Taken");
	await page.getByRole("button", { name: "Save view" }).click();
	await expect(page.getByText(/There is a view called “Taken” already/)).toBeVisible();
	await page.keyboard.press("Escape");
	await expect(page.getByRole("button", { name: /^View:/ })).toBeFocused();
	await owner.delete(`/api/views/${id}`);
});

test("a shared view shows a scoped operator their own tenants only", async () => {
	const search = `tenant=${tenant},${otherTenant}`;
	const shared = await (await owner.post("/api/views", { data: { name: "Both", search, shared: true } })).json();
	const foreign = await (
		await owner.post("/api/views", { data: { name: "Foreign", search: `tenant=${tenant}`, shared: true } })
	).json();
	const scoped = await requestAs("operator", [otherTenant]);
	const seen = await (await scoped.get(`/api/views/${shared.id}`)).json();
	expect(seen).toMatchObject({ search: `tenant=${otherTenant}`, canEdit: false });
	expect((await scoped.get(`/api/views/${foreign.id}`)).status()).toBe(404);
	expect((await scoped.delete(`/api/views/${shared.id}`)).status()).toBe(403);
	const page = await scoped.get(`/reservations?view=${shared.id}`);
	expect(page.status()).toBe(200);
	expect(await page.text()).not.toContain(tenant);
	for (const { id } of [shared, foreign]) await owner.delete(`/api/views/${id}`);
	await scoped.dispose();
});

test("rows are selected one by one, as a range, by key and all, and exported", async ({ page }) => {
	await open(page, "/reservations?view=all");
	const boxes = rows(page).getByRole("checkbox");
	await boxes.nth(1).check();
	await boxes.nth(4).click({ modifiers: ["Shift"] });
	const bar = page.getByRole("region", { name: "Selected reservations" });
	await expect(bar).toContainText("4 selected");
	await rows(page).nth(6).getByRole("link").focus();
	await page.keyboard.press("x");
	await expect(bar).toContainText("5 selected");
	await bar.getByRole("button", { name: "Export" }).click();
	const csv = new URL((await page.getByRole("link", { name: "CSV" }).getAttribute("href")) ?? "", page.url());
	expect(csv.pathname).toBe("/api/reservations/export");
	expect(csv.searchParams.get("ids")?.split(",")).toHaveLength(5);
	await page.keyboard.press("Escape");
	await bar.getByRole("button", { name: /^Select all .* matching$/ }).click();
	await expect(bar).toContainText(/All .* matching selected/);
	await expect(boxes.first()).toBeChecked();
	await bar.getByRole("button", { name: "Clear selection" }).click();
	await expect(bar).toBeHidden();
});

test("viewers select and export, and are not offered to flag", async ({ browser }) => {
	const viewer = await requestAs("viewer");
	const context = await browser.newContext({ storageState: await viewer.storageState() });
	const page = await context.newPage();
	await open(page, "/reservations?view=all");
	await rows(page).getByRole("checkbox").first().check();
	const bar = page.getByRole("region", { name: "Selected reservations" });
	await expect(bar.getByRole("button", { name: "Export" })).toBeVisible();
	await expect(bar.getByRole("button", { name: "Flag" })).toHaveCount(0);
	await context.close();
	await viewer.dispose();
});

test("the filters of the day's work stand as chips that take them away", async ({ page }) => {
	await open(page, "/reservations?view=all");
	await page.getByRole("button", { name: "More filters" }).click();
	await page.getByLabel("Open balance").check();
	await page.getByLabel("To do").selectOption("arrival");
	await page.getByLabel("Changed in").selectOption("168");
	await page.keyboard.press("Escape");
	await expect(page).toHaveURL(/balance=open/);
	await expect(page).toHaveURL(/todo=arrival/);
	await expect(page).toHaveURL(/since=/);
	await page.getByRole("button", { name: /^Remove filter New, changed or cancelled since/ }).click();
	await expect(page).not.toHaveURL(/since=/);
	await page.getByRole("button", { name: "Remove filter Open balance" }).click();
	await page.goBack();
	await expect(page).toHaveURL(/balance=open/);
	await expect(page.getByRole("button", { name: "Remove filter Open balance" })).toBeVisible();
});

test("a search marks what it found, finds units, and says when it only resembles", async ({ page }) => {
	const row = (await list("limit=100&kind=stay")).items.find(
		({ guestName, units }) => guestName !== null && units.length === 1,
	);
	if (row === undefined) throw new Error("no reservation with a guest and one unit");
	const word = row.guestName?.split(" ").at(-1) ?? "";
	await open(page, `/reservations?${new URLSearchParams({ q: word })}`);
	await expect(page.locator("mark").first()).toHaveText(new RegExp(word, "i"));
	const unit = row.units[0]?.name ?? "";
	const found = await list(new URLSearchParams({ q: unit, limit: "200" }).toString());
	expect(found.similar).toBe(false);
	expect(found.items.some(({ hit }) => hit?.field === "unit")).toBe(true);
	await open(page, "/reservations?q=nordik");
	await expect(page.getByText("Nothing matches exactly")).toBeVisible();
});

test("the palette opens by key, finds, and gives the focus back", async ({ page }) => {
	await open(page, "/reservations?view=all");
	await rows(page).first().getByRole("link").focus();
	await page.keyboard.press("Control+k");
	const field = page.getByRole("combobox", { name: /^Find reservations/ });
	await expect(field).toBeFocused();
	await field.fill("nordic");
	await expect(page.getByRole("option", { name: /nordic/i }).first()).toBeVisible();
	await expect(page.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
	const { violations } = await new AxeBuilder({ page })
		.withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
		.analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`)).toEqual([]);
	await page.keyboard.press("Escape");
	await expect(rows(page).first().getByRole("link")).toBeFocused();

	await page.keyboard.press("Control+k");
	await field.fill("nordic");
	await expect(page.getByRole("option", { name: /nordic/i }).first()).toBeVisible();
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(/\/reservations\/res_/);
	await page.keyboard.press("Control+k");
	await expect(page.getByRole("group", { name: "Recent" }).getByRole("option")).toHaveCount(1);
	await field.fill("connect an acc");
	await expect(page.getByRole("option", { name: "Connect an account" })).toBeVisible();
	await field.fill("<img src=x onerror=alert(1)>");
	await expect(page.getByRole("option").first()).toContainText("<img src=x onerror=alert(1)>");
	await field.fill("<b>qqzzxxvv</b>");
	await expect(page.getByText("Nothing found for “<b>qqzzxxvv</b>”")).toBeVisible();
});

test("on a phone the search opens the palette, and nothing scrolls sideways", async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await open(page, "/reservations?balance=open");
	const sideways = () =>
		page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	expect(await sideways()).toBeLessThanOrEqual(0);
	await page.getByRole("button", { name: "Search", exact: true }).click();
	await page.getByRole("combobox", { name: /^Find reservations/ }).fill("nordic");
	await expect(page.getByRole("option", { name: /nordic/i }).first()).toBeVisible();
	expect(await sideways()).toBeLessThanOrEqual(0);
});

test("coming back from a reservation, the list stands where it stood with its filters", async ({ page }) => {
	await open(page, "/reservations?kind=stay&sort=guest");
	for (let step = 0; step < 30; step++) await page.keyboard.press("j");
	const opened = page.locator("[data-row]:focus");
	const id = await opened.getAttribute("data-row");
	const place = await page.evaluate(() => window.scrollY);
	expect(place).toBeGreaterThan(0);
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(new RegExp(`/reservations/${id}`));
	await page.goBack();
	await expect(page).toHaveURL(/kind=stay&sort=guest/);
	await expect(page.locator(`[data-row="${id}"]`)).toBeFocused();
	expect(Math.abs((await page.evaluate(() => window.scrollY)) - place)).toBeLessThan(100);
});
