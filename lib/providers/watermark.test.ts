import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareInstants } from "./instant";
import { endOfRun, firstWatermark, newest, startOfRun, type Watermark } from "./watermark";

const LOOK_BACK = 120_000;
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, seconds));

describe("newest", () => {
	test("takes the latest update by time, with all its digits", () => {
		const updates = ["2026-11-22T09:00:00.7507775Z", null, "2026-11-22T09:00:00.7507774Z", "2026-11-22T08:59:59Z"];
		expect(newest(null, updates, at(0))).toBe("2026-11-22T09:00:00.7507775Z");
	});

	test("is not moved by a record of the future (F-28)", () => {
		expect(newest("2026-11-22T09:00:00Z", ["2099-01-01T00:00:00Z"], at(0))).toBe("2026-11-22T09:00:00Z");
		expect(newest(null, ["2026-11-22T09:59:59Z"], at(0))).toBeNull();
	});
});

describe("the mark", () => {
	test("looks back until a run that began late enough found nothing newer, then stands still (F-27, F-32)", () => {
		let mark: Watermark = endOfRun(firstWatermark(at(-600)), "2026-11-22T09:59:50Z", at(0), at(1), LOOK_BACK);
		expect(startOfRun(mark, LOOK_BACK)).toBe("2026-11-22T09:57:50Z");
		mark = endOfRun(mark, "2026-11-22T09:59:50Z", at(60), at(61), LOOK_BACK);
		expect(startOfRun(mark, LOOK_BACK)).toBe("2026-11-22T09:57:50Z");
		mark = endOfRun(mark, "2026-11-22T09:59:50Z", at(121), at(122), LOOK_BACK);
		expect(startOfRun(mark, LOOK_BACK)).toBe("2026-11-22T09:59:50Z");
		mark = endOfRun(mark, "2026-11-22T10:03:00Z", at(190), at(191), LOOK_BACK);
		expect(startOfRun(mark, LOOK_BACK)).toBe("2026-11-22T10:01:00Z");
	});

	test("never goes back, whatever a run saw", () => {
		fc.assert(
			fc.property(fc.array(fc.option(fc.integer({ min: -86_400, max: 86_400 }), { nil: null })), (seen) => {
				let mark = firstWatermark(at(0));
				for (const [run, seconds] of seen.entries()) {
					const text = seconds === null ? null : at(seconds).toISOString();
					const after = endOfRun(mark, text, at(run * 60), at(run * 60 + 1), LOOK_BACK);
					expect(compareInstants(after.at, mark.at)).toBeGreaterThanOrEqual(0);
					mark = after;
				}
			}),
		);
	});

	test("no row is lost when it becomes visible up to the look-back late", () => {
		const row = fc.record({ stamp: fc.nat(600), lateBy: fc.nat(LOOK_BACK / 1000) });
		fc.assert(
			fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
				let mark = firstWatermark(at(-600));
				const got = new Set<number>();
				// Polls every 60 s until well after the last row; the poll's clock and the rows' clock agree.
				for (let now = 0; now <= 1200; now += 60) {
					const from = startOfRun(mark, LOOK_BACK);
					const visible = rows.flatMap(({ stamp, lateBy }, i) =>
						stamp + lateBy <= now && compareInstants(at(stamp).toISOString(), from) >= 0 ? [i] : [],
					);
					for (const i of visible) got.add(i);
					const updates = visible.map((i) => at(rows[i]?.stamp ?? 0).toISOString());
					mark = endOfRun(mark, newest(null, updates, at(now)), at(now), at(now), LOOK_BACK);
				}
				expect(got.size).toBe(rows.length);
			}),
		);
	});
});
