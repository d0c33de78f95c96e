/** One way to make text comparable: for search, both in the stored text and in the question, and for sorting by name. */
import "server-only";

/** Letters that Unicode does not take apart into a base letter and a mark. */
const LETTERS: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
const LETTER_PATTERN = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/** Lower case, without diacritics, control and invisible characters; white space becomes one blank. */
export function foldText(text: string): string {
	return wellFormed(text)
		.normalize("NFKD")
		.replace(/[\p{M}\p{Cf}]/gu, "")
		.toLowerCase()
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.replace(LETTER_PATTERN, (letter) => LETTERS[letter] ?? letter)
		.replace(/[\p{Cc}\s]+/gu, " ")
		.trim();
}

/** The ASCII digits of a phone number as written, e.g. "+1 (555) 010-2030" → "15550102030". */
export function digitsOf(text: string): string {
	return text.normalize("NFKC").replace(/\D/g, "");
}

/** Halves of surrogate pairs, which PostgreSQL refuses, become U+FFFD. */
export function wellFormed(text: string): string {
	return text.replace(/\p{Cs}/gu, "\ufffd");
}
