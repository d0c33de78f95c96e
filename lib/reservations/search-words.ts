/** Free text → what each word may match in search_text. Pure. */
import "server-only";
import { digitsOf, foldText } from "./fold-text";

const PHONE_CHARACTERS = /^[+()\d.\-/]+$/;
/** A number typed with a country or trunk code that the stored one lacks still ends in the same digits. */
const LOCAL_DIGITS = 8;

/** Every word must match; a word matches when one of its forms is contained. Empty: there is nothing to look for. */
export function searchWords(q: string): string[][] {
	return phoneAsOneWord(foldText(q))
		.split(" ")
		.filter((word) => word !== "")
		.map((word) => [...new Set([word, ...digitForms(word)])]);
}

/** Shorter words resemble too much. */
const MISSPELT_FROM = 4;

/**
 * What of the words may be misspelt, of an e-mail address the name only: its domain is that of many. Null when a word is
 * too short to be recognized by most of its letters.
 */
export function misspeltWords(words: readonly (readonly string[])[]): string[][] | null {
	const names = words.map(([word = ""]) => [word.split("@", 1)[0] ?? ""]);
	return names.every(([name = ""]) => name.length >= MISSPELT_FROM) ? names : null;
}

/** "(555) 010-20 30" is one number, however it is spaced. */
function phoneAsOneWord(text: string): string {
	const joined = text.replaceAll(" ", "");
	return PHONE_CHARACTERS.test(joined) && digitsOf(joined).length >= 7 && /[ ()+-]/.test(text) ? joined : text;
}

function digitForms(word: string): string[] {
	const digits = digitsOf(word);
	const isPhoneLike = digits.length >= 5 || (digits.length >= 3 && PHONE_CHARACTERS.test(word));
	if (!isPhoneLike) return [];
	return digits.length > LOCAL_DIGITS && PHONE_CHARACTERS.test(word) ? [digits, digits.slice(-LOCAL_DIGITS)] : [digits];
}

/** A LIKE pattern for "contains", with LIKE's own signs taken literally (escape character: backslash). */
export function containsPattern(text: string): string {
	return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
