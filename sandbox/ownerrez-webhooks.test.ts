import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Sandbox } from "./sandbox";
import { OwnerClient, startSmall } from "./test-client";

interface Received {
	authorization: string | undefined;
	body: Record<string, unknown>;
}

/** A limit for what never arrives; a busy machine takes its time. */
const arrives = (check: () => unknown) => vi.waitFor(check, 30_000);

const received: Received[] = [];
let answer = 200;
const receiver = createServer((req, res) => {
	let text = "";
	req.on("data", (chunk) => {
		text += chunk;
	});
	req.on("end", () => {
		received.push({ authorization: req.headers.authorization, body: JSON.parse(text) });
		res.writeHead(answer).end();
	});
});

let sandbox: Sandbox;
let client: OwnerClient;
let userId: string;

beforeAll(async () => {
	await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
	const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
	sandbox = await startSmall({ webhook: { url, user: "hook", password: "se:cret" } });
	client = new OwnerClient(sandbox);
	userId = sandbox.control.world().accounts.find(({ provider }) => provider === "ownerrez")?.id ?? "";
	sandbox.control.settings({ webhookRetryBaseMs: 10 });
});
beforeEach(() => {
	received.length = 0;
	answer = 200;
	sandbox.control.clearFaults();
});
afterAll(async () => {
	await sandbox.close();
	receiver.close();
});

const change = (op: "create" | "update" | "cancel" | "delete" | "guest") =>
	sandbox.control.change({ provider: "ownerrez", tenant: userId, op })[0];

describe("OwnerRez webhooks", () => {
	it("sends nothing for a user who has not let the app in", async () => {
		change("create");
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(received).toHaveLength(0);
	});

	it("sends the entity with Basic auth and a GUID id, and deletions without it", async () => {
		await client.connect({ user: userId });
		const created = change("create");
		await arrives(() => expect(received).toHaveLength(1));
		expect(received[0]?.authorization).toBe(`Basic ${Buffer.from("hook:se:cret").toString("base64")}`);
		expect(received[0]?.body).toMatchObject({
			id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			user_id: Number(userId),
			action: "entity_create",
			entity_type: "booking",
			entity_id: Number(created?.id),
			entity: { id: Number(created?.id) },
		});
		change("delete");
		change("guest");
		await arrives(() => expect(received).toHaveLength(3));
		const deleted = received.find(({ body }) => body.action === "entity_delete");
		expect(deleted?.body).not.toHaveProperty("entity");
		expect(received.some(({ body }) => body.entity_type === "guest")).toBe(true);
	});

	it("tries again until it is taken, ten times at most", async () => {
		answer = 500;
		sandbox.control.settings({ webhookRetryBaseMs: 1 });
		change("update");
		await arrives(() =>
			expect(sandbox.control.deliveries().at(-1)).toMatchObject({ tries: 10, state: "given_up", status: 500 }),
		);
		expect(new Set(received.map(({ body }) => body.id)).size).toBe(1);
	});

	it("can drop, double and delay a delivery", async () => {
		for (const kind of ["webhook_drop", "webhook_duplicate"] as const) sandbox.control.addFault({ kind, times: 1 });
		change("cancel");
		change("cancel");
		await arrives(() => expect(received).toHaveLength(2));
		expect(received[0]?.body.id).toBe(received[1]?.body.id);
		sandbox.control.addFault({ kind: "webhook_reorder", times: 1, delayMs: 80 });
		const first = change("update");
		const second = change("update");
		await arrives(() => expect(received).toHaveLength(4));
		expect(received.slice(2).map(({ body }) => String(body.entity_id))).toEqual([second?.id, first?.id]);
	});

	it("serves per-connection subscriptions and tells of a revoked app", async () => {
		const token = (await client.connect({ user: userId })).access_token;
		const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/own`;
		const made = await fetch(`${sandbox.urls.ownerApi}/v2/webhooksubscriptions`, {
			method: "POST",
			headers: { authorization: `Bearer ${token}`, "user-agent": client.userAgent, "content-type": "application/json" },
			body: JSON.stringify({ type: "Booking", action: "EntityUpdate", webhook_url: url }),
		});
		expect(made.status).toBe(201);
		change("update");
		await arrives(() => expect(received).toHaveLength(2));
		expect(received.filter(({ authorization }) => authorization === undefined)).toHaveLength(1);
		received.length = 0;
		await fetch(`${sandbox.urls.ownerWeb}/settings/api/revoke-app`, {
			method: "POST",
			body: new URLSearchParams({ user: userId }),
		});
		await arrives(() => expect(received.map(({ body }) => body.action)).toEqual(["application_authorization_revoked"]));
		expect((await client.get("/v2/users/me", token)).status).toBe(401);
	});
});
