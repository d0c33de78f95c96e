import { describe, expect, it, vi } from "vitest";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { forgetEnvironment } from "@/lib/env";
import { forgetOldWebhooks } from "./pending-events";
import { booking, deliver, GENUINE, notes, post, useWebhookWorld } from "./test-deliveries";

const { door } = await useWebhookWorld();

describe("taking deliveries in (S-83)", () => {
	it("answers 401 to whoever does not prove to be the provider, and stores nothing", async () => {
		for (const authorization of [null, "Basic eDp5", GENUINE.slice(0, -4)]) {
			const answer = await post("ownerrez", JSON.stringify(booking("1", "entity_update", "2")), authorization);
			expect(answer.status).toBe(401);
			expect(answer.headers.get("content-type")).toBe("application/problem+json");
		}
		delete process.env.OWNERREZ_WEBHOOK_PASSWORD;
		forgetEnvironment();
		expect((await post("ownerrez", "{}")).status).toBe(401);
		Object.assign(process.env, { OWNERREZ_WEBHOOK_PASSWORD: door.target.password });
		forgetEnvironment();
		expect(await db().webhookEvent.count()).toBe(0);
	});

	it("answers 404 for a provider without webhooks, 413 above 1 MB, 400 to what is no delivery, and echoes nothing", async () => {
		expect((await post("rezstream", "{}")).status).toBe(404);
		expect((await post("nobody", "{}")).status).toBe(404);
		expect((await post("ownerrez", `{"x":"${"a".repeat(1024 * 1024)}"}`)).status).toBe(413);
		const malformed = await post("ownerrez", '{"guest":"SECRET GUEST",');
		expect(malformed.status).toBe(400);
		expect(malformed.headers.get("content-type")).toBe("application/problem+json");
		expect(await malformed.text()).not.toContain("SECRET");
		expect(await db().webhookEvent.count()).toBe(0);
	});

	it("takes what it does not know, and a test, and keeps no body", async () => {
		expect((await deliver({ id: 1, user_id: 5, action: "entity_exploded", entity_type: "booking" })).status).toBe(200);
		expect((await deliver({ id: 2, user_id: 5, action: "entity_update", entity_type: "thread_message" })).status).toBe(
			200,
		);
		expect((await deliver({ id: 3, action: "webhook_test", entity_type: "api_application" })).status).toBe(200);
		expect((await deliver({ ...booking("5", "entity_update", "9"), id: null })).status).toBe(200);
		expect((await notes()).map((note) => note.split(":")[0])).toEqual(["ignored", "ignored", "done", "pending"]);
		const stored = JSON.stringify(
			await db().webhookEvent.findMany(),
			(_, value) => String(value) && value?.toString?.(),
		);
		expect(stored).not.toContain("SECRET");
	});

	it("does not say it has taken what it could not store", async () => {
		const failing = vi.spyOn(db(), "$executeRaw").mockRejectedValueOnce(new Error("disk full"));
		expect((await deliver(booking("5", "entity_update", "9"))).status).toBe(500);
		failing.mockRestore();
		expect((await deliver(booking("5", "entity_update", "9"))).status).toBe(200);
		expect(await db().webhookEvent.count()).toBe(1);
	});

	it("forgets old deliveries, but none that still waits", async () => {
		await deliver({ id: 1, action: "webhook_test" });
		await deliver(booking("5", "entity_update", "9"));
		expect(await forgetOldWebhooks(db(), new Date(now().getTime() + 1000))).toBe(1);
		expect(await notes()).toEqual(["pending: null"]);
	});
});
