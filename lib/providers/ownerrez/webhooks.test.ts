import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetEnvironment } from "@/lib/env";
import { ownerrezWebhooks } from "./webhooks";

const USER = "hook user";
const PASSWORD = "se:cret:ü";

function configure(user: string | undefined, password: string | undefined): void {
	for (const [name, value] of [
		["OWNERREZ_WEBHOOK_USER", user],
		["OWNERREZ_WEBHOOK_PASSWORD", password],
	] as const) {
		if (value === undefined) delete process.env[name];
		else process.env[name] = value;
	}
	forgetEnvironment();
}

beforeEach(() => configure(USER, PASSWORD));
afterEach(() => configure(undefined, undefined));

const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });
const verify = (headers: Record<string, string>) => ownerrezWebhooks.verify(new Headers(headers));

describe("whether a delivery is genuine", () => {
	it("splits user and password at the first colon", () => {
		expect(verify(basic(`${USER}:${PASSWORD}`))).toBe(true);
	});

	it.each([
		["no header", {}],
		["nothing after Basic", { authorization: "Basic " }],
		["another scheme", { authorization: `Bearer ${Buffer.from(`${USER}:${PASSWORD}`).toString("base64")}` }],
		["no colon", basic(USER)],
		["a wrong user", basic(`other:${PASSWORD}`)],
		["a wrong password", basic(`${USER}:se`)],
		["a password cut at its colon", basic(`${USER}:se:cret`)],
		["a longer password", basic(`${USER}:${PASSWORD}x`)],
		["both empty", basic(":")],
		["not base64", { authorization: "Basic %%%" }],
	])("refuses %s", (_, headers) => {
		expect(verify(headers as Record<string, string>)).toBe(false);
	});

	it.each([
		[undefined, undefined],
		[USER, undefined],
		[undefined, PASSWORD],
		["", ""],
	])("refuses everything while user and password are not both configured (%s, %s)", (user, password) => {
		configure(user, password);
		for (const text of [":", `${USER}:`, `:${PASSWORD}`, `${USER}:${PASSWORD}`, "undefined:undefined"]) {
			expect(verify(basic(text))).toBe(false);
		}
		expect(ownerrezWebhooks.missingConfiguration().length).toBeGreaterThan(0);
	});
});

describe("what a delivery says", () => {
	const parse = (body: unknown) => ownerrezWebhooks.parse(typeof body === "string" ? body : JSON.stringify(body));

	it("keeps ids as text, GUID or number of any length, and nothing of the record", () => {
		const hint = parse(
			'{"id":"3f2504e0-4f89-11d3-9a0c-0305e82c3301","user_id":123456789012345678,"action":"entity_update","entity_type":"booking","entity_id":77,"categories":["charge"],"entity":{"guest":{"name":"SECRET GUEST"}}}',
		);
		expect(hint).toEqual({
			eventId: "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
			account: "123456789012345678",
			action: "entity_update",
			entityType: "booking",
			entityId: "77",
		});
		expect(parse({ id: 5, action: "x" }).eventId).toBe("5");
	});

	it("takes a delivery of a form that nobody has seen for one that says little", () => {
		expect(parse({})).toEqual({ eventId: null, account: null, action: "(none)", entityType: null, entityId: null });
		expect(parse({ id: { a: 1 }, action: 7, entity_type: ["x"], entity_id: 1.5 })).toMatchObject({
			eventId: null,
			action: "(none)",
		});
		expect(parse({ action: "a\0b" }).action).not.toContain("\0");
		expect(parse({ action: "long ".repeat(500) }).action.length).toBeLessThanOrEqual(100);
	});

	it.each(["", "{", "null", "[]", '"text"', "\u0000"])("refuses %j, and repeats nothing of it", (body) => {
		expect(() => parse(body)).toThrowError(expect.objectContaining({ kind: "unexpected_shape", cause: undefined }));
	});
});

it.each([
	["entity_create", "booking", "record"],
	["entity_insert", "booking", "record"],
	["EntityUpdate", "Booking", "record"],
	["entity_delete", "booking", "deleted"],
	["entity_update", "guest", "contact"],
	["entity_delete", "property", "inventory"],
	["entity_create", "thread_message", "other"],
	["entity_update", null, "other"],
	["application_authorization_revoked", "api_application", "revoked"],
	["webhook_test", "api_application", "test"],
	["something_new", "booking", "other"],
] as const)("%s of %s means %s", (action, entityType, meaning) => {
	expect(ownerrezWebhooks.meaning(action, entityType)).toBe(meaning);
});
