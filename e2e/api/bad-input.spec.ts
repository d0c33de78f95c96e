/** Bad input gets a clear error that names what is wrong, and changes nothing. */
import { type APIRequestContext, expect, test } from "@playwright/test";
import { ownerRequest } from "../support/people";

let owner: APIRequestContext;
test.beforeAll(async () => {
	owner = await ownerRequest();
});
test.afterAll(async () => {
	await owner.dispose();
});

const BAD_QUERIES: [query: string, named: string][] = [
	["colour=red", "colour"],
	["by=birthday", "by"],
	["from=2026-02-30", "from"],
	["from=tomorrow", "from"],
	["from=2026-03-02&to=2026-03-01", "from"],
	["limit=0", "limit"],
	["limit=1000000", "limit"],
	["limit=ten", "limit"],
	["status=confirmed,lost", "status"],
	["kind=", "kind"],
	["sort=price", "sort"],
	["cursor=%00%ff", "cursor"],
	["cursor=eyJzIjoieCJ9", "cursor"],
	["sort=arrival&sort=guest", "sort"],
	[`q=${"x".repeat(300)}`, "q"],
];

for (const [query, named] of BAD_QUERIES) {
	test(`GET /api/reservations?${query.slice(0, 40)} names ${named}`, async () => {
		const response = await owner.get(`/api/reservations?${query}`);
		expect(response.status()).toBe(422);
		const problem: { code: string; issues: { path: string }[] } = await response.json();
		expect(problem.code).toBe("invalid_input");
		expect(JSON.stringify(problem.issues)).toContain(named);
	});
}

const BAD_EXPORTS: [query: string, named: string][] = [
	["", "format"],
	["format=pdf", "format"],
	["format=csv&colour=red", "colour"],
	["format=csv&cursor=x", "cursor"],
	["format=csv&columns=guest,passport", "columns"],
	["format=csv&ids=", "ids"],
	[`format=csv&ids=${Array.from({ length: 201 }, (_, at) => `res_${at}`).join(",")}`, "ids"],
];

for (const [query, named] of BAD_EXPORTS) {
	test(`GET /api/reservations/export?${query.slice(0, 40)} names ${named}`, async () => {
		const response = await owner.get(`/api/reservations/export?${query}`);
		expect(response.status()).toBe(422);
		expect(JSON.stringify((await response.json()).issues)).toContain(named);
	});
}

const BAD_BODIES: [name: string, data: unknown][] = [
	["a list", []],
	["a number", 7],
	["null", null],
	["wrong types", { provider: 1, token: { a: 1 } }],
	["an unknown field", { provider: "rezstream", token: "12345678", role: "owner" }],
	["nothing", {}],
	["a token of one character", { provider: "rezstream", token: "x" }],
	["too much", { provider: "rezstream", token: "x".repeat(100_000) }],
];

for (const [name, data] of BAD_BODIES) {
	test(`POST /api/connections refuses ${name}`, async () => {
		const response = await owner.post("/api/connections", {
			data: JSON.stringify(data),
			headers: { "content-type": "application/json" },
		});
		expect(response.status()).toBe(422);
		expect((await response.json()).code).toBe("invalid_input");
	});
}

test("broken JSON and other content types are refused", async () => {
	for (const [type, data] of [
		["application/json", "{"],
		["text/plain", "{}"],
		["application/x-www-form-urlencoded", "provider=rezstream"],
	] as const) {
		const response = await owner.post("/api/connections", { data, headers: { "content-type": type } });
		expect(response.status(), type).toBe(422);
	}
});

test("ids that are none answer 404 in one form", async () => {
	for (const id of ["x", "con_1", "..%2f..%2fetc", "%00", "a".repeat(3000), "' OR 1=1 --"]) {
		for (const path of [`/api/reservations/${id}`, `/api/connections/${id}`, `/api/tenants/${id}`]) {
			const response = await owner.get(path);
			expect([400, 404], path.slice(0, 60)).toContain(response.status());
		}
	}
});

test("an unknown API path is 404, a wrong method 405", async () => {
	expect((await owner.get("/api/nothing-here")).status()).toBe(404);
	expect((await owner.get("/oauth/rezstream/start")).status()).toBe(405);
	expect((await owner.delete("/api/reservations")).status()).toBe(405);
});
