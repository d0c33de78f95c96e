/** Sums of exact money, a currency at a time. Whole numbers of any length do what a decimal library would. */
import { type Amount, type Money, readAmount } from "./money";

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
