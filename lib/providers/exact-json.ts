import "server-only";
import { isSafeNumber, parse } from "lossless-json";

/** Deeper nesting than any record of either provider; stops bodies made to exhaust the stack (S-81). */
const MAX_DEPTH = 64;

/**
 * Parses JSON without losing a digit: a number whose value a double cannot hold exactly (long ids, long decimals) comes
 * out as its text, every other one as a number whose shortest text is its exact value. Throws SyntaxError; its message
 * may quote the body, so it must not be shown, logged or kept as a cause.
 */
export function parseExactJson(text: string): unknown {
	refuseDeepNesting(text);
	return parse(text, null, {
		parseNumber: (digits) => (isSafeNumber(digits) ? Number(digits) : digits),
		onDuplicateKey: ({ newValue }) => newValue,
	});
}

function refuseDeepNesting(text: string): void {
	let depth = 0;
	let inString = false;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (inString) {
			if (code === BACKSLASH) i++;
			else if (code === QUOTE) inString = false;
		} else if (code === QUOTE) inString = true;
		else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
			depth++;
			if (depth > MAX_DEPTH) throw new SyntaxError("nested too deeply");
		} else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
	}
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
