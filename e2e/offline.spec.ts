/** The browser loses the network, or the server restarts or is updated, while somebody browses (F-73). */
import { expect, type Page, test } from "@playwright/test";
import { connectManually, removeConnections } from "./support/connect";
import { ownerRequest } from "./support/people";

test.describe.configure({ mode: "serial" });
test.setTimeout(180_000);

/** Longer than a page's poll and its retries. */
const NOTICED_MS = 60_000;
const FILTER = "by=stay&from=today&to=today%2B60";

test.beforeAll(async () => {
	const owner = await ownerRequest();
	const { tenantId } = await connectManually(owner, "rezstream", 0);
	await expect
		.poll(async () => (await (await owner.get(`/api/tenants/${tenantId}`)).json()).asOf, { timeout: 150_000 })
		.not.toBeNull();
	await owner.dispose();
});
test.afterAll(async () => {
	const owner = await ownerRequest();
	await removeConnections(owner);
	await owner.dispose();
});

/** Rows of the list, and the filter in the address. */
async function shown(page: Page) {
	return { rows: await page.getByRole("row").count(), filter: new URL(page.url()).search };
}

test("F-73 offline: what is on the page stays and says that it is old; online again it goes on by itself, filter kept", async ({
	page,
	context,
}) => {
	await page.goto(`/reservations?${FILTER}`);
	await expect(page.getByRole("row").nth(1)).toBeVisible();
	const before = await shown(page);
	await context.setOffline(true);
	await expect(page.getByText(/^Not refreshed: Rezdeck does not answer/)).toBeVisible({ timeout: NOTICED_MS });
	expect(await shown(page)).toEqual(before);
	await context.setOffline(false);
	await expect(page.getByText(/^Not refreshed/)).toHaveCount(0, { timeout: NOTICED_MS });
	expect(await shown(page)).toEqual(before);
});

test("F-73 a server that is restarted: the page stays, says from when it is, and recovers on a click", async ({
	page,
}) => {
	await page.goto("/connections");
	await expect(page.getByRole("row").nth(1)).toBeVisible();
	const before = await shown(page);
	await page.route("**/api/**", (route) => route.abort("connectionrefused"));
	await expect(page.getByText(/What you see is from/)).toBeVisible({ timeout: NOTICED_MS });
	expect(await shown(page)).toEqual(before);
	await page.unroute("**/api/**");
	await page.getByRole("button", { name: "Try again" }).click();
	await expect(page.getByText(/What you see is from/)).toHaveCount(0, { timeout: NOTICED_MS });
	expect(await shown(page)).toEqual(before);
});

test("F-60 F-73 a server without its database: pages say so and keep what they have", async ({ page }) => {
	await page.goto("/connections");
	await expect(page.getByRole("row").nth(1)).toBeVisible();
	await page.route("**/api/**", (route) =>
		route.fulfill({
			status: 503,
			contentType: "application/problem+json",
			body: JSON.stringify({
				type: "about:blank",
				title: "Database unavailable",
				status: 503,
				code: "database_unavailable",
				detail: "Rezdeck cannot reach its database at the moment. Try again in a minute.",
			}),
		}),
	);
	await expect(page.getByText("Rezdeck cannot reach its database at the moment.").first()).toBeVisible({
		timeout: NOTICED_MS,
	});
	await expect(page.getByRole("row").nth(1)).toBeVisible();
});

test("a server that was updated: the page stays, and says that it must be loaded again", async ({ page }) => {
	await page.goto(`/reservations?${FILTER}`);
	await expect(page.getByRole("row").nth(1)).toBeVisible();
	const before = await shown(page);
	await page.route("**/api/reservations?**", async (route) => {
		const response = await route.fetch();
		await route.fulfill({ response, headers: { ...response.headers(), "x-rezdeck-build": "the next one" } });
	});
	await expect(page.getByText(/^Not refreshed: Rezdeck was updated while this page was open\. Reload it/)).toBeVisible({
		timeout: NOTICED_MS,
	});
	expect(await shown(page)).toEqual(before);
});
