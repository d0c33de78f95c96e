import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMoney, isNegative, isZero } from "./money";
import { sumByCurrency } from "./money-sum";

const Exact = Decimal.clone({ precision: 200 });
const amount = fc
	.tuple(fc.constantFrom("", "-"), fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.stringMatching(/^\d{0,8}$/))
	.map(([sign, whole, fraction]) => `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`);
const usd = (text: string) => ({ amount: text, currency: "USD" });

describe("sums", () => {
	it("are exact to the last digit of any length", () => {
		fc.assert(
			fc.property(fc.array(amount, { minLength: 1 }), (amounts) => {
				const sum = amounts.reduce((all, one) => all.plus(one), new Exact(0));
				expect(sumByCurrency(amounts.map(usd))).toEqual([usd(sum.isZero() ? "0" : sum.toFixed())]);
			}),
		);
	});

	it("keep currencies apart, and those not given last", () => {
		const sums = sumByCurrency([
			{ amount: "1", currency: null },
			{ amount: "0.10", currency: "USD" },
			{ amount: "2", currency: "EUR" },
			{ amount: "0.2", currency: "USD" },
		]);
		expect(sums).toEqual([
			{ amount: "2", currency: "EUR" },
			{ amount: "0.3", currency: "USD" },
			{ amount: "1", currency: null },
		]);
		expect(sumByCurrency([])).toEqual([]);
	});
});

describe("an amount", () => {
	it("is nothing or negative whatever way it is written", () => {
		fc.assert(
			fc.property(amount, (text) => {
				const value = new Exact(text);
				expect(isZero(usd(text))).toBe(value.isZero());
				expect(isNegative(usd(text))).toBe(value.isNegative() && !value.isZero());
			}),
		);
		expect(["0", "-0", "0.00", "-000.0"].map((text) => isZero(usd(text)))).toEqual([true, true, true, true]);
	});

	it.each([
		["1234.5", "USD", "1,234.50 USD"],
		["-1234567", "USD", "\u22121,234,567.00 USD"],
		["-0.00", "USD", "0.00 USD"],
		["007.12345", "USD", "7.12345 USD"],
		["1000", "JPY", "1,000 JPY"],
		["1000", null, "1,000.00 (currency not given)"],
		["12345678901234567890123.10", "made up", "12,345,678,901,234,567,890,123.10 made up"],
	])("of %s %s reads %s", (text, currency, words) => {
		expect(formatMoney({ amount: text, currency })).toBe(words);
	});

	it("is refused when it is none", () => {
		for (const text of ["", "1,5", "1e3", "NaN", ".5"]) expect(() => isZero(usd(text))).toThrow(RangeError);
	});
});
