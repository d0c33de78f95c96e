import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareInstants } from "./instant";
import { endOfRun, firstWatermark, newest, startOfRun, type Watermark, watermark } from "./watermark";

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
		// The run took a second: so much further back.
		expect(startOfRun(mark, LOOK_BACK)).toBe("2026-11-22T09:57:49Z");
		mark = endOfRun(mark, "2026-11-22T09:59:50Z", at(60), at(61), LOOK_BACK);
		expect(startOfRun(mark, LOOK_BACK)).toBe("2026-11-22T09:57:50Z");
		mark = endOfRun(mark, "2026-11-22T09:59:50Z", at(123), at(124), LOOK_BACK);
		expect(startOfRun(mark, LOOK_BACK)).toBe("2026-11-22T09:59:51Z");
		mark = endOfRun(mark, "2026-11-22T10:03:00Z", at(190), at(191), LOOK_BACK);
		expect(startOfRun(mark, LOOK_BACK)).toBe("2026-11-22T10:00:59Z");
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

	test("a run that took long is followed by one that looks back over all of it", () => {
		const long = endOfRun(firstWatermark(at(-600)), at(1700).toISOString(), at(0), at(1800), LOOK_BACK);
		expect(compareInstants(startOfRun(long, LOOK_BACK), at(0).toISOString())).toBeLessThanOrEqual(0);
		const next = endOfRun(long, at(1700).toISOString(), at(1810), at(1811), LOOK_BACK);
		expect(startOfRun(next, LOOK_BACK)).toBe(at(1580).toISOString().replace(".000", ""));
	});

	test("a mark stored before runs were timed is read as one of a short run", () => {
		const old = { at: "2026-11-22T10:00:00Z", reachedAt: "2026-11-22T10:00:00Z", settled: false };
		expect(watermark.parse(old)).toEqual({ ...old, spanMs: 0 });
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

	test("no row is lost by runs of many pages, slow ones included, while rows change and turn up late", () => {
		const row = fc.record({
			stamp: fc.nat(900),
			lateBy: fc.nat(LOOK_BACK / 1000),
			again: fc.option(fc.nat(600), { nil: null }),
		});
		const scenario = fc.record({
			rows: fc.array(row, { maxLength: 15 }),
			/** Seconds between one page and the next. */
			pauses: fc.array(fc.nat(300), { minLength: 1, maxLength: 10 }),
		});
		fc.assert(
			fc.property(scenario, ({ rows, pauses }) => {
				// Versions of a row: its first stamp, and a later one when it changes again.
				const stamps = rows.map(({ stamp, again }) => (again === null ? [stamp] : [stamp, stamp + 1 + again]));
				const visible = (i: number, clock: number) =>
					stamps[i]?.filter((stamp) => stamp + (rows[i]?.lateBy ?? 0) <= clock).at(-1) ?? null;
				const got = rows.map(() => -1);
				let mark = firstWatermark(at(-600));
				let pause = 0;
				for (let clock = 0; clock < 4000; clock += 60) {
					const startedAt = at(clock);
					let from = startOfRun(mark, LOOK_BACK);
					let after = -1;
					let seen: string | null = null;
					for (;;) {
						// A feed in the order of (stamp, id), two rows a page, read on from the last row.
						const page = rows
							.flatMap((_, i) => {
								const stamp = visible(i, clock);
								return stamp === null ? [] : [{ i, stamp, text: at(stamp).toISOString() }];
							})
							.filter(({ i, text }) => {
								const order = compareInstants(text, from);
								return order > 0 || (order === 0 && i > after);
							})
							.sort((a, b) => a.stamp - b.stamp || a.i - b.i)
							.slice(0, 2);
						for (const { i, stamp } of page) got[i] = Math.max(got[i] ?? -1, stamp);
						seen = newest(
							seen,
							page.map(({ text }) => text),
							at(clock),
						);
						const last = page.at(-1);
						if (last === undefined || page.length < 2) break;
						from = last.text;
						after = last.i;
						clock += pauses[pause++ % pauses.length] ?? 0;
					}
					mark = endOfRun(mark, seen, startedAt, at(clock), LOOK_BACK);
				}
				expect(got).toEqual(stamps.map((versions) => versions.at(-1)));
			}),
			{ numRuns: 100 },
		);
	});
});
