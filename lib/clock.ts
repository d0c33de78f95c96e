/** The one clock of server code, so that tests can move it. Leases between processes use the database's clock instead. */
let offsetMs = 0;

export function now(): Date {
	return new Date(Date.now() + offsetMs);
}

/** Tests only: shifts `now()` by this many milliseconds from the real clock. */
export function setClockOffset(ms: number): void {
	offsetMs = ms;
}
