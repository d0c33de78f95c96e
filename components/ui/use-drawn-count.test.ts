import { describe, expect, it } from "vitest";
import { firstOfGroups } from "./use-drawn-count";

describe("the first members over all groups", () => {
	const groups = [
		{ key: "a", rows: [1, 2, 3] },
		{ key: "none", rows: [] },
		{ key: "b", rows: [4, 5] },
	];
	const first = (most: number) =>
		firstOfGroups(groups, ({ rows }) => rows, most).map(({ group, members }) => [group.key, ...members]);

	it("fill one group after the other, and leave out what has none yet", () => {
		expect(first(2)).toEqual([["a", 1, 2]]);
		expect(first(4)).toEqual([
			["a", 1, 2, 3],
			["b", 4],
		]);
		expect(first(0)).toEqual([]);
	});

	it("are all of them when there are enough", () => {
		expect(first(100)).toEqual([
			["a", 1, 2, 3],
			["b", 4, 5],
		]);
	});
});
