/** One loopback HTTP server of the sandbox: reads the request, lets faults in, answers, keeps the log. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { applyReplyFault, type Fault, type FaultBook, faultInstead } from "./faults";
import type { RequestLog } from "./request-log";

export type ServerName = "rezAccount" | "rezApi" | "ownerWeb" | "ownerApi" | "control";

const MAX_BODY_BYTES = 2_000_000;
const SLOW_BYTE_MS = 1000;
const KEEP_ALIVE_MS = 600_000;

export interface Incoming {
	server: ServerName;
	method: string;
	url: URL;
	path: string;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	body: Buffer;
	remote: string;
	raw: IncomingMessage;
}

export type ReplyHeaders = Record<string, string | string[] | undefined>;

export interface Reply {
	status: number;
	headers?: ReplyHeaders;
	body?: string | Buffer | AsyncIterable<string>;
}

export type Handler = (incoming: Incoming) => Reply | Promise<Reply>;

export interface ServerParts {
	name: ServerName;
	port: number;
	log?: RequestLog;
	faults?: FaultBook;
	/** Kills the token a request carries; for the fault `kill_token`. */
	killToken?: (token: string) => void;
	/** Called with each request before it is answered. */
	asked?: (incoming: Incoming) => void;
}

export class SandboxServer {
	handler: Handler = () => ({ status: 503, body: "starting" });
	url = "";
	private readonly server = createServer((req, res) => void this.serve(req, res));
	private readonly closing = new AbortController();

	constructor(private readonly parts: ServerParts) {
		// Client and server share a process in tests: one that was busy for seconds must not find its connections reset.
		this.server.keepAliveTimeout = KEEP_ALIVE_MS;
	}

	async listen(): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			this.server.once("error", reject);
			this.server.listen(this.parts.port, "127.0.0.1", () => resolve());
		});
		this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.closing.abort();
		const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
		this.server.closeAllConnections();
		await closed;
	}

	private async serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
		try {
			const incoming = await this.read(req);
			if (!incoming) return await send(res, { status: 413, body: "too large" });
			await this.answer(incoming, req, res);
		} catch (error) {
			if (res.headersSent || res.destroyed) res.destroy();
			else await send(res, { status: 500, body: String(error) });
		}
	}

	private async answer(incoming: Incoming, req: IncomingMessage, res: ServerResponse): Promise<void> {
		const { log, faults } = this.parts;
		this.parts.asked?.(incoming);
		const fault = faults?.take(incoming);
		const entry = log?.open(incoming, fault?.kind);
		const finish = (status: number) => {
			if (entry) log?.close(entry, status);
		};
		if (fault && fault.kind !== "slow_body" && (fault.kind === "delay" || fault.delayMs)) {
			await this.pause(fault.delayMs ?? 1000);
		}
		if (fault?.kind === "drop_connection") {
			finish(0);
			req.socket.destroy();
			return;
		}
		if (fault?.kind === "kill_token") {
			const token = bearerToken(incoming);
			if (token) this.parts.killToken?.(token);
		}
		const instead = fault ? faultInstead(fault, incoming) : null;
		let reply = instead ?? (await this.handler(incoming));
		if (fault && !instead) reply = applyReplyFault(fault, incoming, reply);
		finish(fault?.kind === "drop_token_response" ? 0 : reply.status);
		if (fault?.kind === "drop_token_response") {
			req.socket.destroy();
			return;
		}
		await this.transmit(res, reply, fault);
	}

	private async transmit(res: ServerResponse, reply: Reply, fault: Fault | undefined): Promise<void> {
		if (fault?.kind === "truncate") {
			const whole = Buffer.from(
				typeof reply.body === "string" ? reply.body : ((reply.body as Buffer | undefined) ?? ""),
			);
			res.writeHead(reply.status, { ...plainHeaders(reply.headers), "content-length": whole.length });
			res.write(whole.subarray(0, Math.floor(whole.length / 2)), () => res.socket?.destroy());
			return;
		}
		if (fault?.kind === "slow_body") {
			const whole = Buffer.from(
				typeof reply.body === "string" ? reply.body : ((reply.body as Buffer | undefined) ?? ""),
			);
			res.writeHead(reply.status, { ...plainHeaders(reply.headers), "content-length": whole.length });
			for (let i = 0; i < whole.length && !res.destroyed; i++) {
				res.write(whole.subarray(i, i + 1));
				await this.pause(fault.delayMs ?? SLOW_BYTE_MS);
			}
			res.end();
			return;
		}
		await send(res, reply);
	}

	private async pause(ms: number): Promise<void> {
		await sleep(ms, undefined, { signal: this.closing.signal, ref: false });
	}

	private async read(req: IncomingMessage): Promise<Incoming | null> {
		const chunks: Buffer[] = [];
		let size = 0;
		for await (const chunk of req) {
			size += (chunk as Buffer).length;
			if (size > MAX_BODY_BYTES) return null;
			chunks.push(chunk as Buffer);
		}
		const url = new URL(req.url ?? "/", this.url);
		return {
			server: this.parts.name,
			method: req.method ?? "GET",
			url,
			path: url.pathname,
			query: url.searchParams,
			headers: req.headers,
			body: Buffer.concat(chunks),
			remote: req.socket.remoteAddress ?? "",
			raw: req,
		};
	}
}

async function send(res: ServerResponse, reply: Reply): Promise<void> {
	const headers = plainHeaders(reply.headers);
	const { body } = reply;
	if (body !== undefined && typeof body !== "string" && !Buffer.isBuffer(body)) {
		res.writeHead(reply.status, headers);
		for await (const part of body) {
			if (res.destroyed) return;
			if (!res.write(part)) await new Promise((resolve) => res.once("drain", resolve));
		}
		res.end();
		return;
	}
	const bytes = Buffer.from(body ?? "");
	res.writeHead(reply.status, { ...headers, "content-length": String(bytes.length) });
	res.end(bytes);
}

function plainHeaders(headers: ReplyHeaders = {}): Record<string, string | string[]> {
	const result: Record<string, string | string[]> = {};
	for (const [name, value] of Object.entries(headers)) {
		if (value !== undefined && name.toLowerCase() !== "content-length") result[name] = value;
	}
	return result;
}

export function formOf(incoming: Incoming): URLSearchParams {
	return new URLSearchParams(incoming.body.toString("utf8"));
}

/** The token of an `Authorization: Bearer` header, or the password of a Basic one. */
export function bearerToken(incoming: Incoming): string | null {
	const header = incoming.headers.authorization ?? "";
	const [scheme = "", value = ""] = header.split(" ", 2);
	if (/^bearer$/i.test(scheme)) return value;
	if (!/^basic$/i.test(scheme)) return null;
	return basicAuth(incoming)?.password ?? null;
}

/** User and password of a Basic header, split at the first colon. */
export function basicAuth(incoming: Incoming): { user: string; password: string } | null {
	const match = /^basic\s+(\S+)$/i.exec(incoming.headers.authorization ?? "");
	if (!match) return null;
	const text = Buffer.from(match[1] as string, "base64").toString("utf8");
	const colon = text.indexOf(":");
	return colon < 0 ? null : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}
