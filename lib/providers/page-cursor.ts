/** Cursors: versioned JSON text that the rest of the product stores and never reads. */
import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { NEXT_REPEATS, ProviderError } from "@/lib/errors";

/** Finds a chain of next links that bites its tail, in constant space (Brent): a remembered page is compared with each later one, and replaced at 1, 2, 4, … steps. */
export const loopGuard = z.object({ seen: z.string(), steps: z.int(), reach: z.int() });
export type LoopGuard = z.infer<typeof loopGuard>;

/** Moves the guard on from page `current` to page `next`. Errors: unexpected_shape when the chain repeats (F-29). */
export function guardNext(provider: string, guard: LoopGuard | null, current: URL, next: URL): LoopGuard {
	const at = guard ?? { seen: fingerprint(current), steps: 0, reach: 2 };
	const coming = fingerprint(next);
	if (coming === at.seen || coming === fingerprint(current)) {
		throw new ProviderError(provider, "unexpected_shape", { detail: NEXT_REPEATS, field: "next" });
	}
	if (at.steps + 1 < at.reach) return { ...at, steps: at.steps + 1 };
	return { seen: coming, steps: 0, reach: at.reach * 2 };
}

function fingerprint(url: URL): string {
	return createHash("sha256").update(url.href).digest("base64url").slice(0, 12);
}

/** Reads a stored cursor; null stays null. Errors: unexpected_shape when it was not written by this version or an older one. */
export function readCursor<T>(provider: string, schema: z.ZodType<T>, text: string | null): T | null {
	if (text === null) return null;
	const read = schema.safeParse(parseJson(text));
	if (read.success) return read.data;
	throw new ProviderError(provider, "unexpected_shape", { detail: "stored cursor cannot be read", field: "cursor" });
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}
