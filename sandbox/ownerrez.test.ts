import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { approveOwnerrez, createOwnerrezToken } from "./drive-consent";
import type { Sandbox } from "./sandbox";
import { OWNER_CALLBACK, OwnerClient, startSmall, TEST_NOW, type TokenAnswer } from "./test-client";

let sandbox: Sandbox;
let client: OwnerClient;
let now = TEST_NOW.getTime();
let users: { id: string; name: string; email?: string }[];
let token: TokenAnswer;

beforeAll(async () => {
	sandbox = await startSmall({ now: () => new Date(now) });
	client = new OwnerClient(sandbox);
	users = sandbox.control.world().accounts.filter(({ provider }) => provider === "ownerrez");
	token = await client.connect({ user: users[0]?.name ?? "" });
});
beforeEach(() => sandbox.control.resetLimits());
afterAll(() => sandbox.close());

const since = "since_utc=1970-01-01T00:00:00Z";

interface Row {
	id: number;
	[member: string]: unknown;
}
interface Envelope {
	items: Row[];
	limit: number;
	offset: number;
	next_page_url: string | null;
}

async function get(path: string, access = token.access_token): Promise<Envelope> {
	const response = await client.get(path, access);
	expect(response.status, path).toBe(200);
	return (await response.json()) as Envelope;
}

async function walk(path: string): Promise<Row[]> {
	const all: Row[] = [];
	for (let url: string | null = path; url; ) {
		const answer: Envelope = await get(url);
		all.push(...answer.items);
		url = answer.next_page_url;
	}
	return all;
}

const truth = (entity?: string) =>
	sandbox.control.truth({ provider: "ownerrez", tenant: users[0]?.id ?? "", ...(entity ? { entity } : {}) })
		.records as Row[];

describe("OwnerRez OAuth", () => {
	it("connects the chosen user with single-use marked codes and both token kinds", async () => {
		const back = new URL(await approveOwnerrez(client.authorizeUrl(), { user: users[1]?.name ?? "" }));
		expect(back.origin + back.pathname).toBe(OWNER_CALLBACK);
		expect(back.searchParams.get("state")).toBe("state-1");
		const code = back.searchParams.get("code") ?? "";
		expect(code).toMatch(/^tc_CANARY_CODE_/);
		const redeem = () => client.token({ grant_type: "authorization_code", code, redirect_uri: OWNER_CALLBACK });
		const first = await redeem();
		expect(first).toMatchObject({
			status: 200,
			token_type: "bearer",
			expires_in: 2_592_000,
			user_id: Number(users[1]?.id),
			refresh_token_supported: true,
		});
		expect(first.access_token).toMatch(/^at_CANARY_AT_/);
		expect(first.refresh_token).toContain("CANARY_RT_");
		expect(first.expires_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
		expect(await redeem()).toMatchObject({ status: 400, error: "invalid_grant" });
	});

	it("ends a code after ten minutes", async () => {
		const back = new URL(await approveOwnerrez(client.authorizeUrl()));
		now += 10 * 60_000 + 1;
		const code = back.searchParams.get("code") ?? "";
		expect(await client.token({ grant_type: "authorization_code", code })).toMatchObject({ error: "invalid_grant" });
	});

	it("sends a refusal back, and a wrong redirect URL nowhere", async () => {
		const back = new URL(await approveOwnerrez(client.authorizeUrl(), { deny: true }));
		expect(back.searchParams.get("error")).toBe("access_denied");
		expect(back.searchParams.get("state")).toBe("state-1");
		const wrong = await fetch(client.authorizeUrl({ redirect_uri: `${OWNER_CALLBACK}/` }), { redirect: "manual" });
		expect(wrong.status).toBe(400);
		expect(wrong.headers.get("location")).toBeNull();
	});

	it("refuses a wrong client secret and a missing form encoding", async () => {
		const url = `${sandbox.urls.ownerApi}/oauth/access_token`;
		const headers = {
			"user-agent": client.userAgent,
			authorization: `Basic ${Buffer.from(`${sandbox.clients.ownerrez.id}:x`).toString("base64")}`,
		};
		const body = new URLSearchParams({ grant_type: "refresh_token", refresh_token: "x" });
		const answer = await fetch(url, { method: "POST", headers, body });
		expect(answer.status).toBe(401);
		expect(await answer.json()).toMatchObject({ error: "invalid_client" });
	});

	it("rotates on refresh, at either host, and gives never-ending tokens under the policy none", async () => {
		const old = await client.connect({ user: users[2]?.name ?? "" });
		const fresh = await client.token({ grant_type: "refresh_token", refresh_token: old.refresh_token ?? "" });
		expect(fresh.status).toBe(200);
		expect(fresh.refresh_token).not.toBe(old.refresh_token);
		expect(await client.token({ grant_type: "refresh_token", refresh_token: old.refresh_token ?? "" })).toMatchObject({
			status: 400,
			error: "invalid_grant",
		});
		expect(sandbox.control.counters().ownerrezReuse).toBe(1);
		sandbox.control.settings({ ownerTokenPolicy: "none" });
		const forever = await client.connect();
		sandbox.control.settings({ ownerTokenPolicy: "standard" });
		expect(forever).toMatchObject({ refresh_token: null, expires_at: null });
		expect(forever).not.toHaveProperty("expires_in");
	});

	it("revokes by DELETE: 200, then 404, and the refresh token dies as well", async () => {
		const mine = await client.connect({ user: users[3]?.name ?? "" });
		expect((await client.revoke(mine.access_token)).status).toBe(200);
		expect((await client.get("/v2/users/me", mine.access_token)).status).toBe(401);
		expect((await client.revoke(mine.access_token)).status).toBe(404);
		expect(await client.token({ grant_type: "refresh_token", refresh_token: mine.refresh_token ?? "" })).toMatchObject({
			error: "invalid_grant",
		});
		const logged = sandbox.control.log().filter(({ method }) => method === "DELETE");
		expect(logged.length).toBeGreaterThan(0);
		expect(JSON.stringify(sandbox.control.log())).not.toContain("CANARY_");
		expect(logged[0]?.path).toBe(`/oauth/access_token/fp:${sandbox.control.fingerprint(mine.access_token)}`);
	});

	it("tells an expired token from an unknown one", async () => {
		sandbox.control.settings({ ownerTokenSeconds: 10 });
		const short = await client.connect();
		sandbox.control.settings({ ownerTokenSeconds: 2_592_000 });
		now += 11_000;
		const answer = await client.get("/v2/users/me", short.access_token);
		expect(answer.status).toBe(401);
		expect(answer.headers.get("www-authenticate")).toContain("token_expired");
		expect(await answer.json()).toMatchObject({
			code: "invalid_token",
			status_code: 401,
			status: "unauthorized",
			messages: [expect.any(String)],
			doc_url: expect.any(String),
		});
	});
});

describe("a booking's page", () => {
	const open = (path: string) => fetch(`${sandbox.urls.ownerWeb}${path}`, { redirect: "manual" });

	it("shows what the API serves under the same id, for blocks too, and says whose page it is", async () => {
		const rows = await walk(`/v2/bookings?${since}&limit=100`);
		for (const row of [rows.find((one) => one.is_block === false), rows.find((one) => one.is_block === true)]) {
			const reply = await open(`/bookings/${row?.id}`);
			expect(reply.status).toBe(200);
			const html = await reply.text();
			expect(html).toContain(`Booking ${row?.id} at the OwnerRez sandbox`);
			expect(html).toContain("Sandbox: plays");
			for (const word of [row?.arrival, row?.departure]) expect(html).toContain(String(word));
		}
	});

	it.each(["/bookings/1", "/bookings/abc", "/bookings/"])("knows no page at %s", async (path) => {
		expect((await open(path)).status).toBe(404);
	});
});

describe("OwnerRez rules of asking", () => {
	it("wants the app's client id in the User-Agent of OAuth calls", async () => {
		const bare = await client.get("/v2/users/me", token.access_token, { "user-agent": "node" });
		expect(bare.status).toBe(401);
		expect(await bare.json()).toMatchObject({ code: "user_agent_required" });
		const good = await client.get("/v2/users/me", token.access_token);
		expect(await good.json()).toMatchObject({ id: Number(users[0]?.id), email: users[0]?.email });
		expect(good.headers.get("api-supported-versions")).toBe("1.0, 2.0");
	});

	it("takes personal tokens by Basic with the account's e-mail only", async () => {
		const { email, token: personal } = await createOwnerrezToken(sandbox, { user: users[0]?.name ?? "" });
		expect(personal).toMatch(/^pt_/);
		expect((await client.personal("/v2/users/me", email, personal)).status).toBe(200);
		expect(await (await client.personal("/v2/users/me", "else@example.com", personal)).json()).toMatchObject({
			code: "invalid_token",
		});
		expect((await client.get("/v2/users/me", personal)).status).toBe(401);
		const malformed = await fetch(`${sandbox.urls.ownerApi}/v2/users/me`, { headers: { authorization: "Basic !!" } });
		expect(await malformed.json()).toMatchObject({ code: "invalid_request" });
		expect(await (await fetch(`${sandbox.urls.ownerApi}/v2/users/me`)).json()).toMatchObject({
			code: "auth_required",
			status_code: 401,
		});
		expect((await client.personal("/v2/webhooksubscriptions", email, personal)).status).toBe(403);
	});

	it("lets one address use personal tokens of two accounts a day", async () => {
		const made = await Promise.all(users.slice(0, 3).map(({ id }) => createOwnerrezToken(sandbox, { user: id })));
		const ask = (i: number) => client.personal("/v2/users/me", made[i]?.email ?? "", made[i]?.token ?? "");
		expect([(await ask(0)).status, (await ask(1)).status]).toEqual([200, 200]);
		const third = await ask(2);
		expect(third.status).toBe(403);
		expect(await third.json()).toMatchObject({ code: "too_many_accounts" });
		expect((await ask(1)).status).toBe(200);
		now += 24 * 3_600_000 + 1;
		expect((await ask(2)).status).toBe(200);
	});

	it("limits requests of an address in a sliding window, without Retry-After", async () => {
		sandbox.control.settings({ ownerRateLimit: 5 });
		const statuses: number[] = [];
		for (let i = 0; i < 6; i++) statuses.push((await client.get("/v2/users/me", token.access_token)).status);
		expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
		const refused = await client.get("/v2/users/me", token.access_token);
		expect(refused.headers.get("retry-after")).toBeNull();
		expect(await refused.json()).toEqual({ code: 429, error: "Rate limit exceeded." });
		now += 300_001;
		expect((await client.get("/v2/users/me", token.access_token)).status).toBe(200);
		sandbox.control.settings({ ownerRateLimit: 300 });
	});
});

describe("OwnerRez resources", () => {
	it("pages by next_page_url to the end, defaulting to 20 and capping at 100", async () => {
		const first = await get(`/v2/bookings?${since}`);
		expect(first).toMatchObject({ limit: 20, offset: 0 });
		expect(first.next_page_url).toMatch(new RegExp(`^${sandbox.urls.ownerApi}/v2/bookings\\?`));
		const all = await walk(`/v2/bookings?${since}&limit=1000`);
		expect(all.map(({ id }) => id).sort()).toEqual(
			truth()
				.map(({ id }) => id)
				.sort(),
		);
		expect((await get(`/v2/bookings?${since}&limit=1000`)).items.length).toBeLessThanOrEqual(100);
	});

	it("needs property_ids or since_utc for bookings, q or created_since_utc for guests", async () => {
		expect((await client.get("/v2/bookings?from=2026-01-01", token.access_token)).status).toBe(400);
		expect((await client.get("/v2/guests", token.access_token)).status).toBe(400);
		expect((await client.get(`/v2/bookings?${since}&from=2026-13-01`, token.access_token)).status).toBe(400);
	});

	it("filters bookings by property, window, status and change", async () => {
		const [property] = (await get("/v2/properties")).items;
		const from = "2025-03-01";
		const to = "2026-12-31";
		const found = await walk(`/v2/bookings?property_ids=${property?.id}&from=${from}&to=${to}&limit=100`);
		const wanted = truth().filter(
			(row) => row.property_id === property?.id && String(row.departure) >= from && String(row.arrival) <= to,
		);
		expect(wanted.length).toBeGreaterThan(0);
		expect(found.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
		const cancelled = await walk(`/v2/bookings?${since}&status=canceled&limit=100`);
		expect(cancelled.length).toBeGreaterThan(0);
		expect(cancelled.every((row) => row.status === "canceled" && typeof row.canceled_utc === "string")).toBe(true);
		const stamp = new Date(now).toISOString();
		const [change] = sandbox.control.change({ provider: "ownerrez", tenant: users[0]?.id ?? "", op: "update" });
		const changed = await walk(`/v2/bookings?since_utc=${stamp.slice(0, 19)}Z`);
		expect(changed.map(({ id }) => String(id))).toEqual([change?.id]);
	});

	it("leaves null members out and nests what is asked for", async () => {
		const [plain] = (await get(`/v2/bookings?${since}&limit=1`)).items;
		expect(plain).not.toHaveProperty("charges");
		expect(
			JSON.stringify(await walk(`/v2/bookings?${since}&limit=100&include_guest=true&include_charges=true`)),
		).not.toContain("null");
		const detail = (await (await client.get(`/v2/bookings/${plain?.id}`, token.access_token)).json()) as Row;
		expect(detail).toHaveProperty("charges");
		const stays = truth().filter((row) => row.type === "booking");
		const blocks = truth().filter((row) => row.type === "block");
		expect(stays.every((row) => row.is_block === false && row.guest_id !== undefined)).toBe(true);
		expect(blocks.every((row) => row.is_block === true && row.guest_id === undefined && row.title !== undefined)).toBe(
			true,
		);
		expect(JSON.stringify(stays)).not.toContain("door_codes");
	});

	it("serves guests, payments, refunds, fees, deposits and the v1 lookup", async () => {
		const paid = truth().find((row) => Number(row.total_paid) > 0);
		const guest = await client.get(`/v2/guests/${paid?.guest_id}`, token.access_token);
		expect(await guest.json()).toMatchObject({
			id: paid?.guest_id,
			phones: expect.any(Array),
			email_addresses: expect.any(Array),
		});
		const payments = (await get(`/v2/payments?booking_id=${paid?.id}`)).items;
		expect(payments.reduce((sum, row) => sum + Number(row.amount), 0)).toBeCloseTo(Number(paid?.total_paid), 3);
		for (const kind of ["refunds", "fees", "deposits", "payments"])
			expect((await walk(`/v2/${kind}?${since}&limit=100`)).length).toBeGreaterThan(0);
		expect((await client.get("/v2/guests/1", token.access_token)).status).toBe(404);
		const someone = truth("guests")[0] as Row;
		const found = await walk(`/v2/guests?q=${encodeURIComponent(String(someone.last_name).slice(0, 12))}&limit=100`);
		expect(found.map(({ id }) => id)).toContain(someone.id);
		const lookup = await fetch(`${sandbox.urls.ownerWeb}/api/properties/lookup`, {
			headers: { authorization: `Bearer ${token.access_token}`, "user-agent": client.userAgent },
		});
		expect(((await lookup.json()) as Row[])[0]).toMatchObject({ Id: expect.any(Number), Name: expect.any(String) });
	});

	it("never shows one user's records to another", async () => {
		const other = await client.connect({ user: users[1]?.name ?? "" });
		const mine = truth()[0] as Row;
		expect((await client.get(`/v2/bookings/${mine.id}`, token.access_token)).status).toBe(200);
		expect((await client.get(`/v2/bookings/${mine.id}`, other.access_token)).status).toBe(404);
	});

	it("turns a hold into a booking under the same id", async () => {
		const hold = sandbox.control
			.world()
			.accounts.filter(({ provider }) => provider === "ownerrez")
			.flatMap(({ id }) =>
				sandbox.control.truth({ provider: "ownerrez", tenant: id }).records.map((row) => ({ user: id, row })),
			)
			.find(({ row }) => row.type === "quote_hold");
		expect(hold?.row).toMatchObject({ is_block: true, status: "pending" });
		const id = String(hold?.row.id);
		sandbox.control.change({ provider: "ownerrez", tenant: hold?.user ?? "", op: "confirm_hold", id });
		const after = sandbox.control
			.truth({ provider: "ownerrez", tenant: hold?.user ?? "" })
			.records.find((row) => String(row.id) === id);
		expect(after).toMatchObject({
			type: "booking",
			is_block: false,
			status: "active",
			guest_id: expect.any(Number),
			total_amount: expect.any(Number),
		});
	});
});
