/** How long a query may rest: until just after the next planned request, so that a countdown ends in news. Pure. */
interface Planned {
	nextRequestAt: string | null;
	backoff: { until: string } | null;
}

/** Time for a request to come back and be stored. */
const ANSWER_MS = 2_000;
const SHORTEST_MS = 4_000;

/** @param longest milliseconds to rest when nothing is planned sooner */
export function restUntil(planned: readonly Planned[], longest: number): number {
	const now = Date.now();
	const next = Math.min(
		...planned
			.map(({ nextRequestAt, backoff }) => Date.parse(backoff?.until ?? nextRequestAt ?? "") - now + ANSWER_MS)
			.filter((ms) => ms > 0),
		longest,
	);
	return Math.max(SHORTEST_MS, next);
}
