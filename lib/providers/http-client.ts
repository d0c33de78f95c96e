/**
 * The one way out to a provider: pinned origin, no redirects, a deadline over the whole exchange, a bounded body, JSON
 * only after status and content type. Errors carry no body, header, URL or token; the cause of a failure is left out on
 * purpose, because the messages of parsers and of `fetch` may quote what was sent or received.
 */
import "server-only";
import { Agent, fetch, type Response } from "undici";
import { realDelay } from "@/lib/clock";
import { env } from "@/lib/env";
import { ProviderError, type ProviderErrorKind } from "@/lib/errors";
import { parseExactJson } from "./exact-json";
import type { CallContext } from "./provider";
import { readRetryAfter } from "./retry-after";

export const REQUEST_DEADLINE_MS = 30_000;
export const MAX_BODY_BYTES = 20 * 1024 * 1024;
/** Token answers, discovery documents and the part of an error body that is looked at. */
export const MAX_SMALL_BODY_BYTES = 64 * 1024;

/** Own dispatcher and own `fetch`: the global one is patched and cached by Next.js. */
const agent = new Agent({
	connect: { timeout: 10_000 },
	// The request's own deadline ends it first; these only back it up.
	headersTimeout: 2 * REQUEST_DEADLINE_MS,
	bodyTimeout: 2 * REQUEST_DEADLINE_MS,
	maxHeaderSize: 32 * 1024,
});

export interface HttpCall {
	provider: string;
	/** Configured base URL of the service: the request must stay on its origin. */
	base: string;
	url: URL;
	method?: "GET" | "POST" | "DELETE";
	headers: Record<string, string>;
	body?: string;
	context: Pick<CallContext, "beforeRequest" | "onAnswer" | "signal" | "deadlineMs">;
	maxBytes?: number;
}

export interface HttpAnswer {
	status: number;
	headers: Headers;
	text: string;
}

/** What a failed answer told: enough for a provider to name the kind more exactly than the status alone does. */
export interface HttpFailure {
	status: number;
	/** The vendor's stable error code (snake_case), when there is one. */
	code: string | null;
	headers: Headers;
}

export type KindOfFailure = (failure: HttpFailure) => ProviderErrorKind | null;
/** What the body of a successful answer means when it is an error all the same; null: it is what it should be. */
export type KindOfBody = (body: unknown) => ProviderErrorKind | null;

const DEAD_TOKEN_CODES: readonly unknown[] = ["invalid_token", "token_expired", "expired_token"];

/** 200 with an error object that names a dead token (F-22). UNKNOWN whether a vendor does so; no record looks like it. */
export function deadTokenInBody(body: unknown): ProviderErrorKind | null {
	if (typeof body !== "object" || body === null || "id" in body || "items" in body) return null;
	const named = ("code" in body && body.code) || ("error" in body && body.error);
	return DEAD_TOKEN_CODES.includes(named) ? "unauthorized" : null;
}

/** Sends one request and gives any answer below 300 or above 399. Errors: foreign_link, unavailable, timeout, rejected (redirect), unexpected_shape (too large). */
export async function send(call: HttpCall): Promise<HttpAnswer> {
	const { provider, context } = call;
	requirePinned(provider, call.base, call.url);
	await context.beforeRequest();
	context.signal?.throwIfAborted();
	const startedAt = performance.now();
	const answered = (status: number | null) => context.onAnswer?.({ status, durationMs: performance.now() - startedAt });
	const deadline = AbortSignal.timeout(Math.ceil(realDelay(context.deadlineMs ?? REQUEST_DEADLINE_MS)));
	const signal = context.signal === undefined ? deadline : AbortSignal.any([deadline, context.signal]);
	try {
		const response = await fetch(call.url, {
			method: call.method ?? "GET",
			headers: call.headers,
			...(call.body === undefined ? {} : { body: call.body }),
			redirect: "manual",
			dispatcher: agent,
			signal,
		});
		if (response.status >= 300 && response.status < 400) {
			answered(response.status);
			await response.body?.cancel();
			throw new ProviderError(provider, "rejected", { status: response.status, detail: "redirect not followed" });
		}
		const text = await readBody(provider, response, call.maxBytes ?? MAX_BODY_BYTES);
		answered(response.status);
		return { status: response.status, headers: new Headers([...response.headers]), text };
	} catch (error) {
		if (error instanceof ProviderError) throw error;
		if (context.signal?.aborted) throw context.signal.reason;
		answered(null);
		if (deadline.aborted) throw new ProviderError(provider, "timeout", { detail: "no complete answer in time" });
		if (isTransportError(error)) {
			throw new ProviderError(provider, "unavailable", { detail: networkReason(error) });
		}
		throw error;
	}
}

/** Sends one request and gives its parsed JSON. Errors: the kinds of `send`, one by status (see `failureOf`), one by body. */
export async function requestJson(
	call: HttpCall,
	now: Date,
	kindOf: KindOfFailure = () => null,
	kindOfBody: KindOfBody = () => null,
): Promise<{ body: unknown; headers: Headers }> {
	const answer = await send(call);
	if (answer.status >= 400) throw failureOf(call.provider, answer, now, kindOf);
	const body = parseJsonAnswer(call.provider, answer);
	const kind = kindOfBody(body);
	if (kind !== null)
		throw new ProviderError(call.provider, kind, { status: answer.status, detail: "told in the body" });
	return { body, headers: answer.headers };
}

/** The error an answer of status ≥ 400 stands for. `kindOf` may name another kind than the status does. */
export function failureOf(
	provider: string,
	answer: HttpAnswer,
	now: Date,
	kindOf: KindOfFailure = () => null,
): ProviderError {
	const { status, headers } = answer;
	const code = vendorCode(answer);
	const kind = kindOf({ status, code, headers }) ?? kindByStatus(status);
	return new ProviderError(provider, kind, {
		status,
		...(code === null ? {} : { detail: code }),
		...(kind === "rate_limited" ? { retryAt: readRetryAfter(headers.get("retry-after"), now) } : {}),
	});
}

/** The JSON of a successful answer; unexpected_shape when it is empty, another content type, or not JSON (F-21). */
export function parseJsonAnswer(provider: string, answer: HttpAnswer): unknown {
	const shape = (detail: string) => new ProviderError(provider, "unexpected_shape", { status: answer.status, detail });
	if (answer.text.trim() === "") throw shape("empty answer");
	if (!isJson(answer.headers)) throw shape("answer is not JSON");
	try {
		return parseExactJson(answer.text);
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof RangeError) throw shape("answer is broken JSON");
		throw error;
	}
}

/** Throws foreign_link unless `url` lies on the origin of `base`; rejected when `base` is plain http without leave (S-78, S-80). */
export function requirePinned(provider: string, base: string, url: URL): void {
	const pinned = new URL(base);
	if (pinned.protocol !== "https:" && !isAllowedInsecure(pinned)) {
		throw new ProviderError(provider, "rejected", {
			detail: "plain http needs ALLOW_INSECURE_PROVIDERS and a loopback host",
		});
	}
	if (url.origin !== pinned.origin || url.username !== "" || url.password !== "") {
		throw new ProviderError(provider, "foreign_link", { detail: "address outside the configured host" });
	}
}

/** Whether plain http may be spoken to this URL: only on this machine, and only when the operator said so. */
export function isAllowedInsecure(url: URL): boolean {
	const loopback = url.hostname === "localhost" || url.hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(url.hostname);
	return url.protocol === "http:" && loopback && env().ALLOW_INSECURE_PROVIDERS;
}

async function readBody(provider: string, response: Response, maxBytes: number): Promise<string> {
	if (response.body === null) return "";
	const limit = response.ok ? maxBytes : MAX_SMALL_BODY_BYTES;
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
		size += chunk.byteLength;
		if (size > limit) {
			// Leaving the loop cancels the stream. Of an error answer only the status and a short code matter.
			if (!response.ok) return "";
			throw new ProviderError(provider, "unexpected_shape", { status: response.status, detail: "answer too large" });
		}
		chunks.push(chunk);
	}
	return new TextDecoder().decode(Buffer.concat(chunks));
}

function kindByStatus(status: number): ProviderErrorKind {
	if (status === 401) return "unauthorized";
	if (status === 403) return "forbidden";
	if (status === 404 || status === 410) return "not_found";
	if (status === 429) return "rate_limited";
	if (status === 408 || status === 425 || status >= 500) return "unavailable";
	return "rejected";
}

function vendorCode(answer: HttpAnswer): string | null {
	if (!isJson(answer.headers)) return null;
	try {
		const body = parseExactJson(answer.text);
		if (typeof body !== "object" || body === null || !("code" in body)) return null;
		return typeof body.code === "string" && /^[a-z_]{1,60}$/.test(body.code) ? body.code : null;
	} catch (error) {
		// A broken error body changes nothing: the status already tells what went wrong.
		if (error instanceof SyntaxError || error instanceof RangeError) return null;
		throw error;
	}
}

function isJson(headers: Headers): boolean {
	return /^(?:application\/(?:[\w.-]+\+)?json|text\/json)\s*(?:;|$)/i.test(headers.get("content-type") ?? "");
}

/** `fetch` throws TypeErrors; broken compression and sockets throw errors with a code. */
function isTransportError(error: unknown): boolean {
	return error instanceof TypeError || (error instanceof Error && "code" in error && typeof error.code === "string");
}

/** "network ECONNREFUSED", "network CERT_HAS_EXPIRED": the reason in the code's own name, never its message. */
function networkReason(error: unknown): string {
	for (let at = error; at instanceof Error; at = at.cause) {
		if ("code" in at && typeof at.code === "string" && /^[A-Z][A-Z_0-9]{2,59}$/.test(at.code))
			return `network ${at.code}`;
	}
	return "network failure";
}
