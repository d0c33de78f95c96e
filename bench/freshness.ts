/**
 * How long a change waits until it is seen: intervals learned from each tenant's changes (lib/sync/poll-interval.ts)
 * against asking everybody in turn, with the same allowance. A simulation: lib/sync/test-polling.ts says of what.
 *
 *   npx tsx --conditions=react-server bench/freshness.ts [seed=1]
 *
 * Fails when the learned intervals are not 30 % better on the mean wherever the allowance is scarce, or worse at p95 anywhere.
 */
import os from "node:os";
import { DEFAULT_SYNC_SETTINGS } from "@/lib/shared/settings";
import { POLL_SHARE } from "@/lib/sync/poll-plan";
import { type Staleness, simulatePolling } from "@/lib/sync/test-polling";

const seed = Number(process.argv[2] ?? 1);
const PROMISED = 0.3;
/** OwnerRez: 300 requests in 300 seconds, 30 of them kept for people. */
const POLLS_PER_SECOND = (270 / 300) * POLL_SHARE;
const TENANTS = [50, 200, 1000, 5000];
const ADDRESSES = [1, 5, 20];
const { pollMinSeconds, pollMaxSeconds, webhookFactor } = DEFAULT_SYNC_SETTINGS;
const bounds = { minSeconds: pollMinSeconds, maxSeconds: pollMaxSeconds, webhookFactor };

console.log(`${os.cpus()[0]?.model}, ${os.cpus().length} cores, Node ${process.version}, seed ${seed}`);
console.log(
	`${POLLS_PER_SECOND.toFixed(3)} polls a second and address, intervals ${pollMinSeconds} to ${pollMaxSeconds} s, one day measured after one day\n`,
);
console.log(
	"tenants addresses | in turn: mean    p95  behind | learned: mean    p95  behind | mean     p95    polls/changes",
);
let broken = 0;
const started = performance.now();
for (const tenants of TENANTS) {
	for (const addresses of ADDRESSES) {
		const given = { tenants, addresses, pollsPerSecond: POLLS_PER_SECOND, bounds, seed, days: 1 };
		const inTurn = simulatePolling(given, "in turn");
		const learned = simulatePolling(given, "learned");
		const mean = 1 - learned.mean / inTurn.mean;
		const p95 = 1 - learned.p95 / inTurn.p95;
		const scarce = tenants / addresses / POLLS_PER_SECOND > pollMinSeconds;
		const kept = (!scarce || mean >= PROMISED) && p95 >= -0.001;
		if (!kept) broken++;
		console.log(
			`${String(tenants).padStart(7)} ${String(addresses).padStart(9)} | ${columns(inTurn, 13)} | ${columns(learned, 13)} | ${percent(mean)}  ${percent(p95)}  ${learned.polls}/${learned.changes}${scarce ? "" : "  plenty: everybody at the shortest interval"}${kept ? "" : "  BROKEN"}`,
		);
	}
}
console.log(`\n${((performance.now() - started) / 1000).toFixed(1)} s`);
process.exitCode = broken === 0 ? 0 : 1;

function columns({ mean, p95, behind }: Staleness, width: number): string {
	return `${seconds(mean).padStart(width)} ${seconds(p95).padStart(6)} ${percent(behind)}`;
}

function seconds(value: number): string {
	return `${value.toFixed(0)} s`;
}

function percent(share: number): string {
	return `${(share * 100).toFixed(1)} %`.padStart(7);
}
