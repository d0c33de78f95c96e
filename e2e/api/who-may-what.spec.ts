/**
 * Every route × every role × another tenant's ids (S-60, S-65). The table must name every handler in app/: a new route
 * without a line here fails the first test.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { connectManually, removeConnections } from "../support/connect";
import { nobodysRequest, ownerRequest, type Role, requestAs } from "../support/people";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

interface Line {
	/** Roles that get past the permission check. "anybody": no sign-in needed. */
	who: readonly Role[] | "anybody";
	/** Which id `[id]` takes; a scoped operator must not tell a foreign one from an unknown one. */
	id?: "connection" | "tenant" | "reservation" | "other";
	body?: unknown;
}

const ALL = ["owner", "admin", "operator", "viewer"] as const;
const OPERATORS = ["owner", "admin", "operator"] as const;
const ADMINS = ["owner", "admin"] as const;
const TOKEN = { token: "not-a-real-token" };

const TABLE: Record<string, Line> = {
	"GET /api/health": { who: "anybody" },
	"GET /api/ready": { who: "anybody" },
	"POST /api/invites/accept": { who: "anybody", body: { token: "x", name: "x", password: "a rather long phrase 42" } },
	"POST /api/invites/reset": { who: "anybody", body: { token: "x", password: "a rather long phrase 42" } },
	"GET /api/session": { who: ALL },
	"POST /api/session/prove": { who: ALL, body: { password: "wrong" } },
	"PUT /api/session/password": { who: ALL, body: { current: "wrong", next: "another long phrase 43" } },
	"GET /api/sessions": { who: ALL },
	"DELETE /api/sessions/[id]": { who: ALL, id: "other" },
	"GET /api/overview": { who: ALL },
	"GET /api/providers": { who: ALL },
	"GET /api/connections": { who: ALL },
	"POST /api/connections": { who: OPERATORS, body: { provider: "nobody", ...TOKEN } },
	"GET /api/connections/[id]": { who: ALL, id: "connection" },
	"DELETE /api/connections/[id]": { who: OPERATORS, id: "connection" },
	"POST /api/connections/[id]/sync": { who: OPERATORS, id: "connection", body: {} },
	"POST /api/connections/[id]/pause": { who: OPERATORS, id: "connection", body: { paused: false } },
	"POST /api/connections/[id]/revoke": { who: OPERATORS, id: "connection", body: {} },
	"POST /api/connections/[id]/reconnect": { who: OPERATORS, id: "connection", body: TOKEN },
	"GET /api/connections/[id]/webhooks": { who: ALL, id: "connection" },
	// Proves itself by the provider's own credentials; the address of a provider without webhooks does not exist.
	"POST /api/webhooks/[provider]": { who: "anybody", body: {} },
	"GET /api/tenants": { who: ALL },
	"GET /api/tenants/[id]": { who: ALL, id: "tenant" },
	"PATCH /api/tenants/[id]": { who: OPERATORS, id: "tenant", body: { included: true } },
	"GET /api/tenants/[id]/verify": { who: ALL, id: "tenant" },
	"GET /api/tenants/[id]/verify/findings": { who: ALL, id: "tenant" },
	"POST /api/tenants/[id]/verify": { who: OPERATORS, id: "tenant", body: {} },
	"DELETE /api/tenants/[id]/verify": { who: OPERATORS, id: "tenant" },
	"POST /api/tenants/[id]/quarantine/[recordId]": { who: OPERATORS, id: "tenant", body: { action: "ignore" } },
	"GET /api/tenants/[id]/quarantine/[recordId]/raw": { who: ADMINS, id: "tenant" },
	"GET /api/tenants/[id]/quarantine": { who: ALL, id: "tenant" },
	"POST /api/tenants/[id]/pause": { who: OPERATORS, id: "tenant", body: { paused: false } },
	"POST /api/tenants/[id]/hold": { who: OPERATORS, id: "tenant", body: { gone: false } },
	"GET /api/runs": { who: ALL },
	"POST /api/runs/[id]/cancel": { who: OPERATORS, id: "other", body: {} },
	"GET /api/reservations": { who: ALL },
	"GET /api/reservations/[id]": { who: ALL, id: "reservation" },
	"GET /api/reservations/[id]/history": { who: ALL, id: "reservation" },
	"GET /api/reservations/[id]/raw": { who: ADMINS, id: "reservation" },
	"GET /api/reservations/[id]/notes": { who: ALL, id: "reservation" },
	"POST /api/reservations/[id]/notes": { who: OPERATORS, id: "reservation", body: { body: "A note" } },
	"PATCH /api/reservations/[id]/notes/[noteId]": { who: OPERATORS, id: "reservation", body: { body: "A note" } },
	"DELETE /api/reservations/[id]/notes/[noteId]": { who: OPERATORS, id: "reservation" },
	"PUT /api/reservations/[id]/tags": { who: OPERATORS, id: "reservation", body: { tags: [] } },
	"PUT /api/reservations/[id]/flag": { who: OPERATORS, id: "reservation", body: {} },
	"DELETE /api/reservations/[id]/flag": { who: OPERATORS, id: "reservation" },
	"GET /api/tags": { who: ALL },
	"POST /api/tags": { who: OPERATORS, body: { name: "" } },
	"PATCH /api/tags/[id]": { who: OPERATORS, id: "other", body: { name: "Late" } },
	"DELETE /api/tags/[id]": { who: OPERATORS, id: "other" },
	"GET /api/reservations/export": { who: ALL },
	"GET /api/feeds": { who: ALL },
	"POST /api/feeds": { who: ALL, body: { name: "", search: "" } },
	"DELETE /api/feeds/[id]": { who: ALL, id: "other" },
	"GET /feeds/[token]": { who: "anybody" },
	"GET /api/units": { who: ALL },
	"GET /api/search": { who: ALL },
	"GET /api/preferences": { who: ALL },
	"PATCH /api/preferences/[id]": { who: ALL, id: "other", body: { density: "compact" } },
	"GET /api/preferences/looked": { who: ALL },
	"POST /api/preferences/looked": { who: ALL, body: {} },
	"GET /api/views": { who: ALL },
	"POST /api/views": { who: ALL, body: { name: "", search: "" } },
	"GET /api/views/[id]": { who: ALL, id: "other" },
	"PATCH /api/views/[id]": { who: ALL, id: "other", body: { name: "Mine" } },
	"DELETE /api/views/[id]": { who: ALL, id: "other" },
	"GET /api/calendar": { who: ALL },
	"GET /api/conflicts/counts": { who: ALL },
	"GET /api/day": { who: ALL },
	"GET /api/insight": { who: ALL },
	"GET /api/audit": { who: ADMINS },
	"GET /metrics": { who: ADMINS },
	"GET /api/settings/sync": { who: ALL },
	"PUT /api/settings/sync": { who: ADMINS, body: { pollMinSeconds: 0 } },
	"GET /api/operators": { who: ADMINS },
	"GET /api/operators/tenants": { who: ADMINS },
	"PATCH /api/operators/[id]": { who: ADMINS, id: "other", body: { disabled: false } },
	"POST /api/operators/[id]/reset-link": { who: ADMINS, id: "other", body: {} },
	"DELETE /api/operators/[id]/sessions": { who: ADMINS, id: "other" },
	"GET /api/invites": { who: ADMINS },
	"POST /api/invites": { who: ADMINS, body: { email: "not an address", role: "viewer" } },
	"DELETE /api/invites/[id]": { who: ADMINS, id: "other" },
	"GET /api/api-keys": { who: OPERATORS },
	"POST /api/api-keys": { who: OPERATORS, body: { name: "" } },
	"DELETE /api/api-keys/[id]": { who: OPERATORS, id: "other" },
	"POST /oauth/[provider]/start": { who: OPERATORS },
	"GET /oauth/[provider]/callback": { who: OPERATORS },
};
/** next-auth's own endpoints, and the sign-out that would end the session under test. */
const APART = ["GET /api/auth/[...nextauth]", "POST /api/auth/[...nextauth]", "DELETE /api/session"];
/** Answer with redirects and forms; e2e and the database tests of lib/connections look at them. */
const FORMS = ["POST /oauth/[provider]/start", "GET /oauth/[provider]/callback"];

const UNKNOWN = "con_00000000000000000000000000";
const as: Partial<Record<Role | "nobody" | "scoped", APIRequestContext>> = {};
const foreign: Record<string, string> = {};

test.beforeAll(async () => {
	test.setTimeout(120_000);
	const owner = await ownerRequest();
	const theirs = await connectManually(owner, "rezstream", 0);
	const ours = await connectManually(owner, "rezstream", 1);
	await expect
		.poll(
			async () => (await (await owner.get(`/api/reservations?tenant=${theirs.tenantId}&limit=1`)).json()).items.length,
			{
				timeout: 60_000,
			},
		)
		.toBe(1);
	const { items } = await (await owner.get(`/api/reservations?tenant=${theirs.tenantId}&limit=1`)).json();
	Object.assign(foreign, { connection: theirs.connectionId, tenant: theirs.tenantId, reservation: items[0].id });
	Object.assign(as, {
		owner,
		nobody: await nobodysRequest(),
		admin: await requestAs("admin"),
		operator: await requestAs("operator"),
		viewer: await requestAs("viewer"),
		scoped: await requestAs("admin", [ours.tenantId]),
	});
});
test.afterAll(async () => {
	if (as.owner !== undefined) await removeConnections(as.owner);
	for (const context of Object.values(as)) await context.dispose();
});

test("the table names every handler in app/", () => {
	expect([...Object.keys(TABLE), ...APART].sort()).toEqual(handlersIn("app").sort());
});

for (const [name, line] of Object.entries(TABLE).filter(([key]) => !FORMS.includes(key))) {
	const [method, path] = name.split(" ") as [Method, string];
	const send = (who: keyof typeof as, id: string) => call(as[who], method, path.replace("[id]", id), line.body);

	test(`${name}: without sign-in`, async () => {
		const response = await send("nobody", UNKNOWN);
		if (line.who === "anybody") expect(response.status()).not.toBe(401);
		else await expectProblem(response, 401, "unauthenticated");
	});

	if (line.who === "anybody") continue;
	for (const role of ALL) {
		test(`${name}: as ${role}`, async () => {
			const response = await send(role, UNKNOWN);
			if (line.who.includes(role)) expect([200, 404, 409, 422]).toContain(response.status());
			else await expectProblem(response, 403, "forbidden");
		});
	}

	const { id } = line;
	if (id === undefined || id === "other") continue;
	test(`${name}: another tenant's ${id} answers like an unknown one`, async () => {
		const unknown = await send("scoped", UNKNOWN);
		const hidden = await send("scoped", foreign[id] ?? "");
		await expectProblem(hidden, 404, "not_found");
		expect(await bodyWithoutRequestId(hidden)).toEqual(await bodyWithoutRequestId(unknown));
	});
}

test("lists show a scoped operator nothing of other tenants", async () => {
	for (const path of [
		"/api/connections",
		"/api/tenants",
		"/api/reservations?limit=200",
		"/api/runs?limit=200",
		"/api/units",
		"/api/conflicts/counts",
		"/api/insight",
		"/api/search?q=a",
		"/api/views",
		"/api/overview",
	]) {
		const text = await (await as.scoped?.get(path))?.text();
		expect(text, path).not.toContain(foreign.tenant);
		expect(text, path).not.toContain(foreign.connection);
	}
});

test("changes from another site are refused", async () => {
	const response = await as.owner?.post(`/api/connections/${foreign.connection}/sync`, {
		data: {},
		headers: { origin: "https://evil.test", "sec-fetch-site": "cross-site" },
	});
	expect(response?.status()).toBe(403);
});

function handlersIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((file) => file.endsWith("route.ts"))
		.flatMap((file) => {
			const path = `/${file
				.replace(/\\/g, "/")
				.replace(/\/route\.ts$/, "")
				.replace(/\([^)]*\)\//g, "")}`;
			const source = readFileSync(join(folder, file), "utf8");
			const names = source.matchAll(/export (?:const|async function) (GET|POST|PUT|PATCH|DELETE)\b/g);
			return [...names].map(([, method]) => `${method} ${path}`);
		});
}

async function call(from: APIRequestContext | undefined, method: Method, path: string, body: unknown) {
	if (from === undefined) throw new Error("the people are not signed in yet");
	return from.fetch(path, { method, maxRedirects: 0, ...(body === undefined ? {} : { data: body }) });
}

type Response = Awaited<ReturnType<typeof call>>;

async function expectProblem(response: Response, status: number, code: string): Promise<void> {
	expect(response.headers()["content-type"]).toContain("application/problem+json");
	expect(await response.json()).toMatchObject({ status, code });
	expect(response.status()).toBe(status);
}

async function bodyWithoutRequestId(response: Response): Promise<unknown> {
	const { requestId, ...body } = await response.json();
	expect(requestId).not.toBe("");
	return body;
}
