/** Whole readings that find what a change feed never says, the same for every provider that lists by stay (PROVIDERS.md 4.33). */
import "server-only";
import type { StreamDefinition } from "./provider";

const HOUR = 3600;

/** Days from the tenant's today, both ends included: what operators look at, what lies ahead, what is over. */
export const SWEEP_DAYS = {
	sweep: [-7, 60],
	sweep_future: [61, 730],
	sweep_history: [-730, -8],
} as const;

/** The nearer the days, the more often: found within 6 hours, a day, a week. */
export const SWEEP_STREAMS: readonly StreamDefinition[] = [
	sweep("sweep", 6 * HOUR, 60),
	sweep("sweep_future", 20 * HOUR, 61),
	sweep("sweep_history", 6 * 24 * HOUR, 62),
];

function sweep(kind: keyof typeof SWEEP_DAYS, intervalSeconds: number, order: number): StreamDefinition {
	const [fromDay, toDay] = SWEEP_DAYS[kind];
	return { kind, mode: "repeat", intervalSeconds, order, after: ["history"], sweeps: { fromDay, toDay } };
}
