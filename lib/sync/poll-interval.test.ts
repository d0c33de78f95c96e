import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { learnedRate, MEMORY_HOURS, PRIOR_CHANGES_PER_HOUR } from "@/lib/connections/change-rate";
import { type PollBounds, pollPace, pollSeconds, withJitter } from "./poll-interval";
import { simulatePolling } from "./test-polling";

const BOUNDS: PollBounds = { minSeconds: 30, maxSeconds: 900, webhookFactor: 5 };
const quiet = { changesPerHour: 0.1, webhooksArrive: false };
const busy = { changesPerHour: 40, webhooksArrive: false };

describe("intervals", () => {
	it("fit the allowance and the bounds, whatever the tenants", () => {
		const tenant = fc.record({
			changesPerHour: fc.double({ min: 0, max: 1e5, noNaN: true }),
			webhooksArrive: fc.boolean(),
		});
		fc.assert(
			fc.property(
				fc.array(tenant, { minLength: 1, maxLength: 200 }),
				fc.double({ min: 0.01, max: 5, noNaN: true }),
				(tenants, perSecond) => {
					const pace = pollPace(tenants, perSecond, BOUNDS);
					const intervals = tenants.map((each) => pollSeconds(each, pace, BOUNDS));
					expect(intervals.reduce((sum, seconds) => sum + 1 / seconds, 0)).toBeLessThanOrEqual(perSecond * 1.001);
					for (const seconds of intervals) {
						expect(seconds).toBeGreaterThanOrEqual(BOUNDS.minSeconds);
						expect(seconds).toBeLessThanOrEqual(
							Math.max(BOUNDS.maxSeconds, (3 * tenants.length) / perSecond) * 1.000001,
						);
					}
				},
			),
		);
	});

	it("are the shortest for everybody where there is plenty, and five times as long while webhooks arrive", () => {
		const tenants = [quiet, busy, { ...quiet, webhooksArrive: true }];
		const pace = pollPace(tenants, 1, BOUNDS);
		expect(tenants.map((tenant) => pollSeconds(tenant, pace, BOUNDS))).toEqual([30, 30, 150]);
	});

	it("ask four times as busy a tenant twice as often where the allowance is scarce", () => {
		const tenants = Array.from({ length: 100 }, (_, i) => ({ changesPerHour: i < 50 ? 1 : 4, webhooksArrive: false }));
		const pace = pollPace(tenants, 0.3, BOUNDS);
		const [slow, quick] = [tenants[0], tenants[99]].map((tenant) => pollSeconds(tenant ?? quiet, pace, BOUNDS));
		expect((slow ?? 0) / (quick ?? 1)).toBeCloseTo(2, 1);
	});

	it("never starve a quiet tenant: at least a third of what it would get in turn", () => {
		const tenants = [quiet, ...Array.from({ length: 999 }, () => busy)];
		expect(pollSeconds(quiet, pollPace(tenants, 0.5, BOUNDS), BOUNDS)).toBeLessThanOrEqual(3 * 2000);
	});

	it("scatter by a tenth", () => {
		expect([withJitter(100, 0), withJitter(100, 0.5)]).toEqual([90, 100]);
		expect(withJitter(100, 0.999999)).toBeLessThan(110);
	});
});

describe("learning how often a tenant changes", () => {
	it("comes near the true rate from polls at any interval", () => {
		for (const minutes of [1, 15, 120]) {
			let rate: number | null = null;
			for (let hour = 0; hour < 72; hour += minutes / 60) rate = learnedRate(rate, 6 * (minutes / 60), minutes / 60);
			expect(rate).toBeGreaterThan(5.5);
			expect(rate).toBeLessThan(6.5);
		}
	});

	it("forgets what is past, and takes a long stop for a long interval and not for a burst", () => {
		let rate: number | null = 50;
		for (let hour = 0; hour < 5 * MEMORY_HOURS; hour++) rate = learnedRate(rate, 0, 1);
		expect(rate).toBeLessThan(0.5);
		const afterTwoDays = learnedRate(PRIOR_CHANGES_PER_HOUR, 96, 48);
		expect(afterTwoDays).toBeGreaterThan(1.5);
		expect(afterTwoDays).toBeLessThan(2.5);
	});
});

describe("how long a change waits until it is seen, against asking everybody in turn", () => {
	const given = { pollsPerSecond: 0.54, bounds: BOUNDS, days: 1 };
	it.each([
		{ tenants: 50, addresses: 1, seed: 7 },
		{ tenants: 200, addresses: 1, seed: 8 },
		{ tenants: 500, addresses: 2, seed: 9 },
	])("$tenants tenants, $addresses addresses: 30 % better on the mean, not worse at p95", (size) => {
		const inTurn = simulatePolling({ ...given, ...size }, "in turn");
		const learned = simulatePolling({ ...given, ...size }, "learned");
		// Both see what happened, up to the last moments of the day.
		expect(Math.abs(learned.changes - inTurn.changes)).toBeLessThan(inTurn.changes * 0.02);
		expect(learned.polls).toBeLessThanOrEqual(inTurn.polls * 1.001);
		expect(learned.mean).toBeLessThan(inTurn.mean * 0.7);
		expect(learned.p95).toBeLessThanOrEqual(inTurn.p95);
	});

	it("is the same where there is plenty", () => {
		const plenty = { ...given, tenants: 10, addresses: 1, seed: 3 };
		expect(simulatePolling(plenty, "learned")).toEqual(simulatePolling(plenty, "in turn"));
	});
});
