/** Proof and repair on the tenant page: the verify button, and what can be done about a record that could not be read. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { connectManually, removeConnections } from "./support/connect";
import { ownerRequest } from "./support/people";
import { control } from "./support/sandbox";

test.describe.configure({ mode: "serial" });
test.setTimeout(180_000);

let page: Page;
let tenantId: string;

test.beforeAll(async ({ browser }) => {
	test.setTimeout(180_000);
	// On every page: a record that could be read at the next look would not stay set aside.
	await control("POST", "/faults", { kind: "malformed_record", pathPattern: "byDate$" });
	const owner = await ownerRequest();
	({ tenantId } = await connectManually(owner, "rezstream", 0));
	await expect
		.poll(async () => (await (await owner.get(`/api/tenants/${tenantId}`)).json()).progress.phase, { timeout: 120_000 })
		.toBe("following");
	await owner.dispose();
	page = await (await browser.newContext()).newPage();
	await page.goto(`/tenants/${tenantId}`);
});
test.afterAll(async () => {
	await page.context().close();
	await control("DELETE", "/faults");
	const owner = await ownerRequest();
	await removeConnections(owner);
	await owner.dispose();
});

test("a record set aside says why, can be ignored and counted again, and looked into", async () => {
	const panel = page.getByRole("region", { name: "Set aside" });
	await expect(panel.getByRole("row").nth(1)).toBeVisible();
	await panel.getByRole("button", { name: /^Raw/ }).first().click();
	await expect(page.getByRole("dialog").getByRole("region", { name: "Raw record" })).toContainText('"id"');
	await page.keyboard.press("Escape");
	await panel
		.getByRole("button", { name: /^Ignore/ })
		.first()
		.click();
	await panel.getByRole("button", { name: "Show 1 ignored record" }).click();
	await panel.getByRole("button", { name: /^Count again/ }).click();
	await expect(panel.getByRole("button", { name: /^Count again/ })).toHaveCount(0);
});

test("a retry stores the record when it can be read now", async () => {
	await control("DELETE", "/faults");
	const panel = page.getByRole("region", { name: "Set aside" });
	await panel
		.getByRole("button", { name: /^Retry/ })
		.first()
		.click();
	await expect(page.getByText("The record was stored")).toBeVisible();
});

test("the verify button compares the mirror with the provider and shows that it is equal", async () => {
	const panel = page.getByRole("region", { name: "Verification" });
	await expect(panel.getByRole("heading", { name: "Never verified" })).toBeVisible();
	await panel.getByLabel("What to verify").selectOption("all");
	await panel.getByRole("button", { name: "Verify" }).click();
	await expect(panel.getByText("Equal", { exact: true }).first()).toBeVisible({ timeout: 120_000 });
	await expect(panel.getByText(/as of/)).toBeVisible();
	const { violations } = await new AxeBuilder({ page })
		.withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
		.analyze();
	expect(violations).toEqual([]);
});

test("the settings of syncing are explained, checked and saved", async () => {
	await page.goto("/settings/syncing");
	const days = page.getByLabel("Earlier states of reservations are kept, in days");
	await days.fill("");
	await page.getByRole("button", { name: "Save" }).click();
	await expect(days).toHaveAttribute("aria-invalid", "true");
	await days.fill("400");
	await page.getByRole("button", { name: "Save" }).click();
	await expect(page.getByText("Settings saved")).toBeVisible();
	await page.reload();
	await expect(days).toHaveValue("400");
	const { violations } = await new AxeBuilder({ page })
		.withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
		.analyze();
	expect(violations).toEqual([]);
});
