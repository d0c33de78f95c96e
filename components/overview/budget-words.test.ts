import { describe, expect, it } from "vitest";
import type { BudgetGauge } from "@/lib/shared/connections";
import { budgetLine, forecastLine, laneLine, waitingLine } from "./budget-words";

const GAUGE: BudgetGauge = {
	provider: "p",
	used: 150,
	byLane: { person: 0, poll: 120, fill: 30, idle: 0 },
	limit: 300,
	reserved: 4,
	windowSeconds: 300,
	source: "published",
	reason: null,
	waitingPeople: 0,
	waitingStreams: 0,
	pausedUntil: null,
	forecast: null,
	latencyMs: null,
	slowSince: null,
	failingSince: null,
	closedUntil: null,
};

describe("a request allowance in words", () => {
	it("says window, reserve and where the limit is from", () => {
		expect(budgetLine(GAUGE)).toBe("in 5 min · 4 kept for people");
		expect(budgetLine({ ...GAUGE, windowSeconds: 60, source: "learned" })).toBe(
			"in 60 s · 4 kept for people · learned from its answers",
		);
	});

	it("names only what was sent", () => {
		expect(laneLine(GAUGE)).toBe("120 looking for changes · 30 reading in and sweeping");
		expect(laneLine({ ...GAUGE, byLane: { person: 0, poll: 0, fill: 0, idle: 0 } })).toBeNull();
	});

	it.each([
		[0, 0, null],
		[1, 0, "1 person waits"],
		[0, 1, "1 stream waits"],
		[2, 14, "2 people and 14 streams wait"],
	])("counts who waits: %i people, %i streams", (waitingPeople, waitingStreams, words) => {
		expect(waitingLine({ ...GAUGE, waitingPeople, waitingStreams })).toBe(words);
	});

	it("forecasts how many more customers fit, or says why it does not", () => {
		const forecast = (moreTenants: number) =>
			forecastLine({ ...GAUGE, forecast: { moreTenants, intervalSeconds: 300 } });
		expect(forecast(1)).toBe("This installation can follow about 1 more customer at 5 minutes.");
		expect(forecast(1200)).toBe("This installation can follow about 1,200 more customers at 5 minutes.");
		expect(forecast(0)).toContain("no more customers at 5 minutes");
		expect(forecastLine(GAUGE)).toContain("after some polls");
	});
});
