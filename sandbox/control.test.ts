import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createRezstreamManualToken } from "./drive-consent";
import type { Sandbox } from "./sandbox";
import { OwnerClient, RezClient, startSmall } from "./test-client";

let sandbox: Sandbox;
let client: RezClient;
let token: string;
let tenant: string;

beforeAll(async () => {
	sandbox = await startSmall();
	client = new RezClient(sandbox);
	tenant = sandbox.control.world().accounts[0]?.id ?? "";
	({ token } = await createRezstreamManualToken(sandbox, { tenant }));
});
afterEach(() => {
	sandbox.control.clearFaults();
});
afterAll(() => sandbox.close());

const LIST = "/reservations/byDate?from=2024-01-01&to=2027-12-31&limit=5";
const list = () => client.get(LIST, token);

async function control(method: string, path: string, body?: unknown) {
	const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
	const response = await fetch(`${sandbox.urls.control}${path}`, init);
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe("faults", () => {
	it("hits as often as told, after as many as told, and only what it names", async () => {
		const added = await control("POST", "/faults", {
			kind: "status",
			status: 503,
			server: "rezApi",
			pathPattern: "^/reservations",
			skip: 1,
			times: 2,
		});
		expect(added.status).toBe(201);
		expect((await client.get("/inventory", token)).status).toBe(200);
		expect([(await list()).status, (await list()).status, (await list()).status, (await list()).status]).toEqual([
			200, 503, 503, 200,
		]);
		expect(((await control("GET", "/faults")).body as unknown as { hits: number }[])[0]).toMatchObject({ hits: 2 });
		expect((await control("DELETE", `/faults/${String(added.body.id)}`)).body).toEqual({ removed: 1 });
	});

	it("limits with and without Retry-After", async () => {
		sandbox.control.addFault({ kind: "rate_limited", times: 1 });
		sandbox.control.addFault({ kind: "rate_limited", times: 1, retryAfter: 7 });
		const [bare, told] = [await list(), await list()];
		expect([bare.status, bare.headers.get("retry-after"), told.headers.get("retry-after")]).toEqual([429, null, "7"]);
	});

	it("cuts bodies, drops connections, and answers HTML with 200", async () => {
		for (const kind of ["truncate", "drop_connection", "html"] as const) sandbox.control.addFault({ kind, times: 1 });
		await expect(list().then((response) => response.text())).rejects.toThrow();
		await expect(list()).rejects.toThrow();
		const page = await list();
		expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
		expect((await list()).status).toBe(200);
	});

	it("bends next links, empties and spoils lists", async () => {
		sandbox.control.addFault({ kind: "foreign_next_link", times: 1, host: "http://127.0.0.1:9" });
		expect((await list()).headers.get("link")).toContain("<http://127.0.0.1:9/reservations/byDate?from=2024-01-01");
		sandbox.control.addFault({ kind: "self_next_link", times: 1 });
		expect((await list()).headers.get("link")).toContain(`<${sandbox.urls.rezApi}${LIST}>; rel="next"`);
		sandbox.control.addFault({ kind: "empty_list", times: 1 });
		const empty = await list();
		expect([await empty.json(), empty.headers.get("link")]).toEqual([[], null]);
		sandbox.control.addFault({ kind: "malformed_record", times: 1, record: 1 });
		const rows = (await (await list()).json()) as { arrival: unknown }[];
		expect(rows.map(({ arrival }) => typeof arrival)).toEqual(["string", "number", "string", "string", "string"]);
	});

	it("redirects elsewhere, echoes the Authorization header, delays", async () => {
		sandbox.control.addFault({ kind: "redirect", times: 1, status: 307, host: "http://127.0.0.1:9" });
		expect((await list()).headers.get("location")).toMatch(/^http:\/\/127\.0\.0\.1:9\/reservations/);
		sandbox.control.addFault({ kind: "echo_authorization", times: 1 });
		const echo = await list();
		expect([echo.status, await echo.text()]).toEqual([500, expect.stringContaining(token)]);
		sandbox.control.addFault({ kind: "delay", times: 1, delayMs: 120 });
		const start = performance.now();
		await list();
		expect(performance.now() - start).toBeGreaterThan(100);
	});

	it("kills the token a call carries", async () => {
		const other = await createRezstreamManualToken(sandbox, { tenant });
		sandbox.control.addFault({ kind: "kill_token", times: 1 });
		expect((await client.get("/inventory", other.token)).status).toBe(401);
		expect((await client.get("/inventory", other.token)).status).toBe(401);
		expect((await client.get("/inventory", token)).status).toBe(200);
	});

	it("loses the answer of a refresh that did happen", async () => {
		const first = await client.connect();
		sandbox.control.addFault({ kind: "drop_token_response", times: 1, pathPattern: "/connect/token" });
		await expect(client.refresh(first.refresh_token)).rejects.toThrow();
		expect(await client.refresh(first.refresh_token)).toMatchObject({ error: "invalid_grant" });
	});

	it("serves a foreign issuer in discovery", async () => {
		sandbox.control.addFault({
			kind: "merge_body",
			times: 1,
			pathPattern: "openid-configuration",
			body: { issuer: "http://evil.example" },
		});
		const answer = await fetch(`${sandbox.urls.rezAccount}/.well-known/openid-configuration`);
		expect(await answer.json()).toMatchObject({ issuer: "http://evil.example", token_endpoint: expect.any(String) });
	});
});

describe("the control endpoint", () => {
	it("streams the truth that the API serves", async () => {
		const { body } = await control("GET", `/truth?provider=rezstream&tenant=${tenant}`);
		const records = body.records as { id: string }[];
		const served = await (await client.get(`/reservations/${records[7]?.id}`, token)).json();
		expect(served).toEqual(records[7]);
		expect((await control("GET", "/truth?provider=rezstream&tenant=nobody")).status).toBe(422);
	});

	it("applies wanted changes and shows them in the feed", async () => {
		const { body } = await control("POST", "/changes", { provider: "rezstream", tenant, op: "create", count: 3 });
		const [made] = body as unknown as { id: string }[];
		const before = (await (await client.get(`/reservations/${made?.id}`, token)).json()) as {
			version: number;
			updatedAt: string;
		};
		const patch = { arrival: "2027-02-01", departure: "2027-02-05", notes: "moved" };
		expect((await control("POST", "/changes", { op: "set", id: made?.id, patch })).status).toBe(200);
		const after = await (await client.get(`/reservations/${made?.id}`, token)).json();
		expect(after).toMatchObject({ ...patch, version: before.version + 1 });
		const late = { updatedAt: "2099-01-01T00:00:00Z" };
		await control("POST", "/changes", { op: "set", id: made?.id, patch: late });
		expect(await (await client.get("/reservations/updated?from=2098-01-01T00:00:00Z", token)).json()).toMatchObject([
			{ id: made?.id, ...late },
		]);
		await control("POST", "/changes", { op: "delete", id: made?.id });
		expect((await client.get(`/reservations/${made?.id}`, token)).status).toBe(404);
		await control("POST", "/changes", { provider: "rezstream", tenant, op: "restore", id: made?.id });
		expect((await client.get(`/reservations/${made?.id}`, token)).status).toBe(200);
		expect((await control("POST", "/changes", { op: "fly" })).status).toBe(422);
		expect((await control("POST", "/changes", { op: "cancel", id: "nothing" })).status).toBe(422);
	});

	it("keeps the change feed whole through many random changes", async () => {
		sandbox.control.change({}, 300);
		const seen = new Set<string>();
		let url: string | null = "/reservations/updated?from=2024-01-01T00:00:00Z&limit=100";
		while (url) {
			const response: Response = await client.get(url, token);
			for (const { id } of (await response.json()) as { id: string }[]) seen.add(id);
			url = /<([^>]+)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1] ?? null;
		}
		expect([...seen].sort()).toEqual(
			sandbox.control
				.truth({ provider: "rezstream", tenant })
				.records.map(({ id }) => String(id))
				.sort(),
		);
	});

	it("logs requests with fingerprints instead of secrets, and form fields in order", async () => {
		await control("DELETE", "/log");
		const made = await client.connect({ tenants: [tenant] });
		await client.get(LIST, made.access_token, {
			"x-rezstream-tenant-id": tenant,
			"x-rezstream-api-version": sandbox.apiVersion,
		});
		await client.revoke(made.refresh_token ?? "", "refresh_token");
		const log = sandbox.control.log();
		expect(JSON.stringify(log)).not.toContain("CANARY_");
		const asked = log.find(({ path }) => path === "/reservations/byDate");
		expect(asked).toMatchObject({
			tenant,
			version: sandbox.apiVersion,
			status: 200,
			token: sandbox.control.fingerprint(made.access_token),
			headers: { authorization: expect.stringMatching(/^Bearer fp:/) },
		});
		const revoked = log.find(({ path }) => path === "/connect/revocation");
		expect(revoked?.form?.slice(2)).toEqual([
			["token", `fp:${sandbox.control.fingerprint(made.refresh_token ?? "")}`],
			["token_type_hint", "refresh_token"],
		]);
		expect(sandbox.control.log(revoked?.seq).length).toBe(0);
	});

	it("kills tokens of one provider's tenant, in the kinds wanted", async () => {
		const made = await client.connect({ tenants: [tenant] });
		await control("POST", "/tokens/kill", { provider: "rezstream", tenant, kinds: ["access"] });
		expect((await client.get("/inventory", made.access_token)).status).toBe(401);
		expect((await client.get("/inventory", token)).status).toBe(200);
		const fresh = await client.refresh(made.refresh_token);
		expect(fresh.status).toBe(200);
		await control("POST", "/tokens/kill", { provider: "rezstream", tenant, kinds: ["access", "refresh"] });
		expect(await client.refresh(fresh.refresh_token)).toMatchObject({ error: "invalid_grant" });
	});

	it("refuses unknown rules and settings, and moves at a pace", async () => {
		expect((await control("POST", "/faults", { kind: "gremlin" })).status).toBe(422);
		expect((await control("POST", "/settings", { gravity: false })).status).toBe(422);
		expect((await control("POST", "/settings", {})).body).toMatchObject({ ownerRateLimit: 300 });
		expect((await control("GET", "/nowhere")).status).toBe(404);
		const before = sandbox.control.counters().changes;
		await control("POST", "/pace", { changesPerMinute: 6000 });
		await new Promise((resolve) => setTimeout(resolve, 350));
		await control("POST", "/pace", { changesPerMinute: 0 });
		expect(sandbox.control.counters().changes).toBeGreaterThan(before + 10);
	});
});

describe("the state file", () => {
	const folder = mkdtempSync(join(tmpdir(), "sandbox-state-"));
	const stateFile = join(folder, "nested", "state.json");
	afterAll(() => rmSync(folder, { recursive: true }));

	it("carries tokens, changes and the anchor date over a restart", async () => {
		const first = await startSmall({ stateFile, now: () => new Date("2026-11-20T10:00:00Z") });
		const rez = await new RezClient(first).connect();
		const owner = await new OwnerClient(first).connect();
		const rezTenant = first.control.world().accounts[0]?.id ?? "";
		first.control.change({}, 60);
		const before = first.control
			.world()
			.accounts.map(({ id, provider }) => JSON.stringify(first.control.truth({ provider, tenant: id })));
		await first.close();

		const second = await startSmall({ stateFile, now: () => new Date("2026-11-22T10:00:00Z") });
		try {
			const after = second.control
				.world()
				.accounts.map(({ id, provider }) => JSON.stringify(second.control.truth({ provider, tenant: id })));
			expect(after).toEqual(before);
			expect(second.control.world().anchor).toBe("2026-11-20T00:00:00.000Z");
			expect(second.clients).toEqual(first.clients);
			const again = new RezClient(second);
			const fresh = await again.refresh(rez.refresh_token);
			expect(fresh.status).toBe(200);
			expect(await (await again.get("/auth/tokendetails", fresh.access_token)).json()).toMatchObject({
				tenants: [{ id: rezTenant }],
			});
			expect(await again.refresh(rez.refresh_token)).toMatchObject({ error: "invalid_grant" });
			expect((await new OwnerClient(second).get("/v2/users/me", owner.access_token)).status).toBe(200);
		} finally {
			await second.close();
		}
	});

	it("does not start on a damaged file, and leaves it alone", async () => {
		const damaged = join(folder, "damaged.json");
		writeFileSync(damaged, "{ half");
		await expect(startSmall({ stateFile: damaged })).rejects.toThrow("cannot be read");
	});
});
