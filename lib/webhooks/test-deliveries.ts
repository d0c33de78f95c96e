/** Test support: the product's webhook address behind a real HTTP server, and deliveries made by hand. */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import { POST } from "@/app/api/webhooks/[provider]/route";
import { now, setClockOffset } from "@/lib/clock";
import { testActor, useTestWorld } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import { setDatabaseClock } from "@/lib/db/test-clock";
import { truncateAll } from "@/lib/db/test-database";
import { forgetEnvironment } from "@/lib/env";
import { dataRequests } from "@/lib/sync/test-sync";
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

/**
 * A fresh world for each test of a file: call once at its top level. Deliveries come by hand; those that the sandbox
 * sends itself are refused until `door.shut(false)`.
 */
export async function useWebhookWorld() {
	// Hours of deliveries and looks: seconds on a free machine, minutes on a busy one.
	vi.setConfig({ testTimeout: 300_000 });
	const door = await openWebhookDoor();
	const world = useTestWorld({ reservations: 200, rezstreamTenants: 0, ownerrezUsers: 1, webhook: door.target, now });
	const actor = testActor();
	beforeEach(async () => {
		await truncateAll();
		world.control().clearFaults();
		world.control().resetLimits();
		world.control().clearLog();
		door.shut(true);
		world.control().settings({ webhookRetryBaseMs: 3_600_000 });
	});
	afterEach(() => moveClocks(0));
	const requests = (path: RegExp) => dataRequests(world.control()).filter((request) => path.test(request.path));
	return {
		door,
		world,
		actor,
		/** Connects the first user and gives the connection's and the user's id. */
		connectUser: async (): Promise<{ id: string; user: string }> => {
			const id = await world.connect(actor, "ownerrez");
			const { remoteId } = await db().tenant.findFirstOrThrow({ where: { connectionId: id } });
			return { id, user: remoteId };
		},
		detailReads: () => requests(/\/v2\/bookings\/\d+$/),
		listReads: () => requests(/\/v2\/bookings$/),
		/** Updates so many different reservations at the provider and gives their ids. */
		changeMany: (user: string, count: number): string[] => {
			const { records } = world.control().truth({ provider: "ownerrez", tenant: user }) as unknown as {
				records: { id: number; status: string }[];
			};
			const ids = records.filter(({ status }) => status === "active").map(({ id }) => String(id));
			expect(ids.length).toBeGreaterThanOrEqual(count);
			for (const id of ids.slice(0, count)) {
				world.control().change({ provider: "ownerrez", tenant: user, op: "update", id });
			}
			return ids.slice(0, count);
		},
	};
}

/** The product's clock, the sandbox's and the database's, ahead of the real one. */
export async function moveClocks(ms: number): Promise<void> {
	setClockOffset(ms);
	await setDatabaseClock(ms);
}

export function booking(user: string, action: string, entityId: string, id: unknown = randomUUID()): Delivered {
	const entity = { guest: { name: "SECRET GUEST" } };
	return {
		id,
		user_id: Number(user),
		action,
		entity_type: "booking",
		entity_id: Number(entityId),
		categories: [],
		entity,
	};
}

/** What became of each delivery, in the order of arrival: "done: Read: …". */
export async function notes(): Promise<string[]> {
	const events = await db().webhookEvent.findMany({ orderBy: { id: "asc" } });
	return events.map(({ state, note }) => `${state}: ${note}`);
}

async function openWebhookDoor() {
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
		/** As if Rezdeck were down for whoever delivers. */
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

/** The same, and what had to wait for the allowance is taken again when its time has come. */
export async function workOffEverything(): Promise<void> {
	for (let rounds = 0; rounds < 20; rounds++) {
		await workOffAll();
		if ((await db().webhookEvent.count({ where: { state: "pending" } })) === 0) return;
		await moveClocks(now().getTime() - Date.now() + 20_000);
	}
	throw new Error("deliveries still wait");
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
