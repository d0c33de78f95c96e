import "server-only";

/** "13:50 UTC", for reasons that are stored: who reads them may be anywhere. */
export function shortTime(at: Date): string {
	return `${at.toISOString().slice(11, 16)} UTC`;
}

/** "0.4 s", "12 s". */
export function seconds(ms: number): string {
	const value = ms / 1000;
	return `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
}
