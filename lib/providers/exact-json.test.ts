import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseExactJson } from "./exact-json";

describe("parseExactJson", () => {
	test.each([
		["0.1", 0.1],
		["1234.5600", 1234.56],
		["12345678901234567890", "12345678901234567890"],
		["0.12345678901234567891", "0.12345678901234567891"],
		["123456789012345.6789", "123456789012345.6789"],
	])("keeps every digit of %s", (text, expected) => {
		expect(parseExactJson(`{"amount":${text}}`)).toEqual({ amount: expected });
	});

	test("any decimal comes back with its own value", () => {
		fc.assert(
			fc.property(
				fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
				fc.integer({ min: 0, max: 9 }),
				(whole, cents) => {
					const text = `${whole}.5${cents}1`;
					const parsed = parseExactJson(text);
					expect(typeof parsed === "number" ? String(parsed) : parsed).toBe(text);
				},
			),
		);
	});

	test("agrees with JSON.parse on everything but numbers", () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
				const text = JSON.stringify(value, (_, v) => (typeof v === "number" ? Math.trunc(v % 1000) || 0 : v));
				expect(parseExactJson(text)).toEqual(JSON.parse(text));
			}),
		);
	});

	test("a __proto__ member stays data", () => {
		const parsed = parseExactJson('{"__proto__":{"polluted":true}}') as object;
		expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
		expect("polluted" in parsed).toBe(false);
	});

	test("of a repeated member the last one counts", () => {
		expect(parseExactJson('{"a":1,"a":2}')).toEqual({ a: 2 });
	});

	test.each(["[".repeat(10_000), `{"a":`.repeat(500), "[1,", "", "{'a':1}"])("refuses %.12s…", (text) => {
		expect(() => parseExactJson(text)).toThrow(SyntaxError);
	});

	test("brackets inside texts are no nesting", () => {
		const text = `"${"[{".repeat(500)}\\"${"[".repeat(200)}"`;
		expect(parseExactJson(text)).toBe(JSON.parse(text));
	});
});
