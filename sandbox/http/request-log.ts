/** What the sandbox was asked, with every secret replaced by a fingerprint. Bounded: the oldest entries go first. */
import { createHash } from "node:crypto";
import { bearerToken, type Incoming, type ServerName } from "./server";

const CAPACITY = 100_000;

export interface LogEntry {
	seq: number;
	at: string;
	server: ServerName;
	method: string;
	path: string;
	query: string;
	/** `X-RezStream-Tenant-ID`. */
	tenant?: string;
	/** Fingerprint of the token of the Authorization header. */
	token?: string;
	userAgent?: string;
	version?: string;
	headers: Record<string, string>;
	/** Fields of a form body, in order; secret values are fingerprints. */
	form?: [string, string][];
	fault?: string;
	/** 0 while under way, or when the connection was dropped. */
	status: number;
	durationMs?: number;
}

/** Short, stable, and useless for guessing: lets a test recognise a token without the log holding it. */
export function fingerprint(secret: string): string {
	return createHash("sha256").update(secret).digest("hex").slice(0, 12);
}

const SECRET_FIELDS = new Set([
	"code",
	"refresh_token",
	"access_token",
	"token",
	"client_secret",
	"code_verifier",
	"id_token_hint",
]);

export class RequestLog {
	private readonly entries: LogEntry[] = [];
	private first = 0;
	private nextSeq = 1;

	constructor(private readonly now: () => Date) {}

	open(incoming: Incoming, fault: string | undefined): LogEntry {
		const token = bearerToken(incoming);
		const tenant = headerText(incoming, "x-rezstream-tenant-id");
		const version = headerText(incoming, "x-rezstream-api-version");
		const form = formFields(incoming);
		const entry: LogEntry = {
			seq: this.nextSeq++,
			at: this.now().toISOString(),
			server: incoming.server,
			method: incoming.method,
			path: redactPath(incoming.path),
			query: redactQuery(incoming.query),
			headers: redactHeaders(incoming),
			status: 0,
			durationMs: -performance.now(),
			...(tenant === undefined ? {} : { tenant }),
			...(version === undefined ? {} : { version }),
			...(token ? { token: fingerprint(token) } : {}),
			...(incoming.headers["user-agent"] === undefined ? {} : { userAgent: incoming.headers["user-agent"] }),
			...(form ? { form } : {}),
			...(fault === undefined ? {} : { fault }),
		};
		this.entries.push(entry);
		if (this.entries.length - this.first > CAPACITY) this.first++;
		// Dropping in batches keeps the ring cheap: one splice every few thousand requests.
		if (this.first > 5000) {
			this.entries.splice(0, this.first);
			this.first = 0;
		}
		return entry;
	}

	close(entry: LogEntry, status: number): void {
		entry.status = status;
		entry.durationMs = Math.round((performance.now() + (entry.durationMs ?? 0)) * 10) / 10;
	}

	/** Entries after a sequence number. */
	since(seq = 0): LogEntry[] {
		const kept = this.entries.slice(this.first);
		return seq === 0 ? kept : kept.filter((entry) => entry.seq > seq);
	}

	clear(): void {
		this.entries.length = 0;
		this.first = 0;
	}
}

function headerText(incoming: Incoming, name: string): string | undefined {
	const value = incoming.headers[name];
	return Array.isArray(value) ? value.join(", ") : value;
}

function redactHeaders(incoming: Incoming): Record<string, string> {
	const result: Record<string, string> = {};
	for (const name of Object.keys(incoming.headers)) {
		const value = headerText(incoming, name) ?? "";
		if (name === "authorization")
			result[name] = `${value.split(" ", 1)[0]} fp:${fingerprint(value.split(" ").slice(1).join(" "))}`;
		else if (name === "cookie") result[name] = "…";
		else result[name] = value;
	}
	return result;
}

/** OwnerRez revokes with the token in the path (PROVIDERS.md 2.3). */
function redactPath(path: string): string {
	return path.replace(/^(\/oauth\/access_token\/)(.+)$/, (_, start: string, token: string) => {
		return `${start}fp:${fingerprint(decodeURIComponent(token))}`;
	});
}

function redactQuery(query: URLSearchParams): string {
	const copy = new URLSearchParams(query);
	for (const name of new Set(copy.keys())) {
		if (SECRET_FIELDS.has(name)) copy.set(name, `fp:${fingerprint(copy.get(name) ?? "")}`);
	}
	return copy.toString();
}

function formFields(incoming: Incoming): [string, string][] | undefined {
	if (!(incoming.headers["content-type"] ?? "").includes("x-www-form-urlencoded")) return undefined;
	return [...new URLSearchParams(incoming.body.toString("utf8"))].map(([name, value]) => [
		name,
		SECRET_FIELDS.has(name) ? `fp:${fingerprint(value)}` : value,
	]);
}
