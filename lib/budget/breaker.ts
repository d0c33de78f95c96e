/**
 * The breaker of each provider: after many failures in a row, over all connections and processes, nobody asks for a
 * while; then one request at a time tries whether the provider is back. All times are the database's.
 */
import "server-only";
import { db } from "@/lib/db/client";

/** In a row, without any good answer between, and for this long: a hiccup of one page opens nothing. */
const FAILURES_TO_OPEN = 8;
const SUSTAINED_SECONDS = 20;
/** A rest lasts half as long as the trouble has lasted already, within these bounds. */
const FIRST_REST_SECONDS = 15;
const LONGEST_REST_SECONDS = 300;
/** Longer than one request may take; a probe whose process died is forgotten after it. */
const PROBE_SECONDS = 45;
/** While somebody else tries, everybody else asks again after this. */
const OTHERS_WAIT_MS = 5_000;

export type BreakerPass =
	/** `troubled`: the last request failed, so a good answer is worth telling. */
	{ pass: true; troubled: boolean } | { pass: false; retryAt: Date; failingSince: Date };

interface Pulse {
	failures: number;
	failing_since: Date | null;
	open_until: Date | null;
	resting: boolean;
	clock: Date;
}

/** Whether a request of `caller` may leave. While the breaker is half open, only one caller may, as its probe. */
export async function passBreaker(bucket: string, caller: string): Promise<BreakerPass> {
	const [pulse] = await db().$queryRaw<Pulse[]>`
		SELECT failures, failing_since, open_until, coalesce(open_until > rezdeck_clock(), false) AS resting,
			rezdeck_clock() AS clock
		FROM provider_pulse WHERE bucket = ${bucket}`;
	if (pulse === undefined) return { pass: true, troubled: false };
	if (pulse.open_until === null) return { pass: true, troubled: pulse.failures > 0 };
	const failingSince = pulse.failing_since ?? pulse.clock;
	if (pulse.resting) return { pass: false, retryAt: pulse.open_until, failingSince };
	const probing = await db().$executeRaw`
		UPDATE provider_pulse
		SET probe_owner = ${caller}, probe_until = rezdeck_clock() + make_interval(secs => ${PROBE_SECONDS}::float8)
		WHERE bucket = ${bucket} AND open_until <= rezdeck_clock()
			AND (probe_owner IS NULL OR probe_owner = ${caller} OR probe_until < rezdeck_clock())`;
	if (probing === 1) return { pass: true, troubled: true };
	return { pass: false, retryAt: new Date(pulse.clock.getTime() + OTHERS_WAIT_MS), failingSince };
}

/** The provider did not answer, or answered that it is broken. Answers to requests from before a rest do not count. */
export async function noteFailure(bucket: string, caller: string): Promise<void> {
	await db().$executeRaw`
		INSERT INTO provider_pulse AS p (bucket, failures, failing_since, updated_at)
		VALUES (${bucket}, 1, rezdeck_clock(), rezdeck_clock())
		ON CONFLICT (bucket) DO UPDATE SET
			failures = p.failures + 1,
			failing_since = coalesce(p.failing_since, rezdeck_clock()),
			open_until = CASE
				WHEN p.open_until IS NOT NULL OR (p.failures + 1 >= ${FAILURES_TO_OPEN}
					AND p.failing_since <= rezdeck_clock() - make_interval(secs => ${SUSTAINED_SECONDS}::float8))
				THEN rezdeck_clock() + least(make_interval(secs => ${LONGEST_REST_SECONDS}::float8),
					greatest(make_interval(secs => ${FIRST_REST_SECONDS}::float8), (rezdeck_clock() - p.failing_since) / 2)) END,
			probe_owner = NULL, probe_until = NULL, updated_at = rezdeck_clock()
		WHERE p.open_until IS NULL OR p.probe_owner = ${caller}`;
}

/** A good answer: all is well again, unless the breaker opened meanwhile and this was not its probe. */
export async function noteSuccess(bucket: string, caller: string): Promise<void> {
	await db().$executeRaw`
		UPDATE provider_pulse
		SET failures = 0, failing_since = NULL, open_until = NULL, probe_owner = NULL, probe_until = NULL,
			updated_at = rezdeck_clock()
		WHERE bucket = ${bucket} AND failures > 0 AND (open_until IS NULL OR probe_owner = ${caller})`;
}

/** The probe did not come to send its request: another caller may. */
export async function releaseProbe(bucket: string, caller: string): Promise<void> {
	await db().$executeRaw`
		UPDATE provider_pulse SET probe_owner = NULL, probe_until = NULL
		WHERE bucket = ${bucket} AND probe_owner = ${caller}`;
}
