/** Which of two states of one record is the later one. A page, a webhook and a retry may arrive in any order (F-55, F-56). */
import "server-only";
import { Temporal } from "temporal-polyfill";

export interface RecordState {
	/** Integer that grows with edits; null when the provider has none. */
	version: number | null;
	/** Instant as the provider wrote it, all fraction digits. */
	updatedAt: string | null;
	contentHash: string;
}

export type Verdict = "unchanged" | "update" | "stale";

/**
 * What to do with `incoming` when `stored` is what we have: the provider's version decides, then its update time at full
 * precision. Equal or absent on either side with other content: the later answer is believed.
 */
export function judge(stored: RecordState, incoming: RecordState): Verdict {
	if (stored.contentHash === incoming.contentHash) return "unchanged";
	return upstreamOrder(stored, incoming) > 0 ? "stale" : "update";
}

/** Sorts states of one record from oldest to newest, the same way whatever order they came in. */
export function compareStates(a: RecordState, b: RecordState): number {
	const order = upstreamOrder(a, b);
	if (order !== 0) return order;
	return a.contentHash < b.contentHash ? -1 : a.contentHash > b.contentHash ? 1 : 0;
}

/** Negative: a is older; positive: a is newer; 0: the provider does not tell. */
function upstreamOrder(a: RecordState, b: RecordState): number {
	if (a.version !== null && b.version !== null && a.version !== b.version) return a.version - b.version;
	const aAt = instantNanoseconds(a.updatedAt);
	const bAt = instantNanoseconds(b.updatedAt);
	if (aAt === null || bAt === null || aAt === bAt) return 0;
	return aAt < bAt ? -1 : 1;
}

/** An ISO instant in nanoseconds since 1970; null for null or for text that is not an instant. */
export function instantNanoseconds(text: string | null): bigint | null {
	if (text === null) return null;
	try {
		return Temporal.Instant.from(text).epochNanoseconds;
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}
