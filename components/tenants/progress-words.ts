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

/** Share done, 0 to 1; null while nobody knows how much there is. A stream may give more than it promised: never above 1. */
export function progressShare(progress: SyncProgress): number | null {
	if (progress.phase === "following") return 1;
	if (progress.expected === null || progress.expected <= 0) return null;
	return Math.min(1, progress.done / progress.expected);
}

/** One line on where the mirror stands: "1,200 of about 4,000 · 85 a second · about 33 s left". */
export function progressWords(progress: SyncProgress, at: Date): string {
	const done = formatCount(progress.done);
	if (progress.phase === "stopped") return `Stopped · ${done} kept`;
	if (progress.waiting !== null) return `${amount(progress, done)} · ${waitingWords(progress.waiting, at)}`;
	if (progress.phase === "following") return `Complete · ${done} · following changes`;
	if (progress.phase === "waiting")
		return progress.done === 0 ? "Waiting for its turn" : `${amount(progress, done)} · waiting for its turn`;
	const parts = [amount(progress, done)];
	if (progress.rate !== null && progress.rate > 0) parts.push(rateWords(progress.rate));
	if (progress.secondsLeft !== null) parts.push(`about ${durationWords(progress.secondsLeft)} left`);
	return parts.join(" · ");
}

function amount(progress: SyncProgress, done: string): string {
	if (progress.expected === null) return `${done} so far, total not known yet`;
	return `${done} of about ${formatCount(Math.max(progress.expected, progress.done))}`;
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

/**
 * All tenants of a connection as one progress. Expected stays unknown while one populating tenant does not know its own;
 * the slowest tenant decides the time left, because they run side by side.
 */
export function sumProgress(parts: readonly SyncProgress[]): SyncProgress {
	const open = parts.filter((part) => part.phase === "populating" || part.phase === "waiting");
	const unknown = open.some((part) => part.expected === null);
	const rates = open.flatMap((part) => (part.rate === null ? [] : [part.rate]));
	const left = open.flatMap((part) => (part.secondsLeft === null ? [] : [part.secondsLeft]));
	const waits = open.flatMap((part) => (part.waiting === null ? [] : [part.waiting]));
	return {
		done: parts.reduce((sum, part) => sum + part.done, 0),
		expected: unknown ? null : parts.reduce((sum, part) => sum + Math.max(part.expected ?? part.done, part.done), 0),
		rate: rates.length === 0 ? null : rates.reduce((sum, rate) => sum + rate, 0),
		secondsLeft: left.length === 0 || left.length < open.length ? null : Math.max(...left),
		phase: open.some((part) => part.phase === "populating")
			? "populating"
			: open.length > 0
				? "waiting"
				: parts.some((part) => part.phase === "following")
					? "following"
					: parts.length === 0
						? "waiting"
						: "stopped",
		waiting: open.length > 0 && waits.length === open.length ? (waits[0] ?? null) : null,
	};
}

const STREAMS: Record<string, string> = {
	inventory: "Units and names",
	window: "Stays around today",
	future: "Later stays",
	history: "Earlier stays",
	blocks: "Blocks and owner stays",
	changed: "Changes",
	sweep: "Search for deletions",
	verify: "Comparison with the provider",
};

/** A stream's name for people. A kind that is new here is shown as it is. */
export function streamWords(stream: string): string {
	return STREAMS[stream] ?? stream.replaceAll("_", " ");
}

/** What a run brought: "12 new · 3 changed · 85 unchanged · 1 set aside". */
export function runCountWords(run: Pick<RunSummary, "created" | "updated" | "unchanged" | "quarantined">): string {
	const parts: string[] = [];
	if (run.created > 0) parts.push(`${formatCount(run.created)} new`);
	if (run.updated > 0) parts.push(`${formatCount(run.updated)} changed`);
	if (run.unchanged > 0) parts.push(`${formatCount(run.unchanged)} unchanged`);
	if (run.quarantined > 0) parts.push(`${formatCount(run.quarantined)} set aside`);
	return parts.length === 0 ? "nothing new" : parts.join(" · ");
}
