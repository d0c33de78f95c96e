import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ProviderError } from "@/lib/errors";
import { guardNext, type LoopGuard, loopGuard, readCursor } from "./page-cursor";

const page = (n: number) => new URL(`https://api.example/list?skip=${n}`);

/** Walks a chain of pages, storing the guard as text between them, as the product does. Returns steps taken before the guard spoke. */
function walk(next: (n: number) => number | null, limit: number): number {
	let at = 0;
	let guard: LoopGuard | null = null;
	for (let step = 0; step < limit; step++) {
		const to = next(at);
		if (to === null) return step;
		try {
			const moved: LoopGuard = guardNext("p", guard, page(at), page(to));
			guard = loopGuard.parse(JSON.parse(JSON.stringify(moved)));
		} catch (error) {
			expect(error).toMatchObject({ kind: "unexpected_shape", detail: "next link repeats" });
			return step;
		}
		at = to;
	}
	throw new Error("the guard never spoke");
}

describe("guardNext", () => {
	test("a page that names itself is found at once", () => {
		expect(walk(() => 0, 10)).toBe(0);
	});

	test("a page that leads back to the first is found at once", () => {
		expect(walk((n) => (n === 1 ? 0 : 1), 10)).toBe(1);
	});

	test("any loop is found within a few rounds", () => {
		fc.assert(
			fc.property(fc.nat(200), fc.integer({ min: 1, max: 200 }), (tail, length) => {
				const steps = walk((n) => (n === tail + length - 1 ? tail : n + 1), 10_000);
				expect(steps).toBeLessThanOrEqual(4 * (tail + length) + 4);
			}),
		);
	});

	test("a chain without repeats is never stopped", () => {
		expect(walk((n) => (n === 3000 ? null : n + 1), 5000)).toBe(3000);
	});
});

describe("readCursor", () => {
	const schema = z.object({ v: z.literal(1), next: z.url() });

	test("what was written is read", () => {
		fc.assert(
			fc.property(fc.webUrl({ withQueryParameters: true }), (next) => {
				expect(readCursor("p", schema, JSON.stringify({ v: 1, next }))).toEqual({ v: 1, next });
			}),
		);
	});

	test("null is the beginning", () => expect(readCursor("p", schema, null)).toBeNull());

	test("anything else is refused and never quoted", () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				expect(() => readCursor("p", schema, text)).toThrow(ProviderError);
				expect(() => readCursor("p", schema, text)).toThrow("p: unexpected_shape (stored cursor cannot be read)");
			}),
		);
	});
});
