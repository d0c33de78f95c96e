/** Answers of the rezStream API: bare JSON, problem+json errors, `Link` headers (PROVIDERS.md 1.5, 1.6, 1.10). */
import type { Reply, ReplyHeaders } from "../http/server";
import { type Json, jsonText } from "../world/json-text";

const TITLES: Record<number, string> = {
	400: "Bad Request",
	401: "Unauthorized",
	403: "Forbidden",
	404: "Not Found",
	405: "Method Not Allowed",
};

/** Thrown by the parts of the API, turned into an answer at its edge. */
export class Problem extends Error {
	constructor(
		readonly status: number,
		detail: string,
		readonly headers: ReplyHeaders = {},
	) {
		super(detail);
	}

	toReply(): Reply {
		const title = TITLES[this.status] ?? "Error";
		return {
			status: this.status,
			headers: { "content-type": "application/problem+json", ...this.headers },
			body: JSON.stringify({
				type: `https://httpstatuses.io/${this.status}`,
				title,
				status: this.status,
				detail: this.message,
			}),
		};
	}
}

export function json(body: Json, links: string[] = []): Reply {
	return {
		status: 200,
		// Several `Link:` lines, as in the vendor's samples.
		headers: { "content-type": "application/json; charset=utf-8", ...(links.length > 0 ? { link: links } : {}) },
		body: jsonText(body),
	};
}

export function link(
	base: string,
	path: string,
	query: Record<string, string | number | undefined>,
	relation: string,
): string {
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, String(value));
	return `<${base}${path}?${params}>; rel="${relation}"`;
}
