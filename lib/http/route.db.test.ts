import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createApiKey } from "@/lib/auth/api-keys";
import { sessionSetCookie } from "@/lib/auth/session-cookie";
import { makeOperator } from "@/lib/auth/test-actors";
import { closeDatabase, db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { forgetEnvironment } from "@/lib/env";
import { notFound, ProviderError } from "@/lib/errors";
import type { Role } from "@/lib/shared/roles";
import { openRoute, route } from "./route";

useTestDatabase();
beforeEach(async () => {
	process.env.NEXTAUTH_SECRET = "a secret for tests only";
	process.env.NEXTAUTH_URL = "https://rezdeck.example.test";
	forgetEnvironment();
	await truncateAll();
});

const ORIGIN = "https://rezdeck.example.test";
const params = (values: Record<string, string> = {}) => ({ params: Promise.resolve(values) });
const echo = route({ body: z.strictObject({ name: z.string() }) }, async ({ actor, body }) => ({
	by: actor.kind,
	...body,
}));

async function cookieOf(role: Role = "owner"): Promise<string> {
	const { secret } = await makeOperator({ role });
	return (await sessionSetCookie(secret)).split(";")[0] ?? "";
}

function post(headers: Record<string, string>, body = '{"name":"a"}'): Request {
	return new Request(`${ORIGIN}/api/thing`, {
		method: "POST",
		body,
		headers: { "content-type": "application/json", ...headers },
	});
}

async function problemOf(response: Response) {
	expect(response.headers.get("content-type")).toBe("application/problem+json");
	expect(response.headers.get("cache-control")).toBe("no-store");
	const body = await response.json();
	expect(body).toMatchObject({ status: response.status, requestId: response.headers.get("x-request-id") });
	return body;
}

describe("caller", () => {
	it("is refused without a session or key, as a problem", async () => {
		const body = await problemOf(await echo(post({ origin: ORIGIN }), params()));
		expect(body).toMatchObject({ status: 401, code: "unauthenticated" });
	});

	it("may change things from our own pages only", async () => {
		const cookie = await cookieOf();
		const statusWith = async (headers: Record<string, string>) =>
			(await echo(post({ cookie, ...headers }), params())).status;
		expect(await statusWith({ origin: ORIGIN })).toBe(200);
		expect(await statusWith({ "sec-fetch-site": "same-origin" })).toBe(200);
		expect(await statusWith({})).toBe(403);
		expect(await statusWith({ origin: "null" })).toBe(403);
		expect(await statusWith({ origin: "https://evil.test" })).toBe(403);
		expect(await statusWith({ origin: `${ORIGIN}.evil.test` })).toBe(403);
		expect(await statusWith({ origin: "https://evil.test", "sec-fetch-site": "cross-site" })).toBe(403);
		expect(await statusWith({ "sec-fetch-site": "same-site" })).toBe(403);
	});

	it("by key needs no origin, and may change things only with a key that says so", async () => {
		const { actor } = await makeOperator();
		const statusOf = async (readOnly: boolean) => {
			const { key } = await createApiKey(actor, { name: "k", readOnly, expiresInDays: null });
			return (await echo(post({ authorization: `Bearer ${key}` }), params())).status;
		};
		expect([await statusOf(true), await statusOf(false)]).toEqual([403, 200]);
	});

	it("with a dead key is nobody, even beside a good cookie", async () => {
		const cookie = await cookieOf();
		const request = post({ cookie, origin: ORIGIN, authorization: `Bearer rzd_${"A".repeat(43)}` });
		expect((await echo(request, params())).status).toBe(401);
	});

	it("without the permission is refused before the input is read, and the try is in the audit trail", async () => {
		const handler = route({ permission: "operators.manage", query: z.strictObject({}) }, async () => "secret");
		const request = new Request(`${ORIGIN}/api/operators?bad=1`, { headers: { cookie: await cookieOf("viewer") } });
		expect(await problemOf(await handler(request, params()))).toMatchObject({ code: "forbidden" });
		expect(await db().auditEvent.findMany()).toMatchObject([
			{ action: "access.refused", outcome: "refused", detail: { method: "GET", path: "/api/operators" } },
		]);
	});
});

describe("answer", () => {
	const get = async (handler: ReturnType<typeof route>, values: Record<string, string> = {}) =>
		handler(new Request(`${ORIGIN}/api/thing`, { headers: { cookie: await cookieOf() } }), params(values));

	it("is JSON that nobody stores, or 204 for nothing, or the handler's own with our headers", async () => {
		const data = await get(
			route({ params: ["id"] }, async ({ params: { id } }) => ({ id })),
			{ id: "x" },
		);
		expect([data.status, await data.json(), data.headers.get("cache-control")]).toEqual([200, { id: "x" }, "no-store"]);
		expect((await get(route({}, async () => undefined))).status).toBe(204);
		const own = await get(route({}, async () => new Response("a,b", { headers: { "content-type": "text/csv" } })));
		expect([own.headers.get("content-type"), own.headers.has("x-request-id")]).toEqual(["text/csv", true]);
	});

	it("names unknown fields and parameters", async () => {
		const cookie = await cookieOf();
		const body = await problemOf(await echo(post({ cookie, origin: ORIGIN }, '{"name":"a","role":"owner"}'), params()));
		expect(body).toMatchObject({ status: 422, issues: [{ path: "role", message: "is not a known name" }] });
		const silent = route({}, async () => "x");
		const request = new Request(`${ORIGIN}/api/thing?x=1`, { headers: { cookie } });
		expect(await problemOf(await silent(request, params()))).toMatchObject({ issues: [{ path: "x" }] });
	});

	it.each([
		["a bug", new TypeError("SELECT token FROM secret_table")],
		[
			"a provider's error that no domain code translated",
			new ProviderError("p", "rejected", { detail: "secret_table" }),
		],
	])("of %s is a fixed text", async (_, error) => {
		const response = await get(
			route({}, async () => {
				throw error;
			}),
		);
		const body = await problemOf(response);
		expect(body).toMatchObject({ status: 500, code: "internal" });
		expect(JSON.stringify(body)).not.toContain("secret_table");
	});

	it("is not_found for ids that no row can have", async () => {
		const handler = route({ params: ["id"] }, async () => {
			throw notFound("thing");
		});
		expect((await get(handler, { id: "a\0b" })).status).toBe(404);
		expect((await get(handler, { id: "x".repeat(5000) })).status).toBe(404);
	});

	it("takes the request's name from the proxy, and makes one where it is missing or strange", async () => {
		const open = openRoute({}, async () => "x");
		const nameOf = async (given: string) =>
			(await open(new Request(`${ORIGIN}/api/thing`, { headers: { "x-request-id": given } }), params())).headers.get(
				"x-request-id",
			);
		expect(await nameOf("0b9d3c1e-aaaa")).toBe("0b9d3c1e-aaaa");
		expect(await nameOf("<script>")).toMatch(/^[0-9a-f-]{36}$/);
	});
});

it("says that the database is away, with 503 and when to come back", async () => {
	const cookie = await cookieOf();
	const urlBefore = process.env.DATABASE_URL;
	await closeDatabase();
	process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:9/none";
	forgetEnvironment();
	try {
		const response = await echo(post({ cookie, origin: ORIGIN }), params());
		expect(await problemOf(response)).toMatchObject({ status: 503, code: "database_unavailable" });
		expect(response.headers.get("retry-after")).toBe("10");
	} finally {
		await closeDatabase();
		process.env.DATABASE_URL = urlBefore;
		forgetEnvironment();
	}
});
