/** Proof that a state-changing request was sent by one of our own pages (S-68). */
import "server-only";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/**
 * Throws `forbidden` unless `Origin` is the origin of NEXTAUTH_URL, or the browser itself says `Sec-Fetch-Site:
 * same-origin` (which no page can forge). Requests with an API key carry no cookie that a browser adds, and need no proof.
 */
export function assertSameOrigin(request: Request): void {
	if (request.headers.get("origin") === new URL(env().NEXTAUTH_URL).origin) return;
	if (request.headers.get("sec-fetch-site") === "same-origin") return;
	throw new AppError(
		"forbidden",
		`origin ${request.headers.get("origin")?.slice(0, 200) ?? "absent"} is not ours`,
		"This request did not come from a page of this installation. Open Rezdeck at its own address and try again.",
	);
}
