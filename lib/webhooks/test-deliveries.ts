/** Test support: the product's webhook address behind a real HTTP server, and deliveries made by hand. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { POST } from "@/app/api/webhooks/[provider]/route";
import { forgetEnvironment } from "@/lib/env";
import { tenantsWithEvents } from "./pending-events";
import { workOffWebhooks } from "./work-off";

const USER = "rezdeck";
const PASSWORD = "pass:word";
const NEVER = new AbortController().signal;

export interface Delivered {
	id?: unknown;
	user_id?: unknown;
	action?: unknown;
	entity_type?: unknown;
	entity_id?: unknown;
	[other: string]: unknown;
}

/** Call once at the top level of a test file, before useTestWorld; `target` is for the sandbox's option `webhook`. */
export async function openWebhookDoor() {
	let open = true;
	const server = createServer((incoming, outgoing) => {
		const chunks: Buffer[] = [];
		incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
		incoming.on("end", async () => {
			if (!open) return outgoing.writeHead(503).end();
			const answer = await post("ownerrez", Buffer.concat(chunks).toString(), incoming.headers.authorization ?? null);
			outgoing.writeHead(answer.status).end(await answer.text());
		});
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	beforeAll(() => {
		Object.assign(process.env, { OWNERREZ_WEBHOOK_USER: USER, OWNERREZ_WEBHOOK_PASSWORD: PASSWORD });
		forgetEnvironment();
	});
	afterAll(() => {
		server.close();
		delete process.env.OWNERREZ_WEBHOOK_USER;
		delete process.env.OWNERREZ_WEBHOOK_PASSWORD;
		forgetEnvironment();
	});
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/ownerrez`;
	return {
		target: { url, user: USER, password: PASSWORD },
		/** As if the whole of Rezdeck were down for whoever delivers. */
		shut: (shut: boolean) => {
			open = !shut;
		},
	};
}

export const GENUINE = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString("base64")}`;

/** Posts to the route as a program would. */
export function post(provider: string, body: string, authorization: string | null = GENUINE): Promise<Response> {
	const request = new Request(`http://localhost:3000/api/webhooks/${provider}`, {
		method: "POST",
		body,
		headers: { "content-type": "application/json", ...(authorization === null ? {} : { authorization }) },
	});
	return POST(request, { params: Promise.resolve({ provider }) });
}

export function deliver(delivery: Delivered): Promise<Response> {
	return post("ownerrez", JSON.stringify(delivery));
}

/** What the worker does each second, until nothing is due. Gives the number of turns. */
export async function workOffAll(): Promise<number> {
	for (let turns = 0; turns < 500; turns++) {
		const [tenantId] = await tenantsWithEvents();
		if (tenantId === undefined) return turns;
		await workOffWebhooks(tenantId, NEVER);
	}
	throw new Error("deliveries are still due after 500 turns");
}
