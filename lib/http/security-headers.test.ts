import { describe, expect, it } from "vitest";
import { requestKind } from "./request-kind";
import { commonHeaders, pagePolicy } from "./security-headers";

const input = { nonce: "bm9uY2U=", formOrigins: ["https://account.example.test"], development: false };

describe("content policy", () => {
	it("allows nothing inline and no evaluation in production", () => {
		expect(pagePolicy(input)).not.toMatch(/unsafe-/);
		expect(pagePolicy(input)).toContain("default-src 'none'");
		expect(pagePolicy(input)).toContain("frame-ancestors 'none'");
	});

	it("lets forms end at ourselves and the named origins only", () => {
		expect(pagePolicy(input)).toContain("form-action 'self' https://account.example.test;");
	});

	it("gives scripts and style elements the nonce", () => {
		expect(pagePolicy(input)).toMatch(/script-src [^;]*'nonce-bm9uY2U='/);
		expect(pagePolicy(input)).toMatch(/style-src [^;]*'nonce-bm9uY2U='/);
	});
});

describe("common headers", () => {
	const headers = (secure: boolean, keepReferrer = false) => new Headers(commonHeaders({ secure, keepReferrer }));

	it("promises TLS for a year, only where there is TLS", () => {
		expect(headers(true).get("strict-transport-security")).toBe("max-age=31536000");
		expect(headers(false).has("strict-transport-security")).toBe(false);
	});

	it("lets only our own pages see where a request came from", () => {
		expect(headers(true).get("referrer-policy")).toBe("no-referrer");
		expect(headers(true, true).get("referrer-policy")).toBe("same-origin");
	});
});

describe("request kind", () => {
	it.each([
		["/", "page"],
		["/connections/con_1", "page"],
		["/apiary", "page"],
		["/sign-in", "open_page"],
		["/invite", "open_page"],
		["/api/connections", "data"],
		["/oauth/x/callback", "data"],
		["/metrics", "data"],
		["/_next/static/a.js", "file"],
		["/icon.svg", "file"],
		["/api/reservations/export.png", "data"],
	])("%s is a %s", (path, kind) => {
		expect(requestKind(path)).toBe(kind);
	});
});
