/** Where a request comes from, for throttling, sessions and the audit trail. */
import "server-only";

/**
 * The last entry of X-Forwarded-For: a reverse proxy appends the address it saw, and without a proxy Next.js writes the
 * socket's own. Earlier entries are whatever the client claimed.
 */
export function clientAddress(headers: Headers): string | null {
	const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
	return last === undefined || last === "" ? null : last.slice(0, 64);
}
