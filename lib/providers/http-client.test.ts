import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { forgetEnvironment } from "@/lib/env";
import { type HttpCall, requestJson, requirePinned } from "./http-client";

let server: Server;
let base: string;
let answer: RequestListener;

beforeAll(async () => {
	process.env.ALLOW_INSECURE_PROVIDERS = "1";
	forgetEnvironment();
	server = createServer((request, response) => answer(request, response));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(() => {
	answer = (_, response) => response.writeHead(200, { "content-type": "application/json" }).end("{}");
});

afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
	delete process.env.ALLOW_INSECURE_PROVIDERS;
	forgetEnvironment();
});

function get(path = "/", extra: Partial<HttpCall> = {}) {
	const call: HttpCall = {
		provider: "p",
		base,
		url: new URL(path, base),
		headers: { authorization: "Bearer CANARY_AT_1" },
		context: { beforeRequest: async () => {} },
		...extra,
	};
	return requestJson(call, new Date());
}

test.each(["application/json", "application/json; charset=utf-8", "application/problem+json", "text/json"])(
	"%s is JSON",
	async (type) => {
		answer = (_, response) => response.writeHead(200, { "content-type": type }).end('{"a":1}');
		expect((await get()).body).toEqual({ a: 1 });
	},
);

test.each(["text/html", "application/jsonp", "text/plain", ""])("%j is not JSON, whatever the body", async (type) => {
	answer = (_, response) => response.writeHead(200, type === "" ? {} : { "content-type": type }).end('{"a":1}');
	await expect(get()).rejects.toMatchObject({ kind: "unexpected_shape", detail: "answer is not JSON" });
});

test("a compressed answer is read; one that swells beyond the limit is not (S-81)", async () => {
	const headers = { "content-type": "application/json", "content-encoding": "gzip" };
	answer = (_, response) => response.writeHead(200, headers).end(gzipSync('{"a":1}'));
	expect((await get()).body).toEqual({ a: 1 });
	const bomb = gzipSync(`["${"x".repeat(40 * 1024 * 1024)}"]`);
	expect(bomb.length).toBeLessThan(100_000);
	answer = (_, response) => response.writeHead(200, headers).end(bomb);
	await expect(get()).rejects.toMatchObject({ kind: "unexpected_shape", detail: "answer too large" });
	answer = (_, response) => response.writeHead(200, headers).end("not gzip at all");
	await expect(get()).rejects.toMatchObject({ kind: "unavailable" });
});

test("headers without end are cut off", async () => {
	answer = (_, response) => response.writeHead(200, { "x-long": "x".repeat(60_000) }).end("{}");
	await expect(get()).rejects.toMatchObject({ kind: "unavailable", detail: "network UND_ERR_HEADERS_OVERFLOW" });
});

test("a long error body is not read, and its status still counts", async () => {
	answer = (_, response) =>
		response.writeHead(404, { "content-type": "application/json" }).end(`{"code":"${"x".repeat(200_000)}"}`);
	await expect(get()).rejects.toMatchObject({ kind: "not_found", status: 404, detail: null });
});

test.each([
	['{"code":"ip_blocked"}', "ip_blocked"],
	['{"code":429}', null],
	['{"code":"CANARY Upper"}', null],
	[`{"code":"${"a".repeat(61)}"}`, null],
	["{broken", null],
])("of the error body %s the detail is %s", async (body, detail) => {
	answer = (_, response) => response.writeHead(403, { "content-type": "application/json" }).end(body);
	await expect(get()).rejects.toMatchObject({ kind: "forbidden", detail });
});

test("a host that does not exist is unavailable by name", async () => {
	const gone = "https://does-not-exist.invalid";
	const error = await get("/", { base: gone, url: new URL("/secret-path", gone) }).catch((thrown: Error) => thrown);
	expect(error).toMatchObject({ kind: "unavailable", detail: expect.stringMatching(/^network E[A-Z_]+$/) });
	expect(String(error)).not.toContain("secret-path");
});

test.each([
	["https://api.example", "https://api.example/v2?x=1", true],
	["https://api.example/base", "https://api.example:443/other", true],
	["https://api.example", "https://api.example:8443/", false],
	["https://api.example", "http://api.example/", false],
	["https://api.example", "https://api.example.evil.example/", false],
	["https://api.example", "https://user:pass@api.example/", false],
	["https://api.example", "https://evil.example/api.example", false],
	["https://api.example", "javascript:alert(1)", false],
])("pinned to %s, %s passes: %s", (pinned, url, passes) => {
	const check = () => requirePinned("p", pinned, new URL(url));
	if (passes) expect(check).not.toThrow();
	else expect(check).toThrow("foreign_link");
});
