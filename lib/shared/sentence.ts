/** Sentences whose times are written where they are read: in the operator's zone on a page, in the tenant's in an answer. */
import { z } from "zod";

/** Words, an instant, or an instant that something waits for (a page counts down to it). */
export const piece = z.union([z.string(), z.object({ at: z.string() }), z.object({ until: z.string() })]);
export type Piece = z.infer<typeof piece>;

export const sentence = z.array(piece);
export type Sentence = z.infer<typeof sentence>;

/** The sentence as text. @param time writes an ISO instant, with its zone where that is needed */
export function sentenceText(words: Sentence, time: (iso: string) => string): string {
	return words.map((part) => (typeof part === "string" ? part : time("at" in part ? part.at : part.until))).join("");
}
