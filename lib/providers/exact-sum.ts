import "server-only";
import { Decimal } from "decimal.js";

/** The library's default of 20 significant digits would round long amounts (wire.ts lets 40 digits pass). */
const Exact = Decimal.clone({ precision: 200 });

/** Normalises a decimal given as text (or a JSON number's own text) without losing digits; throws on anything else. */
export function decimalText(value: string | number): string {
	return new Decimal(value).toFixed();
}

/** Sum of decimal texts, less those of `minus`, to the last digit. One currency only: the caller's duty. */
export function exactSum(plus: readonly string[], minus: readonly string[] = []): string {
	let sum = new Exact(0);
	for (const amount of plus) sum = sum.plus(amount);
	for (const amount of minus) sum = sum.minus(amount);
	return sum.isZero() ? "0" : sum.toFixed();
}
