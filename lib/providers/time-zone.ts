import "server-only";
import { findIana } from "windows-iana";

const IANA_SHAPE = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;

/**
 * The IANA zone behind a provider's zone text, which may be an IANA id or a Windows id such as "Mountain Standard Time"
 * (PROVIDERS.md 1.7, 4.42); null when it is neither.
 */
export function resolveTimeZone(raw: string | null): string | null {
	const text = raw?.trim() ?? "";
	if (text === "") return null;
	if (IANA_SHAPE.test(text) && isKnownZone(text)) return text;
	const [zone] = findIana(text);
	return zone !== undefined && isKnownZone(zone) ? zone : null;
}

function isKnownZone(zone: string): boolean {
	try {
		new Intl.DateTimeFormat("en", { timeZone: zone });
		return true;
	} catch (error) {
		if (error instanceof RangeError) return false;
		throw error;
	}
}
