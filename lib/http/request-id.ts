/** The name under which one request is found in answers, logs and the audit trail. */
import "server-only";
import { randomUUID } from "node:crypto";

/** proxy.ts names every request and overwrites what a client sent; a handler reached without it names its own. */
export function requestIdOf(request: Request): string {
	const given = request.headers.get("x-request-id");
	return given !== null && /^[0-9a-zA-Z-]{8,64}$/.test(given) ? given : randomUUID();
}
