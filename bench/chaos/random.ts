/** One generator decides everything, so that a seed replays. */
export class Chance {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** 0 ≤ x < 1 (mulberry32). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	between(low: number, high: number): number {
		return low + this.next() * (high - low);
	}

	whole(low: number, high: number): number {
		return Math.floor(this.between(low, high + 1));
	}

	pick<T>(choices: readonly T[]): T {
		return choices[this.whole(0, choices.length - 1)] as T;
	}

	/** One of the keys, as often as its weight says. */
	weighted<Key extends string>(weights: Record<Key, number>): Key {
		const keys = Object.keys(weights) as Key[];
		let left = this.next() * keys.reduce((sum, key) => sum + weights[key], 0);
		for (const key of keys) {
			left -= weights[key];
			if (left < 0) return key;
		}
		return keys.at(-1) as Key;
	}
}
