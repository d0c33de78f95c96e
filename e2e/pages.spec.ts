/** Every page, in light on a wide screen and in dark on a phone: readable by everybody, no sideways scroll, no foreign request, no script refused. */
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { connectManually, removeConnections } from "./support/connect";
import { ownerRequest } from "./support/people";
import { sandboxAccounts } from "./support/sandbox";
import { watch } from "./support/watch";

const ids = { connection: "", tenant: "", group: "", booking: "" };

test.beforeAll(async () => {
	test.setTimeout(120_000);
	const owner = await ownerRequest();
	const accounts = await sandboxAccounts("rezstream");
	const big = accounts.findIndex(({ bigGroupId }) => bigGroupId !== undefined);
	const rezstream = await connectManually(owner, "rezstream", big);
	const ownerrez = await connectManually(owner, "ownerrez", 0);
	ids.connection = rezstream.connectionId;
	ids.tenant = rezstream.tenantId;
	const first = async (query: string) =>
		(await (await owner.get(`/api/reservations?${query}&limit=1`)).json()).items[0]?.id;
	await expect
		.poll(
			async () => (await first("q=nordic")) !== undefined && (await first(`tenant=${ownerrez.tenantId}`)) !== undefined,
			{
				timeout: 90_000,
			},
		)
		.toBe(true);
	ids.group = await first("q=nordic");
	ids.booking = await first(`tenant=${ownerrez.tenantId}&kind=stay`);
	await owner.dispose();
});
test.afterAll(async () => {
	const owner = await ownerRequest();
	await removeConnections(owner);
	await owner.dispose();
});

const PAGES: Record<string, () => string> = {
	today: () => "/",
	"another day of one tenant": () => `/?date=today%2B1&tenant=${ids.tenant}`,
	"a day long ago": () => "/?date=1999-12-31&sort=name",
	reservations: () => "/reservations",
	"reservations of one tenant": () => `/tenants/${ids.tenant}/reservations?by=in_house&from=today&to=today`,
	"reservations with own columns and many filters": () =>
		"/reservations?view=all&cols=guest,number,tenant,units&todo=arrival&balance=open&conflict=any&q=a",
	"reservations with a wrong filter": () => "/reservations?colour=red",
	"reservations without a match": () => "/reservations?q=nobody-has-this-name",
	"a group of 80 units": () => `/reservations/${ids.group}`,
	"its people": () => `/reservations/${ids.group}?tab=people`,
	"its notes, tags and flag": () => `/reservations/${ids.group}?tab=notes`,
	"its history": () => `/reservations/${ids.group}?tab=history`,
	"a reservation as it was known": () =>
		`/reservations/${ids.group}?at=${encodeURIComponent(new Date().toISOString())}`,
	"a reservation that was not known yet": () => `/reservations/${ids.group}?at=2020-01-01T00:00:00.000Z`,
	"reservations as they were known": () => "/reservations?view=all&at=2020-01-01T00:00:00.000Z",
	"its invoices": () => `/reservations/${ids.group}?tab=invoices`,
	"its people by night": () => `/reservations/${ids.group}?by=people`,
	"one night of it": () => `/reservations/${ids.group}?by=night`,
	"its rooming list": () => `/reservations/${ids.group}?by=rooming`,
	"its conflicts": () => `/reservations/${ids.group}?tab=conflicts`,
	"a booking": () => `/reservations/${ids.booking}`,
	connections: () => "/connections",
	"connecting with OAuth": () => "/connections/new?provider=rezstream",
	"connecting with a token": () => "/connections/new?provider=ownerrez&method=manual",
	"connecting came to nothing": () => "/connections/new?problem=denied&provider=ownerrez",
	"a connection": () => `/connections/${ids.connection}`,
	revoking: () => `/connections/${ids.connection}/revoke`,
	insight: () => "/insight",
	"insight as tables by unit type": () => "/insight?group=unit_type&table=occupancy,nights,arrivals,lead,pickup",
	"insight of days that are no range": () => "/insight?from=2026-02-02&to=2026-02-01",
	issues: () => "/issues?from=today-30",
	"issues with a wrong filter": () => "/issues?colour=red",
	tenants: () => "/tenants",
	"a tenant": () => `/tenants/${ids.tenant}`,
	activity: () => "/activity",
	settings: () => "/settings",
	"calendar feeds": () => "/settings/feeds?list=by%3Darrival%26from%3Dtoday",
	"a page that is not there": () => "/reservations/res_unknown",
};

/** Where columns come and go between a phone and a wide screen: enough to look at once more at 768 px. */
const WITH_TABLES = new Set([
	"today",
	"reservations",
	"a group of 80 units",
	"connections",
	"a connection",
	"tenants",
	"a tenant",
]);

const LOOKS = [
	{ name: "light, 1440 px", viewport: { width: 1440, height: 900 }, colorScheme: "light" },
	{ name: "light, 768 px", viewport: { width: 768, height: 1024 }, colorScheme: "light", only: WITH_TABLES },
	{ name: "dark, 390 px", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
] as const;

for (const { name, viewport, colorScheme, ...look } of LOOKS) {
	test.describe(name, () => {
		test.use({ viewport, colorScheme });
		for (const [title, path] of Object.entries(PAGES)) {
			if ("only" in look && !look.only.has(title)) continue;
			test(`${title} (${name})`, async ({ page }) => {
				test.slow(title.startsWith("its "), "axe looks at each of 300 people and 60 invoices");
				const trouble = watch(page);
				await page.goto(path());
				await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
				await page.waitForLoadState("networkidle");
				const { violations } = await new AxeBuilder({ page })
					.withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
					.analyze();
				expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`)).toEqual(
					[],
				);
				const sideways = await page.evaluate(
					() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
				);
				expect(sideways, "sideways scroll").toBeLessThanOrEqual(0);
				expect(trouble).toEqual([]);
			});
		}
	});
}
