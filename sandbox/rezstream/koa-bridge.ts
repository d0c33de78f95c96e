/** Runs a Node request listener on an already read request and catches its answer as a plain reply. */
import { IncomingMessage, ServerResponse } from "node:http";
import type { Incoming, Reply, ReplyHeaders } from "../http/server";

type Listener = (req: IncomingMessage, res: ServerResponse) => unknown;

export function copyRequest(incoming: Incoming, path = `${incoming.path}${incoming.url.search}`): IncomingMessage {
	const copy = new IncomingMessage(incoming.raw.socket);
	copy.method = incoming.method;
	copy.url = path;
	copy.headers = { ...incoming.headers };
	copy.httpVersion = "1.1";
	copy.push(incoming.body);
	copy.push(null);
	// Without this mark the copy counts as cut off once read, and takes the real socket down with it.
	copy.complete = true;
	return copy;
}

export function runListener(listener: Listener, req: IncomingMessage): Promise<Reply> {
	return new Promise((resolve, reject) => {
		const res = new ServerResponse(req);
		const chunks: Buffer[] = [];
		const keep = (chunk: unknown) => {
			if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
			else if (typeof chunk === "string") chunks.push(Buffer.from(chunk));
		};
		res.write = ((chunk: unknown) => {
			keep(chunk);
			return true;
		}) as typeof res.write;
		res.end = ((chunk?: unknown) => {
			keep(chunk);
			const body = Buffer.concat(chunks);
			const headers: ReplyHeaders = {};
			for (const [name, value] of Object.entries(res.getHeaders())) {
				if (value !== undefined) headers[name] = Array.isArray(value) ? value : String(value);
			}
			resolve({
				status: res.statusCode,
				headers,
				body: /json|text/.test(String(headers["content-type"])) ? body.toString() : body,
			});
			return res;
		}) as typeof res.end;
		Promise.resolve(listener(req, res)).catch(reject);
	});
}
