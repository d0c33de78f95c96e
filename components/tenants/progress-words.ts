/** Progress and runs in words. Pure, so that the sentences are tested without a browser. */
import { countWords, durationWords, formatCount, rateWords } from "@/lib/shared/amount-words";
import type { RunSummary, SyncProgress } from "@/lib/shared/connections";

/** Seconds from `from` until `iso`; negative when it has passed. */
export function secondsUntil(iso: string, from: Date): number {
	return (Date.parse(iso) - from.getTime()) / 1000;
}

/** "4 min ago", "just now" below ten seconds (and for a clock that runs ahead of ours). */
export function agoWords(iso: string, at: Date): string {
	const seconds = -secondsUntil(iso, at);
	return seconds < 10 ? "just now" : `${durationWords(seconds)} ago`;
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

/** "waiting for the request allowance, goes on in 42 s" */
export function waitingWords(waiting: NonNullable<SyncProgress["waiting"]>, at: Date): string {
	const seconds = secondsUntil(waiting.until, at);
	return `${waiting.reason}, ${seconds > 0 ? `goes on in ${durationWords(Math.ceil(seconds))}` : "goes on now"}`;
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
