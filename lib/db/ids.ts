/** Row ids: a prefix that names the kind and 26 characters of time-ordered randomness (ULID alphabet). */
import "server-only";
import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

export type IdPrefix =
	| "con"
	| "ten"
	| "unt"
	| "res"
	| "str"
	| "run"
	| "opr"
	| "inv"
	| "key"
	| "att"
	| "qua"
	| "ver"
	| "viw"
	| "nte"
	| "tag"
	| "fed";

/** e.g. newId("con") → "con_01jd3k…"; sorts by creation time within a prefix. */
export function newId(prefix: IdPrefix): string {
	let time = Date.now();
	let head = "";
	for (let i = 0; i < 10; i++) {
		head = ALPHABET[time % 32] + head;
		time = Math.floor(time / 32);
	}
	let tail = "";
	for (const byte of randomBytes(16)) tail += ALPHABET[byte % 32];
	return `${prefix}_${head}${tail}`;
}

/** When an id was made: its first ten characters are a time. For rows that keep no other. */
export function idTime(id: string): Date {
	let time = 0;
	for (const letter of id.slice(id.indexOf("_") + 1).slice(0, 10)) time = time * 32 + ALPHABET.indexOf(letter);
	return new Date(time);
}
