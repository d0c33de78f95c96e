/** Addresses on their way into a log line. Pure. */
import "server-only";

/** Where a path goes on with a secret instead of a name. */
const SECRET_AFTER = /^(\/feeds\/).+/;

/** The path of an address, without its query (it may hold a code or a name) and without the secret of a feed. */
export function loggablePath(url: string): string {
	return new URL(url, "http://localhost").pathname.replace(SECRET_AFTER, "$1…");
}
