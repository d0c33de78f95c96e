import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type OffsetWalk, offsetWalk, walkOn, walkUrl } from "./offset-walk";

const LIST = "https://api.example/list?from=a%2Cb&offset=0&limit=10";

interface Moves {
	/** Fractions of the list's length at which a row goes, and at which one comes. */
	gone: number[];
	come: number[];
}

/** Pages through a list that moves between the requests, storing the walk as text in between as the product does. */
function walkThrough(rows: number[], limit: number, movesAfter: (page: number) => Moves) {
	const list = [...rows];
	let fresh = 1_000_000;
	let walk: OffsetWalk | null = null;
	const got: number[] = [];
	const kept: number[] = [];
	for (let page = 0; page < 2000; page++) {
		const url: URL = walk === null ? new URL(LIST) : walkUrl(walk, "offset");
		const offset = Number(url.searchParams.get("offset"));
		const shown = list.slice(offset, offset + limit);
		const next = offset + limit < list.length ? new URL(url) : null;
		next?.searchParams.set("offset", String(offset + limit));
		const step = walkOn("p", "offset", walk, { url, ids: shown.map(String), next });
		got.push(...shown);
		kept.push(...shown.filter((row) => !step.repeats(String(row))));
		if (step.walk === null) return { got: new Set(got), kept, pages: page + 1, left: new Set(list) };
		walk = offsetWalk.parse(JSON.parse(JSON.stringify(step.walk)));
		const moves = movesAfter(page);
		for (const at of moves.gone) list.splice(Math.floor(at * list.length), 1);
		for (const at of moves.come) list.splice(Math.floor(at * (list.length + 1)), 0, fresh++);
	}
	throw new Error("the walk does not end");
}

const rows = (count: number) => Array.from({ length: count }, (_, i) => i);
const STILL: Moves = { gone: [], come: [] };

describe("a walk by offset", () => {
	test("of a list that stands still reads each row once, with one row of each page read again and left out", () => {
		fc.assert(
			fc.property(fc.nat(300), fc.integer({ min: 2, max: 40 }), (count, limit) => {
				const { kept, pages } = walkThrough(rows(count), limit, () => STILL);
				expect(kept).toEqual(rows(count));
				expect(pages).toBeLessThanOrEqual(1 + Math.ceil(Math.max(0, count - limit) / (limit - 1)));
			}),
		);
	});

	test("of one page is one request, full or not", () => {
		for (const count of [0, 1, 9, 10]) expect(walkThrough(rows(count), 10, () => STILL).pages).toBe(1);
	});

	test("loses no row that was there all the time, whatever comes and goes before the offset (F-26)", () => {
		const fraction = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
		const moves = fc.record({
			gone: fc.array(fraction, { maxLength: 4 }),
			come: fc.array(fraction, { maxLength: 4 }),
		});
		const limits = fc.integer({ min: 2, max: 30 });
		fc.assert(
			fc.property(fc.nat(200), limits, fc.array(moves, { maxLength: 12 }), (count, limit, script) => {
				const { got, left } = walkThrough(rows(count), limit, (page) => script[page] ?? STILL);
				const lost = rows(count).filter((row) => left.has(row) && !got.has(row));
				expect(lost).toEqual([]);
			}),
			{ numRuns: 500 },
		);
	});

	test("goes back when a whole page before the offset went away", () => {
		const { got, left } = walkThrough(rows(40), 10, (page) =>
			page === 1 ? { gone: Array.from({ length: 15 }, () => 0), come: [] } : STILL,
		);
		expect([...left].filter((row) => !got.has(row))).toEqual([]);
	});

	test("ends when the list shrinks to less than was read", () => {
		const { pages } = walkThrough(rows(40), 10, (page) =>
			page === 1 ? { gone: Array.from({ length: 39 }, () => 0), come: [] } : STILL,
		);
		expect(pages).toBeLessThan(10);
	});

	test("ends even when no page ever joins the one before", () => {
		let made = 0;
		let walk: OffsetWalk | null = null;
		for (let page = 0; page < 500; page++) {
			const url: URL = walk === null ? new URL(LIST) : walkUrl(walk, "offset");
			const offset = Number(url.searchParams.get("offset"));
			const next = offset + 10 < 200 ? new URL(url) : null;
			next?.searchParams.set("offset", String(offset + 10));
			const ids = Array.from({ length: 10 }, () => `row ${made++}`);
			walk = walkOn("p", "offset", walk, { url, ids, next }).walk;
			if (walk === null) return;
		}
		throw new Error("the walk does not end");
	});

	test("changes nothing of a link but its offset", () => {
		const walk = { next: LIST.replace("offset=0", "offset=20"), guard: null, tail: ["x"], back: 1, stepsBack: 0 };
		expect(walkUrl(walk, "offset").href).toBe("https://api.example/list?from=a%2Cb&offset=19&limit=10");
		const opaque = { ...walk, next: "https://api.example/list?page=x%20y" };
		expect(walkUrl(opaque, "offset").href).toBe("https://api.example/list?page=x%20y");
	});

	test("a link to the same page, or back to an earlier one, is a circle (F-29)", () => {
		const at = (offset: number) => new URL(LIST.replace("offset=0", `offset=${offset}`));
		const ids = rows(10).map(String);
		const first = walkOn("p", "offset", null, { url: at(0), ids, next: at(10) });
		for (const next of [at(9), at(0), new URL("https://api.example/list?from=a&limit=10")]) {
			expect(() => walkOn("p", "offset", first.walk, { url: at(9), ids, next })).toThrow("next link repeats");
		}
		expect(() => walkOn("p", "offset", null, { url: at(0), ids, next: at(0) })).toThrow("next link repeats");
	});

	test("an empty page that leads on is passed by (F-30)", () => {
		const at = (offset: number, mark = "") => new URL(`${LIST.replace("offset=0", `offset=${offset}`)}${mark}`);
		const first = walkOn("p", "offset", null, { url: at(0), ids: ["a", "b"], next: at(2) });
		const empty = walkOn("p", "offset", first.walk, { url: at(1), ids: [], next: at(2, "&more=1") });
		if (empty.walk === null) throw new Error("it ended");
		expect(walkUrl(empty.walk, "offset").href).toBe(at(1, "&more=1").href);
		const last = walkOn("p", "offset", empty.walk, { url: at(1, "&more=1"), ids: ["b", "c"], next: null });
		expect(last.walk).toBeNull();
		expect(["b", "c"].filter((id) => !last.repeats(id))).toEqual(["c"]);
	});

	test("a cursor stored before walks could go back is read on from", () => {
		const old = { next: at10(), guard: { seen: "x", steps: 0, reach: 2 } };
		expect(walkUrl(offsetWalk.parse(old), "offset").href).toBe(at10());
	});
});

function at10(): string {
	return LIST.replace("offset=0", "offset=10");
}
