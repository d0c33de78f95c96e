/**
 * Exact money: a decimal text with its currency. Never a float; never summed across currencies. Every page loads this
 * file: the schema is in money-schema.ts, sums are in money-sum.ts.
 */
import type { Money } from "./money-schema";

export type { Money } from "./money-schema";

export interface Amount {
	isNegative: boolean;
	/** Digits before and after the point; no zero at the end. */
	whole: string;
	fraction: string;
}

export function isZero(value: Money): boolean {
	return isNothing(readAmount(value.amount));
}

export function isNegative(value: Money): boolean {
	return isBelowZero(readAmount(value.amount));
}

/** "1,234.50 USD", "1,234.50 (currency not given)". Keeps every digit given, pads to the currency's usual minor digits. */
export function formatMoney({ amount, currency }: Money, options: { withCurrency?: boolean } = {}): string {
	const value = readAmount(amount);
	const fraction = value.fraction.padEnd(currency === null ? 2 : minorDigits(currency), "0");
	const grouped = value.whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
	const text = `${isBelowZero(value) ? "\u2212" : ""}${grouped}${fraction === "" ? "" : `.${fraction}`}`;
	if (options.withCurrency === false) return text;
	return currency === null ? `${text} (currency not given)` : `${text} ${currency}`;
}

const AMOUNT = /^(-?)0*(\d+)(?:\.(\d+))?$/;

/** RangeError for a text that is no amount. */
export function readAmount(text: string): Amount {
	const [, sign, whole = "", fraction = ""] = AMOUNT.exec(text) ?? [];
	if (sign === undefined) throw new RangeError("not an amount");
	return { isNegative: sign === "-", whole, fraction: fraction.replace(/0+$/, "") };
}

function isNothing({ whole, fraction }: Amount): boolean {
	return whole === "0" && fraction === "";
}

function isBelowZero(amount: Amount): boolean {
	return amount.isNegative && !isNothing(amount);
}

/** Asking Intl takes far longer than formatting, and a list formats hundreds. */
const knownDigits = new Map<string, number>();

function minorDigits(currency: string): number {
	const known = knownDigits.get(currency) ?? readMinorDigits(currency);
	// Providers send codes as they like: a bound, not a cache of everything ever sent.
	if (knownDigits.size < 500) knownDigits.set(currency, known);
	return known;
}

function readMinorDigits(currency: string): number {
	try {
		return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
	} catch (error) {
		// Intl refuses codes that are not three letters; such a code is still shown as given.
		if (error instanceof RangeError) return 2;
		throw error;
	}
}
