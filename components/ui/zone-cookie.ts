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
