import "server-only";

/** One cookie's value out of a Cookie header; null when it is not there. */
export function cookieValue(header: string | null, name: string): string | null {
	for (const part of header?.split(";") ?? []) {
		const at = part.indexOf("=");
		if (at !== -1 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
	}
	return null;
}
