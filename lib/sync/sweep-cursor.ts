/** Where a search for deletions stands: wraps the provider's own cursor. Pure. */
import "server-only";
import { z } from "zod";

const shape = z.object({
	v: z.literal(1),
	/** read: pages are read. settle: all are read, what was missing is asked for. between: nothing is under way. */
	phase: z.enum(["read", "settle", "between"]),
	/** When the reading under way (or the last one) began, and the tenant's day then. */
	startedAt: z.iso.datetime(),
	today: z.iso.date(),
	/** The provider's own cursor. */
	next: z.string().nullable(),
	/** When the last complete reading before this one began: what it listed was there then. */
	lastReadAt: z.iso.datetime().nullable(),
	/** Missing in the last complete reading, where a second one must agree. */
	missed: z.array(z.string()),
});
export type SweepState = z.infer<typeof shape>;

/** Null when nothing is under way yet, or an older version wrote it in another form: the reading begins anew. */
export function readSweepCursor(text: string | null): SweepState | null {
	if (text === null) return null;
	try {
		return shape.safeParse(JSON.parse(text)).data ?? null;
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}

export function sweepCursorText(state: SweepState): string {
	return JSON.stringify(state);
}
