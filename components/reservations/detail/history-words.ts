/** The words of a reservation's history, and its entries by day. Pure. */
import { todayIn } from "@/lib/shared/dates";
import type { HistoryEntry } from "@/lib/shared/reservations";

export const HISTORY_WORDS = {
	loading: "Loading history",
	failed: "History could not be loaded",
	seen: "Seen here",
	changedThere: "changed there",
	first: "First seen by Rezdeck",
	version: "version",
	gone: "Gone at the provider",
	back: "Back at the provider",
	isNew: "New to you",
	asThen: "As it was then",
	hidden: "Something changed that your role does not show.",
	notGiven: "not given",
	changedTo: "changed to",
	atMost: (count: number) => `The last ${count} changes are listed.`,
};

export interface HistoryDay {
	/** In the operator's zone, YYYY-MM-DD. */
	date: string;
	entries: HistoryEntry[];
}

/** Entries by the day on which they were seen here; order is kept. */
export function historyDays(entries: readonly HistoryEntry[], zone: string): HistoryDay[] {
	const days: HistoryDay[] = [];
	for (const entry of entries) {
		const date = todayIn(zone, new Date(entry.seenAt));
		const last = days.at(-1);
		if (last?.date === date) last.entries.push(entry);
		else days.push({ date, entries: [entry] });
	}
	return days;
}

/** Whether an entry is newer than what the reader has seen; the first sight of a record counts too. Null: never looked before. */
export function isNewTo(entry: Pick<HistoryEntry, "seenAt">, since: string | null): boolean {
	return since !== null && Date.parse(entry.seenAt) > Date.parse(since);
}
