/**
 * How often each tenant is asked for changes. Pure; bench/freshness.ts compares it with asking everybody in turn.
 *
 * A tenant that changes λ times an hour and is asked f times an hour is behind by 1/(2f) on average at each change. With
 * Σ f bounded, Σ λ/(2f) is least for f ∝ √λ: four times the changes, twice the polls.
 */
import "server-only";

export interface PollBounds {
	minSeconds: number;
	maxSeconds: number;
	/** While webhooks arrive, a poll is the backstop: its shortest interval is this many times as long. */
	webhookFactor: number;
}

export interface PolledTenant {
	changesPerHour: number;
	webhooksArrive: boolean;
}

/** What turns a tenant's weight into polls a second, and how rare polls may become under this allowance. */
export interface PollPace {
	scale: number;
	maxSeconds: number;
}

/** However scarce the allowance, a quiet tenant keeps this part of what it would get in turn with all others. */
const QUIET_PART = 1 / 3;
/** Nobody counts for nothing: the first change after a long silence must be found too. */
const LEAST_CHANGES_PER_HOUR = 0.01;
const JITTER = 0.1;
/** Halvings of the range 2^±30: the scale is found to within a thousandth. */
const PRECISION_STEPS = 16;

/** The pace at which the polls of all tenants together fit `pollsPerSecond`; as fast as the bounds allow where there is plenty. */
export function pollPace(tenants: readonly PolledTenant[], pollsPerSecond: number, bounds: PollBounds): PollPace {
	const maxSeconds = Math.max(bounds.maxSeconds, tenants.length / pollsPerSecond / QUIET_PART);
	const needed = (scale: number) =>
		tenants.reduce((sum, tenant) => sum + 1 / pollSeconds(tenant, { scale, maxSeconds }, bounds), 0);
	// It grows with the scale, so halving the distance finds it; in powers, because rates differ by powers of ten.
	let low = -30;
	let high = 30;
	for (let step = 0; step < PRECISION_STEPS; step++) {
		const middle = (low + high) / 2;
		if (needed(2 ** middle) > pollsPerSecond) high = middle;
		else low = middle;
	}
	return { scale: 2 ** low, maxSeconds };
}

/** Seconds until this tenant is to be asked again, without jitter. */
export function pollSeconds(
	{ changesPerHour, webhooksArrive }: PolledTenant,
	{ scale, maxSeconds }: PollPace,
	{ minSeconds, webhookFactor }: PollBounds,
): number {
	const factor = webhooksArrive ? webhookFactor : 1;
	const wanted = factor / (scale * Math.sqrt(Math.max(LEAST_CHANGES_PER_HOUR, changesPerHour)));
	return Math.min(maxSeconds, Math.max(minSeconds * factor, wanted));
}

/** ±10 %, so that streams which fell into step part again (F-72). `random` is in [0, 1). */
export function withJitter(seconds: number, random: number): number {
	return seconds * (1 - JITTER + 2 * JITTER * random);
}
