/**
 * Exact money: a decimal text with its currency. Never a float; never summed across currencies. Every page loads this
 * file: the schema is in money-schema.ts, and whole numbers of any length do what a decimal library would.
 */
import type { Money } from "./money-schema";

export type { Money } from "./money-schema";

interface Amount {
	isNegative: boolean;
	/** Digits before and after the point; no zero at the end. */
	whole: string;
	fraction: string;
}

/** Sums per currency; unknown currency (null) is a currency of its own. Order: known codes by name, unknown last. */
export function sumByCurrency(amounts: readonly Money[]): Money[] {
	const byCurrency = new Map<string | null, Amount[]>();
	for (const { amount, currency } of amounts) {
		const same = byCurrency.get(currency) ?? [];
		same.push(readAmount(amount));
		byCurrency.set(currency, same);
	}
	return [...byCurrency]
		.map(([currency, same]) => ({ amount: sumOf(same), currency }))
		.sort((a, b) => (a.currency ?? "\uffff").localeCompare(b.currency ?? "\uffff"));
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
function readAmount(text: string): Amount {
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

function sumOf(amounts: readonly Amount[]): string {
	const digits = Math.max(...amounts.map(({ fraction }) => fraction.length));
	let sum = 0n;
	for (const { isNegative, whole, fraction } of amounts) {
		const units = BigInt(whole + fraction.padEnd(digits, "0"));
		sum += isNegative ? -units : units;
	}
	const text = String(sum < 0n ? -sum : sum).padStart(digits + 1, "0");
	const point = text.length - digits;
	const fraction = text.slice(point).replace(/0+$/, "");
	return `${sum < 0n ? "-" : ""}${text.slice(0, point)}${fraction === "" ? "" : `.${fraction}`}`;
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
