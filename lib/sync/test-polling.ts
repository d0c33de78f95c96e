/**
 * Test support: tenants that change, one allowance, and a policy that says when each is asked. Virtual time, seeded; used
 * by bench/freshness.ts and by poll-interval.test.ts.
 *
 * The changes are made up after how such businesses work, and harder on a learner than a steady rate:
 * - rates over tenants: lognormal, median 0.3 an hour, σ 1.6 (a few managers with hundreds of units, many small ones);
 * - daytime waves: the rate follows the tenant's local hour, 1.9 times the mean at 15:00, a tenth at night; tenants lie
 *   in seven time zones from Honolulu to Vienna;
 * - bursts: four in ten changes draw one to four more after them, five minutes apart on average (somebody corrects what
 *   they have just entered);
 * - every policy starts without knowledge; a day passes before anything is measured.
 */
import { learnedRate, PRIOR_CHANGES_PER_HOUR } from "@/lib/connections/change-rate";
import { type PollBounds, pollPace, pollSeconds, withJitter } from "./poll-interval";

export interface PollingCase {
	tenants: number;
	/** Egress addresses; each has an allowance of its own and follows its share of the tenants. */
	addresses: number;
	/** Polls a second that one address may use. */
	pollsPerSecond: number;
	bounds: PollBounds;
	seed: number;
	/** Measured, after one day of warming up. */
	days: number;
}

export interface Staleness {
	/** Seconds from a change to the poll that sees it. */
	mean: number;
	p95: number;
	/** Share of tenant-time in which the mirror is behind. */
	behind: number;
	changes: number;
	polls: number;
}

export type Policy = "learned" | "in turn";

const HOUR = 3600;
const DAY = 24 * HOUR;
const MEDIAN_PER_HOUR = 0.3;
const SIGMA = 1.6;
const ZONES = [-10, -8, -7, -6, -5, 0, 1];
const BURST_SHARE = 0.4;
const BURST_GAP_SECONDS = 300;
/** How often the pace is worked out anew; the product does it each minute, which changes nothing but the time this takes. */
const PACE_SECONDS = 300;
/** The mean of `wave` over a day, numerically. */
const WAVE_MEAN = Array.from({ length: 96 }, (_, i) => rawWave(i / 4)).reduce((sum, value) => sum + value, 0) / 96;

export function simulatePolling(given: PollingCase, policy: Policy): Staleness {
	const seen: number[] = [];
	let behind = 0;
	let polls = 0;
	const end = DAY * (1 + given.days);
	for (let address = 0; address < given.addresses; address++) {
		const random = randomFrom(given.seed * 1009 + address);
		const count = Math.floor(given.tenants / given.addresses) + (address < given.tenants % given.addresses ? 1 : 0);
		if (count === 0) continue;
		const changes = Array.from({ length: count }, () => changesOf(random, end));
		const result = followAddress(changes, given, policy, randomFrom(given.seed * 2003 + address), end, seen);
		behind += result.behind;
		polls += result.polls;
	}
	seen.sort((a, b) => a - b);
	return {
		mean: seen.reduce((sum, value) => sum + value, 0) / Math.max(1, seen.length),
		p95: seen[Math.floor(seen.length * 0.95)] ?? 0,
		behind: behind / (given.tenants * given.days * DAY),
		changes: seen.length,
		polls,
	};
}

/** One allowance: polls leave one after the other, those due first go first. */
function followAddress(
	changes: readonly Float64Array[],
	{ pollsPerSecond, bounds }: PollingCase,
	policy: Policy,
	random: () => number,
	end: number,
	seen: number[],
): { behind: number; polls: number } {
	const count = changes.length;
	const rates = new Float64Array(count).fill(PRIOR_CHANGES_PER_HOUR);
	const asked = new Float64Array(count);
	const next = new Int32Array(count);
	const due = new DueQueue(count);
	const inTurn = Math.max(bounds.minSeconds, count / pollsPerSecond);
	for (let i = 0; i < count; i++) due.push(i, random() * inTurn);
	let pace = pollPace(tenantsOf(rates), pollsPerSecond, bounds);
	let paceAt = 0;
	let free = 0;
	let behind = 0;
	let polls = 0;
	for (;;) {
		const tenant = due.first();
		const at = Math.max(due.dueOf(tenant), free);
		if (at > end) return { behind, polls };
		free = at + 1 / pollsPerSecond;
		const own = changes[tenant] as Float64Array;
		const from = next[tenant] as number;
		let to = from;
		while (to < own.length && (own[to] as number) <= at) {
			if ((own[to] as number) >= DAY) seen.push(at - (own[to] as number));
			to++;
		}
		next[tenant] = to;
		if (to > from && at >= DAY) behind += at - Math.max(DAY, own[from] as number);
		if (at >= DAY) polls++;
		if (policy === "in turn") {
			// Where the allowance is the bound, a turn takes its time anyway; jitter would only make it worse.
			due.replaceFirst(at + (inTurn > bounds.minSeconds ? inTurn : jittered(inTurn, bounds, random)));
			continue;
		}
		rates[tenant] = learnedRate(rates[tenant] as number, to - from, (at - (asked[tenant] as number)) / HOUR);
		asked[tenant] = at;
		if (at - paceAt >= PACE_SECONDS) {
			pace = pollPace(tenantsOf(rates), pollsPerSecond, bounds);
			paceAt = at;
		}
		const known = { changesPerHour: rates[tenant] as number, webhooksArrive: false };
		due.replaceFirst(at + jittered(pollSeconds(known, pace, bounds), bounds, random));
	}
}

function jittered(seconds: number, { minSeconds }: PollBounds, random: () => number): number {
	return Math.max(minSeconds, withJitter(seconds, random()));
}

function tenantsOf(rates: Float64Array) {
	return Array.from(rates, (changesPerHour) => ({ changesPerHour, webhooksArrive: false }));
}

/** The times at which one tenant changes, in seconds, sorted. */
function changesOf(random: () => number, end: number): Float64Array {
	const perHour = MEDIAN_PER_HOUR * Math.exp(SIGMA * normal(random));
	const zone = ZONES[Math.floor(random() * ZONES.length)] as number;
	// Followers come on top: BURST_SHARE draws 2.5 on average.
	const leadersPerHour = perHour / (1 + BURST_SHARE * 2.5);
	const peak = leadersPerHour * (rawWave(15) / WAVE_MEAN);
	const times: number[] = [];
	for (let at = exponential(random, HOUR / peak); at < end; at += exponential(random, HOUR / peak)) {
		if (random() > rawWave(at / HOUR + zone) / rawWave(15)) continue;
		times.push(at);
		if (random() >= BURST_SHARE) continue;
		let follower = at;
		for (let left = 1 + Math.floor(random() * 4); left > 0; left--) {
			follower += exponential(random, BURST_GAP_SECONDS);
			if (follower < end) times.push(follower);
		}
	}
	return Float64Array.from(times).sort();
}

/** By the local hour: a day around 15:00, a tenth at night. */
function rawWave(hour: number): number {
	return Math.max(0.1, 1 + 0.9 * Math.cos(((hour - 15) / 24) * 2 * Math.PI));
}

function exponential(random: () => number, mean: number): number {
	return -Math.log(1 - random()) * mean;
}

function normal(random: () => number): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Mulberry32: small, quick, the same everywhere. */
function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Tenants by when they are due: a binary heap. */
class DueQueue {
	private readonly due: Float64Array;
	private readonly heap: Int32Array;
	private size = 0;

	constructor(count: number) {
		this.due = new Float64Array(count);
		this.heap = new Int32Array(count);
	}

	first(): number {
		return this.heap[0] as number;
	}

	dueOf(tenant: number): number {
		return this.due[tenant] as number;
	}

	push(tenant: number, due: number): void {
		this.due[tenant] = due;
		this.heap[this.size] = tenant;
		let place = this.size++;
		while (place > 0 && this.before(place, (place - 1) >> 1)) {
			this.swap(place, (place - 1) >> 1);
			place = (place - 1) >> 1;
		}
	}

	replaceFirst(due: number): void {
		this.due[this.first()] = due;
		let place = 0;
		for (;;) {
			let least = 2 * place + 1;
			if (least >= this.size) return;
			if (least + 1 < this.size && this.before(least + 1, least)) least++;
			if (!this.before(least, place)) return;
			this.swap(least, place);
			place = least;
		}
	}

	private before(a: number, b: number): boolean {
		return this.dueOf(this.heap[a] as number) < this.dueOf(this.heap[b] as number);
	}

	private swap(a: number, b: number): void {
		const kept = this.heap[a] as number;
		this.heap[a] = this.heap[b] as number;
		this.heap[b] = kept;
	}
}
