/** Answers of OwnerRez: the documented error body and the list envelope (PROVIDERS.md 2.6, 2.8). */
import type { Reply, ReplyHeaders } from "../http/server";
import { type Json, type JsonObject, jsonText } from "../world/json-text";

const STATUS_WORDS: Record<number, string> = {
	400: "bad_request",
	401: "unauthorized",
	402: "payment_required",
	403: "forbidden",
	404: "not_found",
	405: "method_not_allowed",
	429: "too_many_requests",
};

/** Seen in recorded answers (PROVIDERS.md 2.4); there are no rate-limit headers. */
const HEADERS: ReplyHeaders = {
	"content-type": "application/json; charset=utf-8",
	"cache-control": "no-store, must-revalidate, no-cache",
	"api-supported-versions": "1.0, 2.0",
};

export class OwnerrezError extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly headers: ReplyHeaders = {},
	) {
		super(message);
	}

	toReply(): Reply {
		return {
			status: this.status,
			headers: { ...HEADERS, ...this.headers },
			body: JSON.stringify({
				messages: [this.message],
				code: this.code,
				doc_url: `https://www.ownerrez.com/support/articles/api-errors#${this.code}`,
				status: STATUS_WORDS[this.status] ?? "error",
				status_code: this.status,
			}),
		};
	}
}

/** Another shape than the errors: `code` is a number here (PROVIDERS.md 2.8). */
export function tooManyRequests(): Reply {
	return { status: 429, headers: HEADERS, body: '{"code":429,"error":"Rate limit exceeded."}' };
}

export function json(body: Json, status = 200): Reply {
	return { status, headers: HEADERS, body: jsonText(body) };
}

/** Errors of the token endpoint are plain OAuth (PROVIDERS.md 2.3). */
export function oauthError(status: number, error: string, description: string): Reply {
	return { status, headers: HEADERS, body: JSON.stringify({ error, error_description: description }) };
}

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

export interface Paging {
	limit: number;
	offset: number;
}

export function pagingOf(query: URLSearchParams): Paging {
	const read = (name: string, fallback: number) => {
		const text = query.get(name);
		if (text === null) return fallback;
		if (!/^\d{1,9}$/.test(text))
			throw new OwnerrezError(400, "invalid_parameter", `'${text}' is not valid for ${name}.`);
		return Number(text);
	};
	const limit = read("limit", DEFAULT_LIMIT);
	return { limit: Math.min(limit === 0 ? DEFAULT_LIMIT : limit, MAX_LIMIT), offset: read("offset", 0) };
}

/** `next_page_url` is absolute and self-contained; null means the end. Only some lists carry a count (2.6). */
export function envelope<T>(url: URL, rows: readonly T[], toRow: (row: T) => JsonObject, withCount = false): Reply {
	const { limit, offset } = pagingOf(url.searchParams);
	let next: string | null = null;
	if (offset + limit < rows.length) {
		const following = new URL(url);
		following.searchParams.set("limit", String(limit));
		following.searchParams.set("offset", String(offset + limit));
		next = following.href;
	}
	return json({
		items: rows.slice(offset, offset + limit).map(toRow),
		limit,
		offset,
		next_page_url: next,
		...(withCount ? { count: rows.length } : {}),
	});
}
