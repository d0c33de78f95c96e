/**
 * The one clock of server code. Tests shift it, the chaos run makes it faster. Leases and allowances between processes
 * use the database's clock instead: the SQL function rezdeck_clock(), which `lib/db/test-clock.ts` moves the same way.
 */
let offsetMs = 0;
let speed = 1;
/** Real instant at which the faster clock was started. */
let startedAt = 0;

export function now(): Date {
	return new Date(clockAt(Date.now()));
}

/** How long a timer must really wait for `ms` of this clock to pass. */
export function realDelay(ms: number): number {
	return ms / speed;
}

/** Tests only: shifts `now()` by this many milliseconds from the real clock. */
export function setClockOffset(ms: number): void {
	offsetMs = ms;
}

/** The chaos run only: from the real instant `start` on, the clock runs `factor` times as fast. */
export function setClockSpeed(factor: number, start: number): void {
	speed = factor;
	startedAt = start;
}

function clockAt(real: number): number {
	return startedAt + (real - startedAt) * speed + offsetMs;
}
