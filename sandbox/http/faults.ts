/** Faults by rule: which request they hit, how often, and what goes wrong. */
import { z } from "zod";
import type { Incoming, Reply, ReplyHeaders, ServerName } from "./server";

export const FAULT_KINDS = [
	"status",
	"rate_limited",
	"delay",
	"truncate",
	"html",
	"drop_connection",
	"drop_token_response",
	"kill_token",
	"foreign_next_link",
	"self_next_link",
	"first_next_link",
	"empty_page",
	"bare_last_page",
	"repeat_record",
	"redirect",
	"malformed_record",
	"empty_list",
	"slow_body",
	"echo_authorization",
	"merge_body",
	"replace_body",
	"webhook_duplicate",
	"webhook_reorder",
	"webhook_drop",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

const SERVER_NAMES = ["rezAccount", "rezApi", "ownerWeb", "ownerApi", "webhook"] as const;

export const faultRule = z.strictObject({
	kind: z.enum(FAULT_KINDS),
	/** Any server when absent; `webhook` for deliveries the sandbox sends. */
	server: z.enum(SERVER_NAMES).optional(),
	method: z.string().optional(),
	/** Regular expression over the path. */
	pathPattern: z.string().optional(),
	/** Value of the tenant header. */
	tenant: z.string().optional(),
	/** How many requests it hits; unlimited when absent. */
	times: z.int().min(1).optional(),
	/** Part of the matching requests it hits, evenly spread: 0.3 hits three of ten. All when absent. */
	share: z.number().gt(0).lte(1).optional(),
	/** Matching requests let through first. */
	skip: z.int().min(0).optional(),
	status: z.int().min(100).max(599).optional(),
	retryAfter: z.union([z.string(), z.number()]).optional(),
	delayMs: z.int().min(0).optional(),
	/** Origin a foreign link or a redirect names. */
	host: z.string().optional(),
	headers: z.record(z.string(), z.string()).optional(),
	body: z.unknown().optional(),
	/** Which record of a list is spoiled; the first one when absent. */
	record: z.int().min(0).optional(),
});
export type FaultRule = z.infer<typeof faultRule>;

export interface Fault extends FaultRule {
	id: number;
	hits: number;
	seen: number;
}

interface Target {
	server: ServerName | "webhook";
	method: string;
	path: string;
	headers: Record<string, unknown>;
}

export class FaultBook {
	private rules: Fault[] = [];
	private nextId = 1;

	add(rule: FaultRule): Fault {
		const fault: Fault = { ...rule, id: this.nextId++, hits: 0, seen: 0 };
		if (rule.pathPattern !== undefined) new RegExp(rule.pathPattern);
		this.rules.push(fault);
		return fault;
	}

	list(): Fault[] {
		return this.rules.map((rule) => ({ ...rule }));
	}

	/** Removes one rule, or all. Returns how many are gone. */
	clear(id?: number): number {
		const before = this.rules.length;
		this.rules = id === undefined ? [] : this.rules.filter((rule) => rule.id !== id);
		return before - this.rules.length;
	}

	/** The first rule that hits this request, counted. */
	take(target: Target): Fault | undefined {
		if (target.server === "control") return undefined;
		for (const rule of this.rules) {
			if (!matches(rule, target)) continue;
			rule.seen++;
			if (rule.seen <= (rule.skip ?? 0)) continue;
			if (rule.times !== undefined && rule.hits >= rule.times) continue;
			const { share = 1 } = rule;
			if (Math.floor(rule.seen * share) === Math.floor((rule.seen - 1) * share)) continue;
			rule.hits++;
			return rule;
		}
		return undefined;
	}
}

function matches(rule: Fault, target: Target): boolean {
	if (rule.server !== undefined && rule.server !== target.server) return false;
	if (rule.server === undefined && target.server === "webhook" && !rule.kind.startsWith("webhook_")) return false;
	if (rule.method !== undefined && rule.method.toUpperCase() !== target.method) return false;
	if (rule.pathPattern !== undefined && !new RegExp(rule.pathPattern).test(target.path)) return false;
	return rule.tenant === undefined || rule.tenant === target.headers["x-rezstream-tenant-id"];
}

const jsonHeaders = { "content-type": "application/json; charset=utf-8" };

/** The reply of faults that come instead of the real one, or null. */
export function faultInstead(fault: Fault, incoming: Incoming): Reply | null {
	const retry: ReplyHeaders = fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) };
	switch (fault.kind) {
		case "status": {
			const status = fault.status ?? 500;
			const body = fault.body ?? { type: "about:blank", title: "Something went wrong", status };
			return { status, headers: { ...jsonHeaders, ...retry, ...fault.headers }, body: textOf(body) };
		}
		case "rate_limited":
			// The documented OwnerRez body; rezStream's is unknown (PROVIDERS.md 2.8, 1.4).
			return {
				status: fault.status ?? 429,
				headers: { ...jsonHeaders, ...retry, ...fault.headers },
				body: '{"code":429,"error":"Rate limit exceeded."}',
			};
		case "html":
			return {
				status: fault.status ?? 200,
				headers: { "content-type": "text/html; charset=utf-8" },
				body: "<!doctype html><html><title>Sign in</title><body><h1>We are down for maintenance</h1></body></html>",
			};
		case "redirect":
			return {
				status: fault.status ?? 302,
				headers: { location: `${fault.host ?? "http://127.0.0.1:9"}${incoming.path}${incoming.url.search}` },
			};
		case "echo_authorization":
			return {
				status: fault.status ?? 500,
				headers: jsonHeaders,
				body: JSON.stringify({
					title: "Unhandled exception",
					detail: `Request failed: Authorization: ${incoming.headers.authorization ?? ""} ${incoming.body.toString("utf8")}`,
				}),
			};
		case "replace_body":
			return {
				status: fault.status ?? 200,
				headers: { ...jsonHeaders, ...fault.headers },
				body: textOf(fault.body ?? null),
			};
		default:
			return null;
	}
}

/** Faults that spoil the real reply. */
export function applyReplyFault(fault: Fault, incoming: Incoming, reply: Reply): Reply {
	switch (fault.kind) {
		case "foreign_next_link":
			return withNextLink(reply, (link) => `${fault.host ?? "http://127.0.0.1:9"}${pathOf(link ?? incoming.url.href)}`);
		case "self_next_link":
			return withNextLink(reply, () => incoming.url.href);
		case "first_next_link":
			return withNextLink(reply, () => firstPageOf(incoming.url));
		case "empty_page":
			return emptyPage(incoming.url, reply);
		case "bare_last_page":
			return withoutLinks(reply);
		case "repeat_record":
			return withBody(reply, (body) => repeated(body, fault.record ?? 0, fault.body));
		case "empty_list":
			return withBody(reply, emptied);
		case "malformed_record":
			return withBody(reply, (body) => spoiled(body, fault.record ?? 0, fault.body));
		case "merge_body":
			return withBody(reply, (body) => ({ ...(body as object), ...(fault.body as object) }));
		default:
			return reply;
	}
}

function textOf(body: unknown): string {
	return typeof body === "string" ? body : JSON.stringify(body);
}

function pathOf(link: string): string {
	const url = new URL(link);
	return `${url.pathname}${url.search}`;
}

function withBody(reply: Reply, change: (body: unknown) => unknown): Reply {
	if (typeof reply.body !== "string" && !Buffer.isBuffer(reply.body)) return reply;
	const body = change(JSON.parse(reply.body.toString()));
	const empty = Array.isArray(body) && body.length === 0;
	return { ...reply, headers: { ...reply.headers, ...(empty ? { link: undefined } : {}) }, body: JSON.stringify(body) };
}

function withNextLink(reply: Reply, change: (link: string | null) => string): Reply {
	const links = [reply.headers?.link ?? []].flat();
	const parsed =
		reply.headers?.["content-type"]?.includes("json") && typeof reply.body === "string" ? JSON.parse(reply.body) : null;
	if (parsed && !Array.isArray(parsed) && "next_page_url" in parsed) {
		return { ...reply, body: JSON.stringify({ ...parsed, next_page_url: change(parsed.next_page_url) }) };
	}
	const isNext = (link: string) => link.includes('rel="next"');
	const old = links.find(isNext);
	const target = old ? (/<([^>]*)>/.exec(old)?.[1] ?? null) : null;
	const others = links.filter((link) => !isNext(link));
	return { ...reply, headers: { ...reply.headers, link: [`<${change(target)}>; rel="next"`, ...others] } };
}

function firstPageOf(url: URL): string {
	const first = new URL(url);
	for (const name of ["offset", "afterAt", "afterId"]) first.searchParams.delete(name);
	if (first.searchParams.has("skip")) first.searchParams.set("skip", "0");
	return first.href;
}

const PASSED_BY = "passed";

/** An extra page without rows that leads to the real one; the real one comes as it is. */
function emptyPage(url: URL, reply: Reply): Reply {
	if (url.searchParams.has(PASSED_BY)) return reply;
	const again = new URL(url);
	again.searchParams.set(PASSED_BY, "1");
	const empty = { ...reply, body: JSON.stringify(emptied(JSON.parse(String(reply.body)))) };
	return withNextLink(empty, () => again.href);
}

/** A last page says nothing about its neighbours; any other page stays as it is. */
function withoutLinks(reply: Reply): Reply {
	const links = [reply.headers?.link ?? []].flat();
	if (links.some((link) => link.includes('rel="next"'))) return reply;
	const bare = { ...reply, headers: { ...reply.headers, link: undefined } };
	if (typeof reply.body !== "string" || !reply.body.includes('"next_page_url":null')) return bare;
	return { ...bare, body: reply.body.replace('"next_page_url":null,', "").replace(',"next_page_url":null', "") };
}

/** The same record once more at the end, with a patch. */
function repeated(body: unknown, record: number, patch: unknown): unknown {
	const again = (rows: unknown[]) => [...rows, { ...(rows[record] as object), ...(patch as object) }];
	if (Array.isArray(body)) return again(body);
	if (body && typeof body === "object" && "items" in body) return { ...body, items: again(body.items as unknown[]) };
	return body;
}

function emptied(body: unknown): unknown {
	if (Array.isArray(body)) return [];
	if (body && typeof body === "object" && "items" in body) return { ...body, items: [], next_page_url: null };
	return body;
}

/** Without a patch the record gets dates of a wrong type and loses its assignments. */
function spoiled(body: unknown, record: number, patch: unknown): unknown {
	const harm = (patch as object | undefined) ?? { arrival: 12345, departure: null, unitAssignments: "none" };
	const spoil = (row: unknown) => ({ ...(row as object), ...harm });
	const spoilRow = (rows: unknown[]) => rows.map((row, i) => (i === record ? spoil(row) : row));
	if (Array.isArray(body)) return spoilRow(body);
	if (body && typeof body === "object" && "items" in body) return { ...body, items: spoilRow(body.items as unknown[]) };
	return spoil(body);
}
