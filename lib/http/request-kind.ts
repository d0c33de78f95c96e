/** What a path asks for, so that proxy.ts treats pages, data and files differently. */
import "server-only";

export type RequestKind =
	/** A page for signed-in people. */
	| "page"
	/** A page for people who are not signed in yet. */
	| "open_page"
	/** A handler: it checks its caller itself and never redirects to the sign-in page. */
	| "data"
	/** A file of the build or of public/. */
	| "file";

const OPEN_PAGES = new Set(["/sign-in", "/setup", "/invite"]);

export function requestKind(path: string): RequestKind {
	if (path.startsWith("/_next/")) return "file";
	if (/^\/(?:api|oauth|feeds)(?:\/|$)/.test(path) || path === "/metrics") return "data";
	if (OPEN_PAGES.has(path)) return "open_page";
	if (/\.(?:svg|png|ico|txt|webmanifest|woff2)$/.test(path)) return "file";
	return "page";
}
