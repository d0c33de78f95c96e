/** Exact money: a decimal text with its currency. Never a float; never summed across currencies. */
import { Decimal } from "decimal.js";
import { z } from "zod";

export const money = z.object({ amount: z.string().regex(/^-?\d+(\.\d+)?$/), currency: z.string().nullable() });
export type Money = z.infer<typeof money>;

/** Normalises a decimal given as text (or a JSON number's own text) without losing digits; throws on anything else. */
export function decimalText(value: string | number): string {
	return new Decimal(value).toFixed();
}

/** Sums per currency; unknown currency (null) is a currency of its own. Order: known codes by name, unknown last. */
export function sumByCurrency(amounts: readonly Money[]): Money[] {
	const sums = new Map<string | null, Decimal>();
	for (const { amount, currency } of amounts) {
		sums.set(currency, (sums.get(currency) ?? new Decimal(0)).plus(amount));
	}
	return [...sums]
		.map(([currency, sum]) => ({ amount: sum.toFixed(), currency }))
		.sort((a, b) => (a.currency ?? "\uffff").localeCompare(b.currency ?? "\uffff"));
}

export function isZero(value: Money): boolean {
	return new Decimal(value.amount).isZero();
}

export function isNegative(value: Money): boolean {
	return new Decimal(value.amount).isNegative() && !isZero(value);
}

/** "1,234.50 USD", "1,234.50 (currency not given)". Keeps every digit given, pads to the currency's usual minor digits. */
export function formatMoney({ amount, currency }: Money, options: { withCurrency?: boolean } = {}): string {
	const minor = currency === null ? 2 : minorDigits(currency);
	const value = new Decimal(amount);
	const digits = Math.max(minor, value.decimalPlaces());
	const [whole = "0", fraction] = value.abs().toFixed(digits).split(".");
	const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
	const sign = value.isNegative() && !value.isZero() ? "\u2212" : "";
	const text = `${sign}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
	if (options.withCurrency === false) return text;
	return currency === null ? `${text} (currency not given)` : `${text} ${currency}`;
}

function minorDigits(currency: string): number {
	try {
		return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
	} catch (error) {
		// Intl refuses codes that are not three letters; such a code is still shown as given.
		if (error instanceof RangeError) return 2;
		throw error;
	}
}
