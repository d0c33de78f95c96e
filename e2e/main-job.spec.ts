/** The main job as a new user does it, for both providers: connect, watch it fill, browse, open the group, revoke. */
import { expect, type Page, test } from "@playwright/test";
import { sandboxAccounts } from "./support/sandbox";

test.describe.configure({ mode: "serial" });
test.setTimeout(120_000);

let page: Page;
test.beforeAll(async ({ browser }) => {
	page = await browser.newPage();
});
test.afterAll(async () => {
	await page.close();
});

test("a first visit says what to do", async () => {
	await page.goto("/");
	await expect(page.getByRole("link", { name: /connect/i }).first()).toBeVisible();
	await page.goto("/reservations");
	await expect(page.getByText(/connect/i).first()).toBeVisible();
});

test("rezStream connects through its consent page with several tenants", async () => {
	const tenants = (await sandboxAccounts("rezstream")).map(({ name }) => name);
	await page.goto("/connections/new");
	await page.getByRole("link", { name: /rezStream/ }).click();
	await expect(page.getByText("/oauth/rezstream/callback")).toBeVisible();
	await page.getByRole("button", { name: "Continue to rezStream" }).click();
	await expect(page).toHaveURL(/127\.0\.0\.1/);
	for (const name of tenants) await page.getByLabel(name).check();
	await page.getByRole("button", { name: "Allow access" }).click();
	await expect(page).toHaveURL(/\/connections\/con_\w+\?connected=1/);
	expect(new URL(page.url()).searchParams.has("code")).toBe(false);
	for (const name of tenants) await expect(page.getByText(name).first()).toBeVisible();
});

test("reservations arrive within seconds, with live progress", async () => {
	await expect(page.getByRole("progressbar").first()).toBeVisible();
	await expect
		.poll(async () => (await apiItems(page, "/api/reservations?limit=1")).length, { timeout: 15_000 })
		.toBe(1);
});

test("OwnerRez connects through its consent page", async () => {
	await page.goto("/connections/new");
	await page.getByRole("link", { name: /OwnerRez/ }).click();
	await page.getByRole("button", { name: "Continue to OwnerRez" }).click();
	await page.getByRole("button", { name: "Allow access" }).click();
	await expect(page).toHaveURL(/\/connections\/con_\w+\?connected=1/);
	await expect(page.getByText("Healthy").first()).toBeVisible();
});

test("both populations end, and say as of when", async () => {
	await expect
		.poll(
			async () => {
				const items: { progress: { phase: string } }[] = await apiItems(page, "/api/tenants");
				return items.map((tenant) => tenant.progress.phase);
			},
			{ timeout: 100_000, intervals: [1000] },
		)
		.toEqual(["following", "following", "following", "following", "following"]);
	await page.goto("/reservations");
	await expect(page.getByText(/as of/i).first()).toBeVisible();
});

test("browsing by date keeps its state in the address", async () => {
	await page.goto("/reservations?by=arrival&from=today&to=today%2B6");
	const rows = page.getByRole("row");
	await expect(rows.nth(1)).toBeVisible();
	const shown = await rows.count();
	await page.goto("/reservations?by=arrival&from=today&to=today%2B6&status=cancelled");
	await expect(rows.filter({ hasText: "Cancelled" }).first()).toBeVisible();
	await expect(rows.filter({ hasText: "Confirmed" })).toHaveCount(0);
	await page.goBack();
	await expect(rows).toHaveCount(shown);
});

test("a wrong filter in the address is named, not ignored", async () => {
	await page.goto("/reservations?from=2026-02-30&colour=red");
	await expect(page.getByText("colour").first()).toBeVisible();
});

test("the 80-unit group opens down to who sleeps where and who pays", async () => {
	const [account] = (await sandboxAccounts("rezstream")).filter(({ bigGroupId }) => bigGroupId !== undefined);
	const items: { id: string; remoteId: string }[] = await apiItems(
		page,
		"/api/reservations?by=arrival&from=today&to=today%2B2&limit=200",
	);
	const group = items.find(({ remoteId }) => remoteId === account?.bigGroupId);
	if (group === undefined) throw new Error("the group is not in the list");
	await page.goto(`/reservations/${group.id}`);
	await expect(page.getByText("80 units").first()).toBeVisible();
	await page.getByRole("tab", { name: /People/ }).click();
	await expect(page.getByText("no mobile number").first()).toBeVisible();
	await page.getByRole("tab", { name: /Invoices/ }).click();
	await expect(page.getByText("currency not given").first()).toBeVisible();
	await page.getByRole("tab", { name: /Stay/ }).click();
	await expect(page.getByRole("table").first()).toBeVisible();
	expect(new URL(page.url()).searchParams.get("tab")).not.toBe("people");
});

test("a record opens at its provider, or says how to find it there", async () => {
	const [booking] = await apiItems<{ id: string; remoteId: string }>(
		page,
		"/api/reservations?provider=ownerrez&limit=1",
	);
	await page.goto(`/reservations/${booking?.id}`);
	const link = page.getByRole("link", { name: "Open in OwnerRez" });
	await expect(link).toHaveAttribute("rel", "noopener noreferrer");
	const [there] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
	await expect(there.getByRole("heading", { level: 1 })).toHaveText(
		`Booking ${booking?.remoteId} at the OwnerRez sandbox`,
	);
	await there.close();
	const [stay] = await apiItems<{ id: string; number: string }>(
		page,
		"/api/reservations?provider=rezstream&kind=stay&limit=1",
	);
	await page.goto(`/reservations/${stay?.id}`);
	await expect(page.getByText("Find it in rezStream by its number")).toContainText(stay?.number ?? "no number");
	await expect(page.getByRole("button", { name: "Copy: Number" })).toBeVisible();
});

test("revoking tells the provider, proves the token dead, and shows it", async () => {
	const connections: { id: string; provider: string }[] = await apiItems(page, "/api/connections");
	const connection = connections.find(({ provider }) => provider === "rezstream");
	await page.goto(`/connections/${connection?.id}`);
	await page.getByRole("link", { name: "Revoke access" }).click();
	await expect(page).toHaveURL(/\/revoke$/);
	await page.getByRole("button", { name: "Revoke access" }).click();
	await expect(page.getByText("Syncing stopped")).toBeVisible();
	await expect(page.getByText("Secret destroyed here")).toBeVisible();
	await expect
		.poll(async () => (await (await page.request.get(`/api/connections/${connection?.id}`)).json()).state, {
			timeout: 40_000,
		})
		.toBe("revoked");
	await expect(page.getByText(/refused/).first()).toBeVisible();
	const items = await apiItems(page, "/api/reservations?provider=rezstream&limit=1");
	expect(items).toHaveLength(1);
});

async function apiItems<T>(from: Page, path: string): Promise<T[]> {
	const response = await from.request.get(path);
	expect(response.status(), path).toBe(200);
	return (await response.json()).items;
}
