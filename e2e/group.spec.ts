/** The group workspace: narrowed and grouped in place, with an address for each view; conflicts that lead to their place; the list of issues. */
import { expect, type Page, test } from "@playwright/test";
import { connectManually, removeConnections } from "./support/connect";
import { hydrated } from "./support/hydrated";
import { ownerRequest } from "./support/people";
import { sandboxAccounts } from "./support/sandbox";

interface Detail {
	people: { id: string; name: string | null }[];
	assignments: { id: string; unit: { id: string; name: string } | null; personIds: string[]; arrival: string }[];
	invoices: { id: string; payerId: string | null }[];
	conflicts: { kind: string }[];
}

let group = "";
let detail: Detail;

test.beforeAll(async () => {
	test.setTimeout(120_000);
	const owner = await ownerRequest();
	const accounts = await sandboxAccounts("rezstream");
	const big = accounts.findIndex(({ bigGroupId }) => bigGroupId !== undefined);
	const { tenantId } = await connectManually(owner, "rezstream", big);
	const find = async () => {
		const { items } = await (await owner.get(`/api/reservations?tenant=${tenantId}&q=nordic&limit=1`)).json();
		return items[0]?.id as string | undefined;
	};
	await expect.poll(find, { timeout: 90_000 }).toBeDefined();
	group = (await find()) ?? "";
	detail = await (await owner.get(`/api/reservations/${group}`)).json();
	await owner.dispose();
});
test.afterAll(async () => {
	const owner = await ownerRequest();
	await removeConnections(owner);
	await owner.dispose();
});

async function open(page: Page, view = ""): Promise<void> {
	await page.goto(`/reservations/${group}${view}`);
	await hydrated(page.getByRole("tab").first());
}

const param = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

test("a chosen person lights up their unit and narrows people and invoices; back undoes it step by step", async ({
	page,
}) => {
	const housed = detail.people.find(
		({ id, name }) => name !== null && detail.assignments.some((a) => a.personIds.includes(id)),
	);
	if (housed === undefined) throw new Error("nobody of the group has a unit");
	await open(page);
	await page.getByLabel("Person", { exact: true }).selectOption(housed.id);
	await expect.poll(() => param(page, "person")).toBe(housed.id);
	await expect(page.getByRole("status").filter({ hasText: "sleeps in" })).toBeVisible();
	await page.getByRole("tab", { name: /People/ }).click();
	await expect(page.getByText(`1 of ${detail.people.length} people`)).toBeVisible();
	await page.goBack();
	await expect.poll(() => param(page, "tab")).toBeNull();
	expect(param(page, "person")).toBe(housed.id);
	await page.goBack();
	await expect.poll(() => param(page, "person")).toBeNull();
	await page.goForward();
	await expect.poll(() => param(page, "person")).toBe(housed.id);
	await page.keyboard.press("Escape");
	await expect.poll(() => param(page, "person")).toBeNull();
	expect(new URL(page.url()).pathname).toBe(`/reservations/${group}`);
});

test("a choice made while the page's script takes over is kept", async ({ page }) => {
	const housed = detail.people.find(({ name }) => name !== null);
	if (housed === undefined) throw new Error("nobody of the group has a name");
	const cdp = await page.context().newCDPSession(page);
	await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
	await page.goto(`/reservations/${group}`);
	await page.getByLabel("Person", { exact: true }).evaluate(async (box: HTMLSelectElement, id) => {
		while (!Object.keys(box).some((key) => key.startsWith("__reactProps")))
			await new Promise((look) => setTimeout(look));
		// As a browser tells a choice.
		box.value = id;
		box.dispatchEvent(new Event("input", { bubbles: true }));
		box.dispatchEvent(new Event("change", { bubbles: true }));
	}, housed.id);
	await expect.poll(() => param(page, "person")).toBe(housed.id);
	await expect(page.getByLabel("Person", { exact: true })).toHaveValue(housed.id);
});

test("one night says who is where, and its address brings it back", async ({ page }) => {
	const night = detail.assignments.map(({ arrival }) => arrival).sort()[0] ?? "";
	const inUse = detail.assignments.filter((a) => a.arrival <= night).length;
	await open(page, `?by=night&night=${night}`);
	await expect(page.getByRole("status").filter({ hasText: `${inUse} unit` })).toBeVisible();
	await page.getByRole("button", { name: "Night after" }).click();
	await expect.poll(() => param(page, "night")).not.toBe(night);
	await page.reload();
	await expect(page.getByLabel("Night", { exact: true })).not.toHaveValue(night);
});

test("the rooming list prints alone, with every unit, phones and as of when", async ({ page }) => {
	await open(page, "?by=rooming");
	const list = page.getByRole("table", { name: "Rooming list" });
	await expect(list).toBeVisible();
	expect(await list.getByRole("row").count()).toBeGreaterThan(detail.assignments.length);
	await page.emulateMedia({ media: "print" });
	await expect(list).toBeVisible();
	await expect(page.getByText(/^Rooming list: .* As of \S/)).toBeVisible();
	await expect(page.getByRole("tablist")).toBeHidden();
	await expect(page.getByRole("heading", { level: 1 })).toBeHidden();
	await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
});

test("money by payer has one row a payer, and what has no payer is never hidden", async ({ page }) => {
	await open(page, "?tab=invoices");
	const table = page.getByRole("table", { name: "Money by payer" });
	await expect(table).toBeVisible();
	if (detail.invoices.some(({ payerId }) => payerId === null)) {
		await expect(table.getByText("no payer given")).toBeVisible();
	}
	await page.getByLabel("Show as").selectOption("payer");
	await expect.poll(() => param(page, "by")).toBe("payer");
});

test("conflicts are counted in their tab, and each leads to its place", async ({ page }) => {
	await open(page, "?tab=conflicts");
	await expect(page.getByRole("tab", { name: /Conflicts/ })).toContainText(String(detail.conflicts.length));
	if (detail.conflicts.length === 0) {
		await expect(page.getByText("Everything fits")).toBeVisible();
		return;
	}
	const place = page.getByRole("tabpanel").getByRole("listitem").getByRole("link").first();
	await place.click();
	await expect.poll(() => param(page, "tab") ?? "stay").not.toBe("conflicts");
	await page.goBack();
	await expect.poll(() => param(page, "tab")).toBe("conflicts");
});

test("the list of issues filters by kind, says what is wrong and opens the conflicts", async ({ page }) => {
	await page.goto("/");
	await hydrated(page.getByRole("link", { name: "Issues" }).first());
	await page.keyboard.press("g");
	await page.keyboard.press("i");
	await expect(page).toHaveURL(/\/issues\?from=today-30/);
	await expect(page.getByText(/as of/i).first()).toBeVisible();
	const counts: { kinds: Record<string, number>; any: number } = await (
		await page.request.get("/api/conflicts/counts?from=today-30")
	).json();
	const kind = Object.entries(counts.kinds).sort((a, b) => b[1] - a[1])[0];
	if (kind === undefined || kind[1] === 0) {
		await expect(page.getByText("Nothing to put right")).toBeVisible();
		return;
	}
	const { total }: { total: number } = await (
		await page.request.get(`/api/reservations?from=today-30&conflict=${kind[0]}&limit=1`)
	).json();
	expect(total).toBe(kind[1]);
	await page.goto(`/issues?from=today-30&conflict=${kind[0]}`);
	await expect(
		page.getByRole("button", { pressed: true, name: new RegExp(kind[1].toLocaleString("en")) }),
	).toBeVisible();
	await page.keyboard.press("j");
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(/\/reservations\/\w+\?tab=conflicts/);
	await page.goBack();
	await expect(page).toHaveURL(/\/issues\?/);
});

test("on a phone the issues are in the bar at the bottom, and the rest is behind More", async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto("/");
	await page.waitForLoadState("networkidle");
	const bar = page.getByRole("navigation", { name: "Main" });
	await bar.getByRole("link", { name: "Issues" }).click();
	await expect(page).toHaveURL(/\/issues\?from=today-30/);
	await bar.getByRole("button", { name: /^More/ }).click();
	await page.getByRole("menuitem", { name: "Connections" }).click();
	await expect(page).toHaveURL(/\/connections$/);
});
