/** No secret leaves the server or reaches the disk in the clear (S-25, S-33): every page and list is crawled, every file searched. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { connectManually, removeConnections } from "../support/connect";
import { ownerRequest } from "../support/people";
import { DATA_DIR } from "../support/rezdeck";

const SECRET = /CANARY_(AT|RT|CODE|SECRET)_|\bpt_CANARY|\beyJhbGciOiJBMjU2R0NNS1ci/;

let owner: APIRequestContext;
let paths: string[];

test.beforeAll(async () => {
	test.setTimeout(90_000);
	owner = await ownerRequest();
	const rezstream = await connectManually(owner, "rezstream", 2);
	const ownerrez = await connectManually(owner, "ownerrez", 0);
	await expect
		.poll(async () => (await (await owner.get("/api/reservations?limit=1")).json()).items.length, { timeout: 60_000 })
		.toBe(1);
	const { items } = await (await owner.get("/api/reservations?limit=1")).json();
	const [reservation] = items as { id: string }[];
	const ids = [rezstream, ownerrez].flatMap(({ connectionId, tenantId }) => [
		`/connections/${connectionId}`,
		`/connections/${connectionId}/revoke`,
		`/tenants/${tenantId}`,
		`/tenants/${tenantId}/reservations`,
		`/api/connections/${connectionId}`,
		`/api/connections/${connectionId}/webhooks`,
		`/api/tenants/${tenantId}`,
		`/api/tenants/${tenantId}/quarantine`,
		`/api/tenants/${tenantId}/verify`,
		`/api/tenants/${tenantId}/verify/findings`,
		"/api/settings/sync",
		`/api/runs?connection=${connectionId}&limit=200`,
	]);
	paths = [
		...ids,
		"/",
		"/connections",
		"/connections/new",
		"/connections/new?provider=ownerrez&method=manual",
		"/tenants",
		"/reservations",
		`/reservations/${reservation?.id}`,
		"/activity",
		"/settings",
		"/settings/syncing",
		"/api/overview",
		"/api/providers",
		"/api/connections",
		"/api/tenants",
		"/api/reservations?limit=200",
		`/api/reservations/${reservation?.id}`,
		`/api/reservations/${reservation?.id}/history`,
		`/api/reservations/${reservation?.id}/notes`,
		`/api/reservations/${reservation?.id}?at=${encodeURIComponent(new Date().toISOString())}`,
		"/api/tags",
		"/api/preferences/looked",
		`/api/reservations/${reservation?.id}/raw`,
		"/api/units",
		"/api/views",
		"/api/feeds",
		"/api/reservations/export?format=csv",
		"/api/reservations/export?format=ics",
		"/api/preferences",
		"/api/search?q=a",
		"/api/audit",
		"/api/runs",
		"/api/session",
		"/api/sessions",
		"/api/operators",
		"/api/health",
		"/api/ready",
	];
});
test.afterAll(async () => {
	await removeConnections(owner);
	await owner.dispose();
});

test("no page and no answer holds a token or a sealed text", async () => {
	for (const path of paths) {
		const response = await owner.get(path);
		expect(response.status(), path).toBeLessThan(400);
		const everything = `${JSON.stringify(response.headers())}\n${await response.text()}`;
		expect(SECRET.exec(everything)?.[0], path).toBeUndefined();
	}
});

test("no file of Rezdeck's holds a token in the clear", () => {
	const files = filesBelow(DATA_DIR).filter((file) => !/sandbox/.test(file));
	expect(files.some((file) => file.includes("postgres"))).toBe(true);
	const holding = [...files, "playwright-report/rezdeck.log"].filter((file) =>
		/CANARY_(AT|RT|CODE|SECRET)_/.test(readFileSync(file, "latin1")),
	);
	expect(holding).toEqual([]);
});

test("every HTML answer carries a strict policy, and nothing signed-in is stored", async () => {
	for (const path of ["/", "/reservations", "/connections/new", "/no-such-page"]) {
		const headers = (await owner.get(path)).headers();
		const policy = headers["content-security-policy"] ?? "";
		expect(policy, path).toContain("default-src 'none'");
		expect(policy, path).toContain("frame-ancestors 'none'");
		expect(policy, path).not.toContain("unsafe-eval");
		expect(
			policy.split(";").find((part) => part.trim().startsWith("script-src")),
			path,
		).not.toContain("unsafe-inline");
		expect(headers["x-content-type-options"], path).toBe("nosniff");
		expect(headers["cache-control"], path).toContain("no-store");
	}
});

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: "utf8" })
		.map((file) => join(folder, file))
		.filter((file) => statSync(file).isFile());
}
