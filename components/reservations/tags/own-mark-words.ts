/** The words of the marks of our own beside a reservation. */
import { count } from "../stay-words";

export const OWN_MARK_WORDS = {
	noteCount: (noteCount: number) => count(noteCount, "note", "notes"),
	flagged: "Flagged",
	moreTags: "more tags",
} as const;
