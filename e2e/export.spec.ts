/** Out of the house: the list as files, and a calendar feed from its making to its end. */
import { readFile } from "node:fs/promises";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { connectManually, removeConnections } from "./support/connect";
import { nobodysRequest, ownerRequest } from "./support/people";
import { BASE_URL, demoSignIn } from "./support/rezdeck";

test.describe.configure({ mode: "serial" });

let owner: APIRequestContext;
let nobody: APIRequestContext;
let tenant = "";

test.beforeAll(async () => {
	test.setTimeout(120_000);
	owner = await ownerRequest();
	nobody = await nobodysRequest();
	tenant = (await connectManually(owner, "rezstream", 0)).tenantId;
	await expect
		.poll(async () => (await (await owner.get(`/api/reservations?tenant=${tenant}`)).json()).total, { timeout: 90_000 })
		.toBeGreaterThan(5);
});
test.afterAll(async () => {
	await removeConnections(owner);
	await owner.dispose();
	await nobody.dispose();
});

test("the list's own menu gives its rows, in its order, with its columns, and says what they are", async ({ page }) => {
	const query = `tenant=${tenant}&sort=-departure`;
	await page.goto(`/reservations?${query}&cols=guest,number`);
	await page.getByRole("button", { name: "Export" }).click();
	const downloading = page.waitForEvent("download");
	await page.getByRole("link", { name: "CSV" }).click();
	const download = await downloading;
	expect(download.suggestedFilename()).toMatch(/^reservations-\d{4}-\d{2}-\d{2}\.csv$/);
	const lines = (await readFile(await download.path(), "utf8")).split("\r\n");
	expect(lines[0]).toBe("\ufeffReservations from Rezdeck");
	expect(lines).toContain('Sort,"Departure, latest first"');
	const table = lines.indexOf("Guest,Title,Flagged,Tags,Notes,Number");
	expect(table).toBeGreaterThan(3);
	const { items } = await (await owner.get(`/api/reservations?${query}&limit=200`)).json();
	const numbers = lines.slice(table + 1, table + 1 + items.length).map((line) => line.slice(line.lastIndexOf(",") + 1));
	expect(numbers).toEqual(items.map((item: { number: string | null }) => item.number ?? ""));
});

test("a workbook and a calendar come as what they are, and never from a cache", async () => {
	for (const [format, type, begin] of [
		["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK"],
		["ics", "text/calendar; charset=utf-8", "BEGIN:VCALENDAR"],
	]) {
		const response = await owner.get(`/api/reservations/export?format=${format}&tenant=${tenant}`);
		expect(response.status()).toBe(200);
		expect(response.headers()["content-type"]).toBe(type);
		expect(response.headers()["cache-control"]).toBe("no-store");
		expect((await response.body()).toString("latin1").startsWith(begin ?? "")).toBe(true);
	}
});

test("a feed is made from a list, read without a session, and dead when it is revoked", async ({ page }) => {
	await owner.post("/api/session/prove", { data: { password: demoSignIn().password } });
	await page.goto(`/settings/feeds?list=${encodeURIComponent(`tenant=${tenant}`)}`);
	await page.waitForLoadState("networkidle");
	await page.getByLabel("Name", { exact: true }).fill("Housekeeping");
	await expect(page.getByLabel("Guest's name")).not.toBeChecked();
	await page.getByRole("button", { name: "Create feed" }).click();
	const notice = page.getByText("“Housekeeping” is ready.");
	await expect(notice).toBeVisible();
	const address = /\/feeds\/[A-Za-z0-9_-]{43}\.ics/.exec((await page.locator("main").textContent()) ?? "")?.[0] ?? "";
	expect(address).not.toBe("");

	const read = await nobody.get(BASE_URL + address);
	expect(read.status()).toBe(200);
	expect(read.headers()["content-type"]).toBe("text/calendar; charset=utf-8");
	expect(await read.text()).toContain("X-WR-CALNAME:Housekeeping");
	// The tenant may still be read for the first time: then the feed has really changed from one reading to the next.
	await expect(async () => {
		const etag = (await nobody.get(BASE_URL + address)).headers().etag ?? "";
		expect((await nobody.get(BASE_URL + address, { headers: { "if-none-match": etag } })).status()).toBe(304);
	}).toPass();

	await page.reload();
	expect(await page.content()).not.toContain(address);
	const row = page.getByRole("row", { name: /Housekeeping/ }).first();
	await expect(row).not.toContainText("never");
	await row.getByRole("button", { name: "Revoke" }).click();
	await expect(row).toContainText("revoked");
	expect((await nobody.get(BASE_URL + address)).status()).toBe(404);
});
