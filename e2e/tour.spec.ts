/** The short tour: beside the first reservations, step by step, put aside and taken up again; and the list of keys. */
import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { connectManually, removeConnections } from "./support/connect";
import { ownerRequest } from "./support/people";

test.describe.configure({ mode: "serial" });

let owner: APIRequestContext;
const card = (page: Page) => page.getByRole("region", { name: "A short tour" });

test.beforeAll(async () => {
	test.setTimeout(120_000);
	owner = await ownerRequest();
	await connectManually(owner, "ownerrez", 0);
});
test.beforeEach(() => begin());
test.afterAll(async () => {
	await begin();
	await removeConnections(owner);
	await owner.dispose();
});

async function begin(): Promise<void> {
	const reply = await owner.patch("/api/preferences/tour", { data: { step: 0, ended: false } });
	expect(reply.ok(), await reply.text()).toBe(true);
}

async function open(page: Page, path = "/"): Promise<void> {
	await page.goto(path);
	await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
	await page.waitForLoadState("networkidle");
}

test("each step says one thing and leads to its page, and the tour waits at its step", async ({ page }) => {
	await open(page);
	const total = Number(/1 of (\d+)/.exec((await card(page).textContent()) ?? "")?.[1]);
	expect(total).toBeGreaterThanOrEqual(4);
	for (let step = 1; step <= total; step++) {
		await expect(card(page)).toContainText(`${step} of ${total}`);
		const link = card(page).getByRole("link");
		const path = new URL((await link.getAttribute("href")) ?? "", page.url()).pathname;
		await link.click();
		await expect(page).toHaveURL((url) => url.pathname === path);
		await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
		await page.goBack();
		await expect(card(page)).toContainText(`${step} of ${total}`);
		if (step < total) await card(page).getByRole("button", { name: "Next" }).click();
	}
	await card(page).getByRole("button", { name: "Back" }).click();
	await expect(card(page)).toContainText(`${total - 1} of ${total}`);
	await expect.poll(async () => (await (await owner.get("/api/preferences")).json()).tour.step).toBe(total - 2);
	await page.reload();
	await expect(card(page)).toContainText(`${total - 1} of ${total}`);
});

test("it goes by keys alone, ends, and comes back where it was", async ({ page }) => {
	await open(page);
	const next = card(page).getByRole("button", { name: "Next" });
	await next.focus();
	await page.keyboard.press("Enter");
	await expect(card(page)).toContainText("2 of");
	await expect(next).toBeFocused();
	await page.keyboard.press("Shift+Tab");
	await page.keyboard.press("Enter");
	const back = card(page).getByRole("button", { name: "Back" });
	await expect(card(page)).toContainText("1 of");
	await expect(back).toBeFocused();
	await page.keyboard.press("Shift+Tab");
	await page.keyboard.press("Enter");
	await expect(card(page)).toBeHidden();
	await expect(page.locator("#content")).toBeFocused();
	await page.getByRole("button", { name: "Undo" }).click();
	await expect(card(page).getByRole("heading")).toBeFocused();
	await card(page).getByRole("button", { name: "Not now" }).click();
	await expect(card(page)).toBeHidden();
	await expect.poll(async () => (await (await owner.get("/api/preferences")).json()).tour.ended).toBe(true);
	await page.reload();
	await expect(page.getByRole("region", { name: "Arriving", exact: true })).toBeVisible();
	await expect(card(page)).toBeHidden();
});

test("it stands in the page as the server sends it, and is absent when it was ended", async ({ page }) => {
	const sent = async () => (await page.request.get("/")).text();
	expect(await sent()).toContain('id="tour"');
	await owner.patch("/api/preferences/tour", { data: { ended: true } });
	expect(await sent()).not.toContain('id="tour"');
});

test("its words are sent before the numbers of the day", async ({ page }) => {
	const sent = await (await page.request.get("/", { headers: { "sec-fetch-dest": "document" } })).text();
	const [words, whole, numbers] = ["1 of 5", 'id="tour"', "As of"].map((text) => sent.indexOf(text));
	expect(words).toBeGreaterThan(0);
	expect(words).toBeLessThan(whole ?? -1);
	expect(words).toBeLessThan(numbers ?? -1);
});

test("it begins again from the account menu and from the list of keys", async ({ page }) => {
	await owner.patch("/api/preferences/tour", { data: { ended: true } });
	await open(page, "/connections");
	await page.getByRole("button", { name: /^Account/ }).click();
	await page.getByRole("menuitem", { name: "Take the tour" }).click();
	await expect(page).toHaveURL((url) => url.pathname === "/");
	await expect(card(page).getByRole("heading")).toBeFocused();
	await card(page).getByRole("button", { name: "Not now" }).click();
	await expect(card(page)).toBeHidden();
	await page.keyboard.press("?");
	await page.getByRole("dialog").getByRole("button", { name: "Take the tour" }).click();
	await expect(card(page)).toContainText("1 of");
	await expect(card(page).getByRole("heading")).toBeFocused();
});

test("? lists the keys of every screen and gives the focus back", async ({ page }) => {
	test.setTimeout(180_000);
	for (const path of ["/", "/calendar", "/reservations?view=all", "/insight"]) {
		await open(page, path);
		const before = page.getByRole("navigation").first().getByRole("link").first();
		await before.focus();
		await page.keyboard.press("?");
		const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
		// Charts may still be drawn.
		await expect(dialog).toBeVisible({ timeout: 30_000 });
		for (const part of ["Everywhere", "Go to", "Lists", "Days and dates", "Calendar", "Reservation"]) {
			await expect(dialog.getByRole("heading", { name: part, exact: true })).toBeVisible();
		}
		await page.keyboard.press("Escape");
		await expect(dialog).toBeHidden();
		await expect(before).toBeFocused();
	}
});

for (const [width, colorScheme] of [
	[390, "dark"],
	[390, "light"],
	[1440, "dark"],
] as const) {
	test(`tour and list of keys fit ${width} px, ${colorScheme}, with still motion`, async ({ page }) => {
		test.setTimeout(120_000);
		await page.setViewportSize({ width, height: 844 });
		await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
		await open(page);
		for (let step = 0; step < 5; step++) {
			await fits(page);
			if (step < 4) await card(page).getByRole("button", { name: "Next" }).click();
		}
		await page.keyboard.press("?");
		await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
		await fits(page);
	});
}

async function fits(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page })
		.withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
		.analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`)).toEqual([]);
	const sideways = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
	);
	expect(sideways).toBeLessThanOrEqual(0);
}
