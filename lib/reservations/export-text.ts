/** Foreign text on its way into a file that other programs open. Pure. */
import "server-only";

/** What a cell of a spreadsheet holds at most. */
const CELL_MAX = 32_000;

/**
 * One line without characters that do something instead of being read: control characters, direction overrides and
 * isolates, marks that are no characters. Half surrogates become U+FFFD. Letters of any script stay as they are.
 */
export function plainText(text: string, max = CELL_MAX): string {
	const bounded = text.length > max ? `${text.slice(0, max - 1)}…` : text;
	return (
		bounded
			.replace(/\p{Surrogate}/gu, "\ufffd")
			.replace(/[\t\n\r\v\f\u0085\u2028\u2029]+/g, " ")
			// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be removed
			.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g, "")
	);
}

/** Plain text that no spreadsheet takes for a formula: what would begin one gets an apostrophe. */
export function cellText(text: string): string {
	const plain = plainText(text);
	const risky = /^\s*[=+\-@＝＋－＠]/.test(plain) || /^[\t\r\n]/.test(text);
	return risky ? `'${plain}` : plain;
}
