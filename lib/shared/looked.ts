/** When the reader last looked. */
import { z } from "zod";

const instant = z.iso.datetime({ offset: true }).nullable();

export const looked = z.object({
	/** The last look. */
	at: instant,
	/** The last look of the visit before: what happened since is new to the reader. */
	previous: instant,
});
export type Looked = z.infer<typeof looked>;

/** `seen`: what is new was seen. */
export const lookInput = z.strictObject({ seen: z.boolean().default(false) });
