/** What an operator sees of the syncing, and how it is steered: states in words, pause and go on, cancel, back-off, holds. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { connectManually, removeConnections } from "./support/connect";
import { ownerRequest } from "./support/people";
import { demoSignIn } from "./support/rezdeck";
import { control } from "./support/sandbox";

test.describe.configure({ mode: "serial" });
test.setTimeout(180_000);

/** Longer than the slowest resting interval of a page, so that news always arrive within it. */
const NEWS_MS = 45_000;

let connection = "";
let tenant = "";

test.beforeAll(async () => {
	const owner = await ownerRequest();
	const made = await connectManually(owner, "rezstream", 0);
	connection = made.connectionId;
	tenant = made.tenantId;
	await expect
		.poll(async () => (await (await owner.get(`/api/tenants/${tenant}`)).json()).progress.phase, { timeout: 150_000 })
		.toBe("following");
	await owner.dispose();
});
test.afterAll(async () => {
	await control("DELETE", "/faults");
	const owner = await ownerRequest();
	await removeConnections(owner);
	await owner.dispose();
});

test("a tenant that is read says so, as of when, and when it is asked next", async ({ page }) => {
	await page.goto(`/tenants/${tenant}`);
	await expect(state(page)).toHaveText("Up to date");
	await expect(fact(page, "As of")).toHaveText(/\d\d:\d\d/);
	await expect(fact(page, "Last success")).toHaveText(/\d\d:\d\d/);
	await expect(fact(page, "Next request")).toHaveText(/\d\d:\d\d.*\((in \d+:\d\d|now)\)/);
	await page.goto("/tenants?show=fine");
	await expect(page.getByRole("row").filter({ hasText: "Up to date" })).toHaveCount(1);
	await page.goto("/tenants?show=rubbish");
	await expect(page.getByText("This address has a filter that does not exist")).toBeVisible();
});

test("a paused tenant says by whom and since when, everywhere, and goes on", async ({ page }) => {
	const by = demoSignIn().email;
	await page.goto(`/tenants/${tenant}`);
	await page.getByRole("button", { name: /^Pause/ }).click();
	await expect(page.getByText(/is paused$/)).toBeVisible();
	await expect(state(page)).toHaveText("Paused");
	await expect(page.getByText(`Paused by ${by} since`).first()).toBeVisible();
	await expect(page.getByRole("button", { name: "Sync now" })).toHaveCount(0);
	await expect(fact(page, "Next request")).toHaveText("none while paused");

	await page.goto(`/tenants/${tenant}/reservations`);
	await expect(page.getByText(`Paused by ${by} since`)).toBeVisible();
	await page.goto("/tenants?show=paused");
	await expect(page.getByRole("row").filter({ hasText: `Paused by ${by}` })).toHaveCount(1);

	await page.goto(`/tenants/${tenant}`);
	await page
		.getByRole("button", { name: /^Go on/ })
		.first()
		.click();
	await expect(page.getByText(/goes on$/)).toBeVisible();
	await expect(page.getByText(`Paused by ${by} since`)).toHaveCount(0, { timeout: NEWS_MS });
	await expect(page.getByRole("button", { name: "Sync now" })).toBeVisible();
});

test("pausing a connection is undone from the message that confirms it", async ({ page }) => {
	await page.goto(`/connections/${connection}`);
	await expect(state(page)).toHaveText("Healthy");
	await page.getByRole("button", { name: /^Pause/ }).click();
	await expect(state(page)).toHaveText("Paused");
	const message = page.getByRole("status").filter({ hasText: "is paused" });
	await message.getByRole("button", { name: "Go on" }).click();
	await expect(page.getByText(/goes on$/)).toBeVisible();
	await expect(state(page)).toHaveText("Healthy", { timeout: NEWS_MS });
});

test("a pause of the connection is told by its tenants", async ({ page }) => {
	const owner = await ownerRequest();
	expect((await owner.post(`/api/connections/${connection}/pause`, { data: { paused: true } })).status()).toBe(200);
	await owner.dispose();
	await page.goto(`/tenants/${tenant}`);
	await expect(page.getByText(/with its whole connection since/)).toBeVisible();
	await page.getByRole("button", { name: /^Go on/ }).click();
	await expect(page.getByText(/with its whole connection since/)).toHaveCount(0, { timeout: NEWS_MS });
});

test("a run is cancelled, keeps what it stored and says who cancelled it", async ({ page }) => {
	// Long enough to reach the button, shorter than what counts as no answer.
	await control("POST", "/faults", { kind: "delay", server: "rezApi", delayMs: 15_000 });
	await page.goto(`/connections/${connection}`);
	await page.getByRole("button", { name: "Sync now" }).click();
	await page
		.getByRole("button", { name: /^Cancel the run/ })
		.first()
		.click({ timeout: NEWS_MS });
	await expect(page.getByText("The run is being cancelled")).toBeVisible();
	await control("DELETE", "/faults");
	await expect(page.getByText(`Cancelled by ${demoSignIn().email}.`).first()).toBeVisible({ timeout: NEWS_MS });
	// It ends with its request; until then it says so and still runs.
	const table = page.getByRole("table", { name: "Recent runs" });
	await expect(visible(table.getByText("Cancelled", { exact: true }))).toBeVisible({ timeout: NEWS_MS });
	await page.getByLabel("Outcome").selectOption("Cancelled");
	const runs = page.getByRole("table", { name: "Recent runs" }).getByRole("row");
	await expect(runs.nth(1)).toContainText("Cancelled");
	await expect(runs.filter({ hasText: "Done" })).toHaveCount(0);
});

test("while the provider fails, every page counts down to the next try in the same words", async ({ page }) => {
	await control("POST", "/faults", { kind: "status", status: 503, server: "rezApi" });
	await page.goto(`/tenants/${tenant}`);
	await page.getByRole("button", { name: "Sync now" }).click();
	await expect(state(page)).toHaveText("Disturbed", { timeout: NEWS_MS });
	await expect(visible(page.getByText(/does not answer properly.*Since \d\d:\d\d.*; next try/))).toBeVisible();
	await expect(fact(page, "Next try")).toHaveText(/\((in \d+:\d\d|now)\)/);
	for (const path of ["/", "/connections?show=disturbed", `/connections/${connection}`, "/tenants?show=disturbed"]) {
		await page.goto(path);
		await expect(visible(page.getByText("Disturbed", { exact: true }))).toBeVisible({ timeout: NEWS_MS });
		await expect(visible(page.getByText(/next try/))).toBeVisible();
	}
	await control("DELETE", "/faults");
	await page.goto(`/tenants/${tenant}`);
	// A click goes before the wait: nobody has to sit out a back-off that is over.
	await page.getByRole("button", { name: "Sync now" }).click();
	// On a busy machine its answers may take longer than usual, and that is said too.
	await expect(state(page)).toHaveText(/^(Up to date|Slow)$/, { timeout: 2 * NEWS_MS });
});

test("a search that found too much missing asks, and sends the answer", async ({ page }) => {
	const answers: unknown[] = [];
	let isHeld = true;
	await page.route(`**/api/tenants/${tenant}`, async (route) => {
		const response = await route.fetch();
		const body = await response.json();
		const since = new Date(Date.now() - 3_600_000).toISOString();
		const hold = { missing: 30, expected: 412, since, approvedBy: null, approvedAt: null };
		await route.fulfill({ response, json: isHeld ? { ...body, hold } : body });
	});
	await page.route(`**/api/tenants/${tenant}/hold`, async (route) => {
		answers.push(route.request().postDataJSON());
		isHeld = false;
		await route.fulfill({ json: {} });
	});
	await page.goto(`/tenants/${tenant}`);
	await expect(page.getByText(/no longer lists 30 reservations of 412 reservations/)).toBeVisible({ timeout: NEWS_MS });
	await expect(state(page)).toHaveText("Needs an answer");
	await expect(page.getByRole("button", { name: "Read again" })).toBeVisible();
	await page.getByRole("button", { name: "They are really gone" }).click();
	await expect(page.getByText("They will be marked as gone")).toBeVisible();
	expect(answers).toEqual([{ gone: true }]);
	await expect(page.getByText(/no longer lists/)).toHaveCount(0, { timeout: NEWS_MS });
});

test("an answer without a question is refused", async () => {
	const owner = await ownerRequest();
	const refused = await owner.post(`/api/tenants/${tenant}/hold`, { data: { gone: true } });
	expect(refused.status()).toBe(409);
	expect((await refused.json()).detail).toContain("Nothing waits for an answer");
	await owner.dispose();
});

/** The word of the state beside the page's title. */
function state(page: Page): Locator {
	return page.locator("header", { has: page.getByRole("heading", { level: 1 }) }).locator("h1 + span");
}

/** Lists hold a copy of the state for phones: the one that this screen shows. */
function visible(all: Locator): Locator {
	return all.filter({ visible: true }).first();
}

/** The value beside a name in a list of facts. */
function fact(page: Page, name: string): Locator {
	return page.locator("dl > div", { has: page.getByText(name, { exact: true }) }).locator("dd");
}
