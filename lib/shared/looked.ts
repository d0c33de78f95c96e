/** When the reader last looked: what came after it is new to them. */
import { z } from "zod";

const instant = z.iso.datetime({ offset: true }).nullable();

export const looked = z.object({
	/** The last look. */
	at: instant,
	/** What is new, changed or cancelled since is new to the reader; null: they never looked before, nor said so. */
	since: instant,
});
export type Looked = z.infer<typeof looked>;

/** `since`: until then all was seen, or what was marked as seen is new again. Without it a look is noted and no more. */
export const lookInput = z.strictObject({ since: instant.optional() });
export type LookInput = z.infer<typeof lookInput>;
