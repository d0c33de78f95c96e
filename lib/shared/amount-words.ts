/** Durations, counts and paces in words. Pure. */

/** "8 s", "4 min", "2 h 10 min", "6 days". Rounded down, never negative. */
export function durationWords(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds));
	if (whole < 60) return `${whole} s`;
	const minutes = Math.floor(whole / 60);
	if (minutes < 60) return `${minutes} min`;
	const hours = Math.floor(minutes / 60);
	if (hours < 48) return minutes % 60 === 0 || hours >= 10 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
	return `${Math.floor(hours / 24)} days`;
}

/** A countdown: "0:42", "12:05", from an hour on "2 h 10 min"; "now" when the time has come. */
export function countdownWords(seconds: number): string {
	const whole = Math.ceil(seconds);
	if (whole <= 0) return "now";
	if (whole >= 3600) return `in ${durationWords(whole)}`;
	return `in ${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** "12,345" */
export function formatCount(count: number): string {
	return String(Math.round(count)).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

export function countWords(count: number, one: string, many = `${one}s`): string {
	return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** "85 a second"; below one a second per minute: "0 a second" would look like a standstill. */
export function rateWords(rate: number): string {
	return rate >= 1 ? `${formatCount(rate)} a second` : `${formatCount(Math.max(1, rate * 60))} a minute`;
}

/**
 * How often a tenant is asked and why: "asked every 2 min, about 4 changes an hour". Null before the first poll.
 * @param changesPerHour null while unknown
 */
export function paceWords(pollSeconds: number | null, changesPerHour: number | null): string | null {
	if (pollSeconds === null) return null;
	const asked = `asked every ${durationWords(pollSeconds)}`;
	return changesPerHour === null ? asked : `${asked}, ${changeWords(changesPerHour)}`;
}

function changeWords(perHour: number): string {
	if (perHour >= 1.5) return `about ${formatCount(perHour)} changes an hour`;
	if (perHour >= 0.5) return "about 1 change an hour";
	const perDay = Math.round(perHour * 24);
	if (perDay >= 1) return `about ${countWords(perDay, "change")} a day`;
	return "hardly any changes";
}
