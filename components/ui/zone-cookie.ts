/** Cookie that carries the operator's IANA zone, so that the server already writes times in it. */
export const ZONE_COOKIE = "tz";

/** The zone of a cookie; null when there is none or it names no zone. Takes the value as cookies() gives it, decoded. */
export function readZone(text: string | undefined): string | null {
	if (text === undefined || text.length > 60) return null;
	try {
		return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

/** Browser only: the operator's IANA zone, kept for the pages that the server writes from now on. */
export function rememberZone(): string {
	const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
	// biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
	document.cookie = `${ZONE_COOKIE}=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
	return zone;
}
