/** The tape chart under the hand: dragged, walked by keys, opened beside; and bars that cut nothing in two. */
import { type APIRequestContext, expect, type Locator, type Page, test } from "@playwright/test";
import { connectManually, removeConnections } from "./support/connect";
import { hydrated } from "./support/hydrated";
import { ownerRequest } from "./support/people";

test.describe.configure({ mode: "serial" });

let owner: APIRequestContext;
let tenant = "";

test.beforeAll(async () => {
	test.setTimeout(120_000);
	owner = await ownerRequest();
	tenant = (await connectManually(owner, "rezstream", 0)).tenantId;
	const bars = async () =>
		((await (await owner.get(`/api/calendar?tenant=${tenant}&from=today&days=14`)).json()) as { bars: unknown[] }).bars;
	await expect.poll(async () => (await bars()).length, { timeout: 90_000 }).toBeGreaterThan(10);
});
test.afterAll(async () => {
	await removeConnections(owner);
	await owner.dispose();
});

async function openChart(page: Page, query = ""): Promise<Locator> {
	await page.goto(`/tenants/${tenant}/calendar${query}`);
	const chart = page.getByRole("region", { name: /^Chart of units/ });
	await expect(chart.locator("[data-bar]").first()).toBeVisible();
	await hydrated(chart);
	await page.waitForLoadState("networkidle");
	return chart;
}

/** A place in the middle of the chart where no bar lies, and how wide a day is. */
function groundOf(chart: Locator): Promise<{ x: number; y: number; dayWidth: number }> {
	return chart.evaluate((element) => {
		const box = element.getBoundingClientRect();
		const day = element.querySelector("[data-chart-head] [data-pan] > *")?.getBoundingClientRect();
		for (let y = box.bottom - 30; y > box.top + 100; y -= 5) {
			for (let x = box.left + box.width / 2; x < box.right - 50; x += 10) {
				if (document.elementFromPoint(x, y)?.closest("button") === null) return { x, y, dayWidth: day?.width ?? 0 };
			}
		}
		throw new Error("the chart is full of bars");
	});
}

/** The days on top: their names for screen readers begin with the date. */
function firstDay(chart: Locator): Promise<string> {
	return chart.locator("[data-chart-head] [data-pan] > *").first().getAttribute("title").then(String);
}

/** How far the hand has moved the days on top and the ground below them. */
function shiftsOf(chart: Locator): Promise<string[]> {
	return chart
		.locator("[data-pan]")
		.evaluateAll((elements) => elements.map((element) => (element as HTMLElement).style.transform));
}

test("dragging moves days and bars together, and letting go moves the days shown", async ({ page }) => {
	const chart = await openChart(page);
	const before = await firstDay(chart);
	const { x, y, dayWidth } = await groundOf(chart);
	const moved = Math.round(dayWidth * 2);
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x - moved, y, { steps: 6 });
	expect(await shiftsOf(chart)).toEqual([`translateX(${-moved}px)`, `translateX(${-moved}px)`]);
	expect(await firstDay(chart)).toBe(before);
	// What was uncovered is not shown yet, and does not look free.
	const colours = await chart.locator("[data-pan]").evaluateAll((elements) =>
		elements.map((element) => {
			const behind = element.parentElement ?? element;
			return [getComputedStyle(element).backgroundColor, getComputedStyle(behind).backgroundColor];
		}),
	);
	for (const [shown, uncovered] of colours) expect(uncovered).not.toBe(shown);
	await page.mouse.up();
	await expect(page).toHaveURL(/[?&]from=\d{4}-\d{2}-\d{2}/);
	await expect.poll(() => firstDay(chart)).not.toBe(before);
	expect(await shiftsOf(chart)).toEqual(["", ""]);

	await page.goBack();
	await expect.poll(() => firstDay(chart)).toBe(before);
});

test("a press that hardly moves drags nothing", async ({ page }) => {
	const chart = await openChart(page);
	const { x, y } = await groundOf(chart);
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x + 3, y + 2);
	expect(await shiftsOf(chart)).toEqual(["", ""]);
	await page.mouse.up();
	await expect(page).not.toHaveURL(/from=/);
});

test("keys walk from bar to bar, open one beside the chart, and come back to it", async ({ page }) => {
	const chart = await openChart(page, "?days=30");
	const start = chart.locator("[data-bar][tabindex='0']");
	await start.focus();
	const first = await start.getAttribute("data-bar");
	await page.keyboard.press("ArrowDown");
	const focused = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.bar ?? null);
	await expect.poll(focused).not.toBe(first);
	const second = await focused();
	expect(second).not.toBeNull();
	await page.keyboard.press("Space");
	const panel = page.getByRole("dialog");
	await expect(panel).toBeVisible();
	await expect(page).toHaveURL(/[?&]peek=res_/);
	await page.keyboard.press("Escape");
	await expect(panel).toHaveCount(0);
	await expect(page).not.toHaveURL(/peek=/);
	await page.keyboard.press("ArrowUp");
	await expect.poll(focused).toBe(first);
});

test("the address brings back the days shown and the reservation beside them", async ({ page }) => {
	const chart = await openChart(page, "?days=30");
	await chart
		.locator("[data-bar]")
		.nth(3)
		.click({ position: { x: 6, y: 12 } });
	await expect(page.getByRole("dialog")).toBeVisible();
	await expect(page).toHaveURL(/[?&]peek=res_/);
	await page.reload();
	await expect(page.getByRole("dialog")).toBeVisible();
	expect(await chart.locator("[data-chart-head] [data-pan] > *").count()).toBe(30);
});

test("while an earlier state is read, the chart of now lies under a veil and is not called the earlier one", async ({
	page,
}) => {
	const chart = await openChart(page);
	let release = () => {};
	const held = new Promise<void>((resolve) => {
		release = resolve;
	});
	await page.route("**/api/calendar?*", async (route) => {
		await held;
		await route.continue();
	});
	const veil = () => chart.locator("xpath=..").evaluate((element) => getComputedStyle(element, "::after").content);
	await expect.poll(veil).toBe("none");
	await page.getByRole("button", { name: "As known on…" }).click();
	await page.getByRole("button", { name: "An hour ago" }).click();
	await expect(page.getByText("An earlier state is being read")).toBeVisible();
	await expect(page.getByText("An earlier state is shown")).toHaveCount(0);
	await expect(page.getByRole("status").filter({ hasText: "Loading" })).toBeVisible();
	await expect.poll(veil).toBe('""');
	release();
	await expect(page.getByText("An earlier state is shown")).toBeVisible();
	await expect(page.getByRole("status").filter({ hasText: "Loading" })).toHaveCount(0);
});

for (const days of [7, 14, 30, 60]) {
	test(`nights and marks stand whole in a bar or not at all, ${days} days`, async ({ page }) => {
		const chart = await openChart(page, `?days=${days}`);
		const { whole, cut } = await chart.locator("[data-bar]").evaluateAll((bars) => {
			let whole = 0;
			const cut: string[] = [];
			for (const bar of bars) {
				const edge = bar.getBoundingClientRect().right;
				for (const part of bar.querySelectorAll("svg, .num")) {
					if (part.getBoundingClientRect().right <= edge) whole++;
					else cut.push(bar.getAttribute("aria-label") ?? "");
				}
			}
			return { whole, cut };
		});
		expect(cut).toEqual([]);
		expect(whole).toBeGreaterThan(0);
	});
}
