import { expect, test } from "@playwright/test";

test("the overview opens after signing in and leads to the connections", async ({ page }) => {
	const errors: string[] = [];
	page.on("pageerror", (error) => errors.push(error.message));
	await page.goto("/");
	await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
	await page.getByRole("navigation").first().getByRole("link", { name: "Connections" }).click();
	await expect(page).toHaveURL(/\/connections$/);
	await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
	expect(errors).toEqual([]);
});

test("without a session every page leads to the sign-in", async ({ browser }) => {
	const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
	const page = await context.newPage();
	await page.goto("/connections");
	await expect(page).toHaveURL(/\/sign-in/);
	await context.close();
});
