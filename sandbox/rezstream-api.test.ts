import LinkHeader from "http-link-header";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRezstreamManualToken } from "./drive-consent";
import type { Sandbox } from "./sandbox";
import { RezClient, startSmall, TEST_NOW } from "./test-client";

let sandbox: Sandbox;
let client: RezClient;
let token: string;
let tenants: { id: string; name: string; iana: string }[];

beforeAll(async () => {
	sandbox = await startSmall({ now: () => TEST_NOW });
	client = new RezClient(sandbox);
	tenants = sandbox.control.world().accounts.filter(({ provider }) => provider === "rezstream");
	({ token } = await createRezstreamManualToken(sandbox, { tenant: tenants[0]?.id ?? "" }));
});
afterAll(() => sandbox.close());

interface Row {
	id: string;
	updatedAt: string;
	arrival: string;
	departure: string;
	status: string;
	version: number;
	people?: { id: string; isPrimary: boolean }[];
	invoices?: {
		id: string;
		unitAssignmentIds: string[];
		personId: string;
		items: { amount: number }[];
		total: number;
	}[];
	unitAssignments: {
		id: string;
		unitId?: string;
		personIds: string[];
		invoiceIds: string[];
		arrival: string;
		nights: number;
	}[];
}

async function rows<T = Row>(path: string, headers: Record<string, string> = {}): Promise<T[]> {
	const response = await client.get(path, token, headers);
	expect(response.status, path).toBe(200);
	return (await response.json()) as T[];
}

/** Follows `rel="next"` to the end. */
async function walk(path: string): Promise<{ rows: Row[]; pages: number; rels: string[][] }> {
	const all: Row[] = [];
	const rels: string[][] = [];
	let url: string | undefined = path;
	while (url) {
		const response: Response = await client.get(url, token);
		expect(response.status).toBe(200);
		all.push(...((await response.json()) as Row[]));
		const links = LinkHeader.parse(response.headers.get("link") ?? "");
		rels.push(links.refs.map(({ rel }) => rel).sort());
		url = links.rel("next")[0]?.uri;
	}
	return { rows: all, pages: rels.length, rels };
}

const truth = () =>
	sandbox.control.truth({ provider: "rezstream", tenant: tenants[0]?.id ?? "" }).records as unknown as Row[];

describe("rezStream lists", () => {
	it("pages byDate by skip and limit, with next, prev, first and last, over exactly the overlapping stays", async () => {
		const { rows: found, rels } = await walk("/reservations/byDate?from=2026-06-01&to=2026-07-15&limit=7");
		const wanted = truth().filter(({ arrival, departure }) => arrival <= "2026-07-15" && departure >= "2026-06-01");
		expect(wanted.length).toBeGreaterThan(10);
		expect(found.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
		expect(rels[0]).toEqual(["first", "last", "next"]);
		expect(rels[1]).toEqual(["first", "last", "next", "prev"]);
		expect(rels.at(-1)).toEqual(["first", "last", "prev"]);
		expect(found.some(({ status }) => status === "Cancelled")).toBe(true);
	});

	it("caps a limit without a word and defaults to twenty", async () => {
		expect(await rows("/reservations/byDate?from=2024-01-01&to=2027-12-31&limit=5000")).toHaveLength(100);
		expect(await rows("/reservations/byDate?from=2024-01-01&to=2027-12-31")).toHaveLength(20);
	});

	it("walks `updated` by its composite cursor to the end, in order, through rows of one instant", async () => {
		const { rows: found, rels } = await walk("/reservations/updated?from=2024-01-01T00:00:00Z&limit=13");
		const all = truth();
		expect(found.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
		expect(rels[0]).toEqual(["first", "next"]);
		expect(rels.at(-1)).toEqual(["first"]);
		const stamps = new Map<string, number>();
		for (const { updatedAt } of found) stamps.set(updatedAt, (stamps.get(updatedAt) ?? 0) + 1);
		expect(Math.max(...stamps.values())).toBeGreaterThan(13);
		const digits = new Set(found.map(({ updatedAt }) => (/\.(\d+)Z$/.exec(updatedAt)?.[1] ?? "").length));
		expect([2, 3, 7].every((count) => digits.has(count))).toBe(true);
	});

	it("keeps `from` and adds afterAt and afterId; a change during the walk comes at its end", async () => {
		const first = await client.get("/reservations/updated?from=2024-01-01T00:00:00Z&limit=100", token);
		const [changed] = (await first.json()) as Row[];
		const next = LinkHeader.parse(first.headers.get("link") ?? "").rel("next")[0]?.uri ?? "";
		const query = new URL(next).searchParams;
		expect(query.get("from")).toBe("2024-01-01T00:00:00Z");
		expect(query.get("afterAt")).toMatch(/Z$/);
		expect(query.get("afterId")).toMatch(/^[0-9a-f-]{36}$/);
		sandbox.control.change({ op: "update", id: changed?.id ?? "" });
		const rest = await walk(next);
		expect(rest.rows.at(-1)?.id).toBe(changed?.id);
		expect(rest.rows.at(-1)?.version).toBe((changed?.version ?? 0) + 1);
	});

	it("serves summaries when told to, and full details by id", async () => {
		sandbox.control.settings({ rezstreamListSummaries: true });
		const [summary] = await rows("/reservations/byDate?from=2026-06-01&to=2026-07-15");
		sandbox.control.settings({ rezstreamListSummaries: false });
		expect(summary).not.toHaveProperty("people");
		expect(summary).not.toHaveProperty("invoices");
		const detail = await (await client.get(`/reservations/${summary?.id}`, token)).json();
		expect(detail).toMatchObject({ id: summary?.id, people: expect.any(Array), invoices: expect.any(Array) });
	});

	it("forgets a deleted reservation everywhere", async () => {
		const [gone] = sandbox.control.change({ provider: "rezstream", tenant: tenants[0]?.id ?? "", op: "delete" });
		expect((await client.get(`/reservations/${gone?.id}`, token)).status).toBe(404);
		const { rows: found } = await walk("/reservations/updated?from=2024-01-01T00:00:00Z&limit=100");
		expect(found.some(({ id }) => id === gone?.id)).toBe(false);
		expect(sandbox.control.truth({ provider: "rezstream", tenant: tenants[0]?.id ?? "" }).deletedIds).toContain(
			gone?.id,
		);
	});
});

describe("the big group", () => {
	it("arrives tomorrow with 80 units, 300 people and linked invoices", async () => {
		const id = sandbox.control.world().accounts[0]?.bigGroupId ?? "";
		const response = await client.get(`/reservations/${id}`, token);
		const group = (await response.json()) as Row & { groupName: string };
		expect(group.groupName).toContain("Lindqvist");
		expect(group.arrival).toBe("2026-11-21");
		expect(group.unitAssignments).toHaveLength(80);
		expect(group.people).toHaveLength(300);
		expect(group.people?.filter(({ isPrimary }) => isPrimary)).toHaveLength(1);
		expect(group.invoices?.length).toBeGreaterThanOrEqual(20);
		const people = new Set(group.people?.map((person) => person.id));
		const payers = new Set(group.invoices?.map(({ personId }) => personId));
		expect(payers.size).toBeGreaterThan(15);
		for (const assignment of group.unitAssignments) {
			expect(assignment.personIds.length).toBeGreaterThan(0);
			expect(assignment.personIds.every((person) => people.has(person))).toBe(true);
			expect(assignment.invoiceIds.length).toBeGreaterThan(0);
			for (const invoiceId of assignment.invoiceIds) {
				expect(group.invoices?.find((invoice) => invoice.id === invoiceId)?.unitAssignmentIds).toContain(assignment.id);
			}
		}
		expect(group.unitAssignments.some(({ nights }) => nights < 4)).toBe(true);
		expect(group.unitAssignments.some(({ unitId }) => unitId === undefined)).toBe(true);
		expect((await client.get(`/reservations/byDate?from=2026-11-21&to=2026-11-21`, token)).status).toBe(200);
	});

	it("writes money with exact digits that add up", async () => {
		const text = await (await client.get("/reservations/byDate?from=2026-06-01&to=2026-07-15&limit=50", token)).text();
		const amounts = [...text.matchAll(/"(?:amount|total|paid|balance|rentalRevenue)":(-?[\d.e+-]+)/g)].map(
			([, amount = ""]) => amount,
		);
		expect(amounts.length).toBeGreaterThan(20);
		expect(amounts.every((amount) => /^-?\d+\.\d{2}$/.test(amount))).toBe(true);
		for (const row of JSON.parse(text) as Row[]) {
			for (const invoice of row.invoices ?? []) {
				const sum = invoice.items.reduce((cents, { amount }) => cents + Math.round(amount * 100), 0);
				expect(sum).toBe(Math.round(invoice.total * 100));
			}
		}
	});
});

describe("rezStream rules of asking", () => {
	it("takes no version, the known version, and no other", async () => {
		const ask = (version: string) => client.get("/inventory", token, { "x-rezstream-api-version": version });
		expect((await client.get("/inventory", token)).status).toBe(200);
		expect((await ask(sandbox.apiVersion)).status).toBe(200);
		const refused = await ask("1999-01-01");
		expect(refused.status).toBe(400);
		expect(refused.headers.get("content-type")).toBe("application/problem+json");
		expect(await refused.json()).toMatchObject({
			status: 400,
			title: "Bad Request",
			type: expect.any(String),
			detail: expect.any(String),
		});
	});

	it("answers an ambiguous multi-tenant call with 401, a tenant outside the grant with 403", async () => {
		const [one, two, three] = tenants;
		const many = await client.connect({ tenants: [one?.name ?? "", two?.name ?? ""] }, { multiTenant: "true" });
		const ask = (tenant?: string) =>
			client.get("/inventory/business", many.access_token, tenant ? { "x-rezstream-tenant-id": tenant } : {});
		expect((await ask()).status).toBe(401);
		expect(await (await ask(two?.id)).json()).toMatchObject({ id: two?.id, name: two?.name });
		expect((await ask(three?.id)).status).toBe(403);
		expect((await client.get("/auth/tokendetails", many.access_token)).status).toBe(200);
		sandbox.control.removeTenant(two?.id ?? "");
		expect((await ask(two?.id)).status).toBe(403);
		expect((await ask(one?.id)).status).toBe(200);
		expect((await client.get("/inventory", token, { "x-rezstream-tenant-id": two?.id ?? "" })).status).toBe(403);
	});

	it("wants a scope for reservations and for rates, and a living token", async () => {
		const rates = await createRezstreamManualToken(sandbox, {
			tenant: tenants[0]?.id ?? "",
			scopes: ["revenue_management"],
		});
		expect((await client.get("/reservations/byDate?from=2026-06-01&to=2026-07-15", rates.token)).status).toBe(403);
		expect((await client.get("/rates/reserved/byDate?from=2026-06-01", rates.token)).status).toBe(200);
		const dead = await client.get("/inventory", "CANARY_AT_nobody");
		expect(dead.status).toBe(401);
		expect(dead.headers.get("www-authenticate")).toContain("invalid_token");
		expect((await fetch(`${sandbox.urls.rezApi}/inventory`)).status).toBe(401);
	});

	it.each([
		"/reservations/byDate",
		"/reservations/byDate?from=2026-02-30&to=2026-03-01",
		"/reservations/byDate?from=2026-03-02&to=2026-03-01",
		"/reservations/byDate?from=2026-03-01&to=2026-03-02&limit=x",
		"/reservations/updated",
		"/reservations/updated?from=soon",
		"/reservations/updated?from=2026-03-01T00:00:00Z&afterAt=2026-03-01T00:00:00Z",
	])("refuses %s with 400", async (path) => {
		expect((await client.get(path, token)).status).toBe(400);
	});

	it("serves rates without personal data", async () => {
		const [row] = await rows<Record<string, unknown>>("/rates/reserved/updated?from=2024-01-01T00:00:00Z&limit=1");
		expect(row).not.toHaveProperty("people");
		expect(row).not.toHaveProperty("notes");
		expect(row).toHaveProperty("unitAssignments");
	});
});

describe("rezStream inventory and availability", () => {
	it("names the same units, types and rates in the whole and in its parts, with the zone as served", async () => {
		const whole = (await (await client.get("/inventory", token)).json()) as Record<string, { id: string }[]>;
		expect(whole.business).toMatchObject({ timeZone: "Mountain Standard Time" });
		expect(whole.units).toHaveLength(96);
		for (const part of ["properties", "units", "unitTypes", "rates"]) {
			expect(await rows(`/inventory/${part}`)).toEqual(whole[part]);
		}
		const zones = sandbox.control.world().accounts.map(({ timeZone }) => timeZone);
		expect(zones.some((zone) => zone.includes("/"))).toBe(true);
	});

	it("shows calendars with both ends, and blocks that block", async () => {
		const units = await rows<{ unitId: string; statuses: string[] }>(
			"/availability/calendar/unit?from=2026-11-20&to=2026-11-24",
		);
		expect(units).toHaveLength(96);
		expect(units.every(({ statuses }) => statuses.length === 5)).toBe(true);
		expect(units.flatMap(({ statuses }) => statuses).filter((status) => status === "Reserved").length).toBeGreaterThan(
			200,
		);
		const types = await rows<{
			unitCount: number;
			metrics: { available: number; reserved: number; blocked: number }[];
		}>("/availability/calendar/type?from=2026-11-20&to=2026-11-24");
		for (const { unitCount, metrics } of types) {
			for (const { available, reserved, blocked } of metrics) expect(available + reserved + blocked).toBe(unitCount);
		}
		const blocks = await rows<{ unitId: string; startDate: string }>(
			"/availability/blocks/byDate?from=2026-11-01&to=2026-12-31&limit=100",
		);
		const block = blocks.find(({ startDate }) => startDate >= "2026-11-01");
		const [day] = await rows<{ unitId: string; statuses: string[] }>(
			`/availability/calendar/unit?from=${block?.startDate}&to=${block?.startDate}`,
		).then((list) => list.filter(({ unitId }) => unitId === block?.unitId));
		expect(day?.statuses).toEqual(["Blocked"]);
	});
});
