/** Deterministic randomness: every fact of the world is a pure function of the seed and a few numbers. */

function mix(h: number): number {
	h ^= h >>> 16;
	h = Math.imul(h, 0x85ebca6b);
	h ^= h >>> 13;
	h = Math.imul(h, 0xc2b2ae35);
	h ^= h >>> 16;
	return h >>> 0;
}

export function hash(...parts: number[]): number {
	let h = 0x9e3779b9;
	for (const part of parts) {
		h = mix((Math.imul(h, 31) + part) | 0);
		if (part > 0xffffffff) h = mix((h + Math.floor(part / 0x100000000)) | 0);
	}
	return h;
}

export function hashText(text: string): number {
	let h = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
	return mix(h);
}

/** mulberry32: small, quick, good enough for a made-up world. */
export class Rng {
	private state: number;

	constructor(seed: number) {
		this.state = seed >>> 0;
	}

	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let t = this.state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	}

	/** 0 … below-1 */
	int(below: number): number {
		return Math.floor(this.next() * below);
	}

	between(low: number, high: number): number {
		return low + this.int(high - low + 1);
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(list: readonly T[]): T {
		return list[this.int(list.length)] as T;
	}
}

const hex = (value: number, digits: number) =>
	(value >>> 0)
		.toString(16)
		.padStart(8, "0")
		.slice(8 - digits);

const ODD = 0x9e3779b1;
const INVERSE = inverseModulo32(ODD);

function inverseModulo32(odd: number): number {
	let x = odd;
	for (let i = 0; i < 5; i++) x = Math.imul(x, 2 - Math.imul(odd, x));
	return x >>> 0;
}

function assemble(w0: number, w1: number, w2: number, w3: number): string {
	const variant = hex(0x8000 | ((w2 >>> 16) & 0x3fff), 4);
	return `${hex(w0, 8)}-${hex(w1 >>> 16, 4)}-4${hex(w1, 3)}-${variant}-${hex(w2, 4)}${hex(w3, 8)}`;
}

/**
 * A GUID that hides the record's index in its last eight digits, so that a million records need no lookup table.
 */
export function recordGuid(key: number, kind: number, index: number): string {
	const scrambled = Math.imul(index ^ hash(key, kind, 4), ODD);
	return assemble(hash(key, kind, index, 1), hash(key, kind, index, 2), hash(key, kind, index, 3), scrambled);
}

/** The index inside a GUID made by `recordGuid` with the same key and kind, or -1. */
export function indexOfGuid(key: number, kind: number, guid: string): number {
	if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(guid)) return -1;
	const scrambled = Number.parseInt(guid.slice(28), 16);
	const index = (Math.imul(scrambled, INVERSE) ^ hash(key, kind, 4)) >>> 0;
	return recordGuid(key, kind, index) === guid ? index : -1;
}

/** A GUID for a part of a record (person, assignment, invoice …). */
export function partGuid(key: number, kind: number, index: number, part: number): string {
	return assemble(
		hash(key, kind, index, part, 11),
		hash(key, kind, index, part, 12),
		hash(key, kind, index, part, 13),
		hash(key, kind, index, part, 14),
	);
}
