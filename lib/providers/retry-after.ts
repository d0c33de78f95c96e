import "server-only";

/** A provider that asks for more is asked again after an hour all the same (F-12). */
const LONGEST_WAIT_MS = 3_600_000;

const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** The instant a `Retry-After` header names (seconds or an HTTP date), at most an hour ahead; null for nonsense, the past and no header. */
export function readRetryAfter(header: string | null, now: Date): Date | null {
	const waitMs = waitNamedBy(header?.trim() ?? "", now);
	if (waitMs === null || waitMs <= 0) return null;
	return new Date(now.getTime() + Math.min(waitMs, LONGEST_WAIT_MS));
}

function waitNamedBy(text: string, now: Date): number | null {
	if (/^\d{1,10}$/.test(text)) return Number(text) * 1000;
	if (!HTTP_DATE.test(text)) return null;
	const at = Date.parse(text);
	return Number.isNaN(at) ? null : at - now.getTime();
}
