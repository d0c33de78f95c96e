import { describe, expect, it } from "vitest";
import { emailAddress, newPassword, returnPath } from "./auth";

describe("return path", () => {
	it.each([
		"/",
		"/?welcome=1",
		"/connections",
		"/connections/con_1/revoke",
		"/reservations?by=stay&from=today#top",
		"/settings/operators",
	])("goes back to %s", (path) => {
		expect(returnPath(path)).toBe(path);
	});

	it.each([
		"//evil.test",
		"/\\evil.test",
		"\\\\evil.test",
		"https:evil.test",
		"https://evil.test/connections",
		"%2f%2fevil.test",
		"/%2fevil.test",
		"/%5cevil.test",
		"/connections\r\nSet-Cookie: a=b",
		"/connections\t/..//evil.test",
		"/connections/../../api/session",
		"/connectionsevil",
		"/api/auth/signout",
		"/oauth/x/callback",
		"/sign-in",
		"javascript:alert(1)",
		" /connections",
		"",
		`/reservations?${"q".repeat(3000)}`,
	])("ignores %j", (path) => {
		expect(returnPath(path)).toBeNull();
	});
});

describe("new password", () => {
	it.each([
		"violet-kettle-rides-42",
		"correct horse battery staple",
		"π≠3 but nearly so!",
		"password of the lighthouse keeper",
	])("takes %j", (password) => {
		expect(newPassword.safeParse(password).success).toBe(true);
	});

	it.each([
		["short-one-1", "at least 12"],
		["x".repeat(129), "more than 128"],
		["aaaaaaaaaaaa", "too few characters"],
		["abcabcabcabcabc", "few characters"],
		["hotel1hotel1hotel1", "same few characters"],
		["123456789012", "neighbouring"],
		["Password1234!", "most common words"],
		["Welcome-2026-admin", "most common words"],
		["qwertyuiop123", "most common words"],
	])("refuses %j", (password, why) => {
		const result = newPassword.safeParse(password);
		expect(result.error?.issues.map((issue) => issue.message).join()).toContain(why);
	});
});

describe("e-mail", () => {
	it("is kept in lower case without surrounding space, and checked", () => {
		expect(emailAddress.parse("  Ann@Example.TEST ")).toBe("ann@example.test");
		expect(emailAddress.safeParse("ann@").success).toBe(false);
	});
});
