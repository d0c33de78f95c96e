/**
 * Walking a list by offset while rows come and go before it (F-26). Each page is asked for one row early, so that it must
 * begin with a row of the page before. When it does not, rows have slid past the offset: the walk goes back page by page
 * until it meets a row it has read, and goes on from there. The server's own link stays what is followed; only its
 * offset is lowered.
 */
import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { NEXT_REPEATS, ProviderError } from "@/lib/errors";
import { guardNext, loopGuard } from "./page-cursor";

/** Going back is bounded: a list whose order changes by itself would never join. Sweeps find what it cost. */
const MOST_STEPS_BACK = 20;

/** Fields that a walk's cursor holds; cursors stored before `tail` was there are read as "nothing to join". */
export const offsetWalk = z.object({
	/** The server's link, as it came. */
	next: z.url(),
	/** Null after going back: addresses read before may come again then. */
	guard: loopGuard.nullable(),
	/** Fingerprints of the ids of the last page that joined. */
	tail: z.array(z.string()).default([]),
	/** Rows before the link's offset at which to read. */
	back: z.int().min(0).default(0),
	stepsBack: z.int().min(0).default(0),
});
export type OffsetWalk = z.infer<typeof offsetWalk>;

export interface WalkedPage {
	/** What was asked for, as `walkUrl` gave it. */
	url: URL;
	/** Ids of its rows in their order; null for a row without one. */
	ids: (string | null)[];
	/** The server's link to the next page. */
	next: URL | null;
}

/** The address of the page at a cursor. `param` names the offset in it; a link without it is followed as it came. */
export function walkUrl(walk: OffsetWalk, param: string): URL {
	const url = new URL(walk.next);
	const offset = offsetIn(url, param);
	if (offset === null || walk.back === 0) return url;
	// Only the digits change: everything else in the link is the server's own writing.
	url.search = url.search.replace(
		new RegExp(`([?&]${param}=)\\d+`),
		(_, name: string) => `${name}${Math.max(0, offset - walk.back)}`,
	);
	return url;
}

/**
 * Where to go on after a page; null at the end. `repeats` tells which rows of the page were on the page before.
 * Errors: unexpected_shape when the links lead in a circle (F-29).
 */
export function walkOn(
	provider: string,
	param: string,
	walk: OffsetWalk | null,
	page: WalkedPage,
): { walk: OffsetWalk | null; repeats(id: string | null): boolean } {
	const { url, next } = page;
	const offset = offsetIn(url, param);
	const tail = new Set(walk?.tail);
	const ids = page.ids.map((id) => (id === null ? null : fingerprint(id)));
	const repeats = (id: string | null) => id !== null && tail.has(fingerprint(id));
	const nextOffset = next === null ? null : offsetIn(next, param);
	if (next !== null && (next.href === url.href || (offset !== null && (nextOffset ?? 0) < offset))) {
		throw new ProviderError(provider, "unexpected_shape", { detail: NEXT_REPEATS, field: "next" });
	}
	// A page without rows that leads on tells nothing about where it lies (F-30).
	const saysNothing = ids.length === 0 && next !== null;
	const joins =
		tail.size === 0 || offset === null || offset === 0 || saysNothing || ids.some((id) => id !== null && tail.has(id));
	if (walk !== null && !joins && walk.stepsBack < MOST_STEPS_BACK) {
		const back = { ...walk, next: url.href, guard: null, back: tail.size, stepsBack: walk.stepsBack + 1 };
		return { walk: back, repeats: () => false };
	}
	if (next === null) return { walk: null, repeats };
	const known = saysNothing ? [...tail] : ids.filter((id) => id !== null);
	// A page of one row read one row early would be the same page again.
	const overlap = nextOffset !== null && known.length > 1;
	return {
		walk: {
			next: next.href,
			guard: guardNext(provider, walk?.guard ?? null, url, next),
			tail: overlap ? known : [],
			back: overlap ? 1 : 0,
			stepsBack: walk?.stepsBack ?? 0,
		},
		repeats,
	};
}

function offsetIn(url: URL, param: string): number | null {
	const text = url.searchParams.get(param);
	return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function fingerprint(id: string): string {
	return createHash("sha256").update(id).digest("base64url").slice(0, 10);
}
