/** Progress, durations and stream names in words. Pure, so that the sentences are tested without a browser. */
import type { RunSummary, SyncProgress } from "@/lib/shared/connections";

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

/** Seconds from `from` until `iso`; negative when it has passed. */
export function secondsUntil(iso: string, from: Date): number {
	return (Date.parse(iso) - from.getTime()) / 1000;
}

/** "4 min ago", "just now" below ten seconds (and for a clock that runs ahead of ours). */
export function agoWords(iso: string, at: Date): string {
	const seconds = -secondsUntil(iso, at);
	return seconds < 10 ? "just now" : `${durationWords(seconds)} ago`;
}

export function countWords(count: number, one: string, many = `${one}s`): string {
	return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** "12,345" */
export function formatCount(count: number): string {
	return String(Math.round(count)).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** What the bar shows, 0 to 1; null before anything has come, when a bar would say nothing. */
export function progressShare(progress: SyncProgress): number | null {
	if (progress.phase === "following") return 1;
	return progress.done === 0 && progress.share === 0 ? null : progress.share;
}

/** Whether the initial population is under way: worth asking often and showing a bar. */
export function isFilling(progress: SyncProgress): boolean {
	return progress.phase === "populating" || progress.phase === "waiting";
}

/** Whether it is under way with something to show: before its turn, a word says all. */
export function hasBegun(progress: SyncProgress): boolean {
	return isFilling(progress) && (progress.done > 0 || progress.waiting !== null || progress.phase === "populating");
}

/** One line on where the mirror stands: "1,200 of about 4,000 records · 85 a second · about 33 s left". */
export function progressWords(progress: SyncProgress, at: Date): string {
	if (progress.phase === "stopped") return "Stopped";
	if (progress.phase === "following") return "Complete, following changes";
	const parts = [amount(progress)];
	if (progress.waiting !== null) return [...parts, waitingWords(progress.waiting, at)].join(" · ");
	if (progress.phase === "waiting") {
		return progress.done === 0 ? "Waiting for its turn" : [...parts, "waiting for its turn"].join(" · ");
	}
	if (progress.rate !== null && progress.rate > 0) parts.push(rateWords(progress.rate));
	if (progress.secondsLeft !== null) parts.push(`about ${durationWords(progress.secondsLeft)} left`);
	return parts.join(" · ");
}

function amount(progress: SyncProgress): string {
	if (progress.expected !== null) {
		return `${formatCount(progress.done)} of about ${formatCount(Math.max(progress.expected, progress.done))} records`;
	}
	const part = Math.min(progress.partsDone + 1, progress.partsTotal);
	return `${countWords(progress.done, "record")} so far${progress.partsTotal > 1 ? `, part ${part} of ${progress.partsTotal}` : ""}`;
}

/** Below one a second the figure is given per minute: "0 a second" would look like a standstill. */
function rateWords(rate: number): string {
	return rate >= 1 ? `${formatCount(rate)} a second` : `${formatCount(Math.max(1, rate * 60))} a minute`;
}

/** "waiting for the request allowance, goes on in 42 s" */
export function waitingWords(waiting: NonNullable<SyncProgress["waiting"]>, at: Date): string {
	const seconds = secondsUntil(waiting.until, at);
	return `${waiting.reason}, ${seconds > 0 ? `goes on in ${durationWords(Math.ceil(seconds))}` : "goes on now"}`;
}

const STREAMS: Record<string, string> = {
	inventory: "Units and names",
	window: "Stays around today",
	future: "Later stays",
	history: "Earlier stays",
	blocks: "Blocks and owner stays",
	changed: "Changes",
	contacts: "Guests' contact data",
	sweep: "Search for deletions",
	verify: "Comparison with the provider",
};

/** A stream's name for people. A kind that is new here is shown as it is. */
export function streamWords(stream: string): string {
	return STREAMS[stream] ?? stream.replaceAll("_", " ");
}

/** How long a run took. Most take less than a second, and "0 s" would look like a mistake. */
export function tookWords(seconds: number): string {
	return seconds < 1 ? "under 1 s" : durationWords(seconds);
}

/** What a run brought: "12 new · 3 changed · 85 unchanged · 1 set aside". Units are not counted, so an inventory run says so. */
export function runCountWords(
	run: Pick<RunSummary, "stream" | "created" | "updated" | "unchanged" | "quarantined">,
): string {
	const parts: string[] = [];
	if (run.created > 0) parts.push(`${formatCount(run.created)} new`);
	if (run.updated > 0) parts.push(`${formatCount(run.updated)} changed`);
	if (run.unchanged > 0) parts.push(`${formatCount(run.unchanged)} unchanged`);
	if (run.quarantined > 0) parts.push(`${formatCount(run.quarantined)} set aside`);
	if (parts.length > 0) return parts.join(" · ");
	return run.stream === "inventory" ? "units only" : "nothing new";
}
