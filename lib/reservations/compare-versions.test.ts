import fc from "fast-check";
import { expect, it } from "vitest";
import { compareStates, judge, type RecordState } from "./compare-versions";

const state = fc.record({
	version: fc.constantFrom(null, 1, 2, 3),
	updatedAt: fc.constantFrom(
		null,
		"no instant",
		"2026-01-01T00:00:00Z",
		"2026-01-01T00:00:00.0000001Z",
		"2026-01-01T02:00:00+02:00",
	),
	contentHash: fc.constantFrom("a", "b", "c"),
});

it("never calls two states newer than each other", () => {
	fc.assert(
		fc.property(state, state, (a, b) => {
			expect([judge(a, b), judge(b, a)]).not.toEqual(["stale", "stale"]);
			expect(Math.sign(compareStates(a, b)) + Math.sign(compareStates(b, a))).toBe(0);
		}),
	);
});

it("takes equal content as unchanged", () => {
	fc.assert(
		fc.property(state, (a) => {
			expect(judge(a, { ...a })).toBe("unchanged");
		}),
	);
});

it("tells instants apart at the seventh digit and sees through offsets", () => {
	const at = (updatedAt: string, contentHash: string): RecordState => ({ version: null, updatedAt, contentHash });
	expect(judge(at("2026-01-01T00:00:00.0000002Z", "a"), at("2026-01-01T00:00:00.0000001Z", "b"))).toBe("stale");
	expect(judge(at("2026-01-01T02:00:00+02:00", "a"), at("2026-01-01T00:00:00Z", "b"))).toBe("update");
});
