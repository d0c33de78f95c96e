import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { AppError } from "@/lib/errors";
import { readBody, readQuery } from "./read-input";

const query = z.strictObject({ limit: z.coerce.number().int().max(200).default(50), q: z.string().optional() });
const body = z.strictObject({
	name: z.string().optional(),
	deep: z.array(z.strictObject({ n: z.number() })).optional(),
});

function post(content: BodyInit | null, type = "application/json"): Request {
	return new Request("http://x.test", {
		method: "POST",
		body: content,
		headers: { "content-type": type },
		duplex: "half",
	} as RequestInit);
}

async function issuesOf(read: () => unknown): Promise<readonly { path: string; message: string }[]> {
	try {
		await read();
	} catch (error) {
		expect(error).toMatchObject({ code: "invalid_input" });
		return (error as AppError).issues;
	}
	throw new Error("nothing was refused");
}

describe("query", () => {
	it("parses and fills in defaults", () => {
		expect(readQuery(query, new URLSearchParams("q=ann"))).toEqual({ q: "ann", limit: 50 });
	});

	it.each([
		["limit=1&limit=2", "limit", "more than once"],
		["lmit=1", "lmit", "not a known name"],
		["limit=900", "limit", "200"],
		["q=a%00b", "q", "NUL"],
		["__proto__=1", "__proto__", "not a known name"],
	])("refuses %s, naming the field", async (search, path, message) => {
		const issues = await issuesOf(() => readQuery(query, new URLSearchParams(search)));
		expect(issues).toEqual([{ path, message: expect.stringContaining(message) }]);
	});
});

describe("body", () => {
	it("reads JSON, and an absent body as an empty object", async () => {
		expect(await readBody(body, post('{"name":"a"}', "application/json; charset=utf-8"), 100)).toEqual({ name: "a" });
		expect(await readBody(body, post(null), 100)).toEqual({});
	});

	it.each([
		['{"name":"a"}', "text/plain", "content-type"],
		['{"name":', "application/json", "body"],
		['{"name":"\\u0000"}', "application/json", "body"],
		['{"role":"owner"}', "application/json", "role"],
		['{"deep":[{"n":1,"m":2}]}', "application/json", "deep.0.m"],
		['{"name":7}', "application/json", "name"],
		["[]", "application/json", ""],
	])("refuses %s as %s", async (content, type, path) => {
		expect((await issuesOf(() => readBody(body, post(content, type), 1000)))[0]?.path).toBe(path);
	});

	it("stops reading at the bound, whether or not the length was announced", async () => {
		const big = JSON.stringify({ name: "x".repeat(2000) });
		const chunks = new ReadableStream({
			start(controller) {
				controller.enqueue(new TextEncoder().encode(big));
				controller.close();
			},
		});
		for (const content of [big, chunks]) {
			expect((await issuesOf(() => readBody(body, post(content), 1000)))[0]?.message).toContain("too large");
		}
	});
});
