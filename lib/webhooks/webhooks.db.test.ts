import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { now, setClockOffset } from "@/lib/clock";
import { getConnection } from "@/lib/connections/get-connection";
import { testActor, useTestWorld } from "@/lib/connections/test-world";
import { withAccess } from "@/lib/connections/with-access";
import { db } from "@/lib/db/client";
import { setDatabaseClock } from "@/lib/db/test-clock";
import { truncateAll } from "@/lib/db/test-database";
import { forgetEnvironment } from "@/lib/env";
import { storePage } from "@/lib/reservations/store-page";
import { DEFAULT_SYNC_SETTINGS } from "@/lib/shared/settings";
import { dataRequests, expectMirrorEqualsTruth, expectNoGhostRuns, syncUntilQuiet } from "@/lib/sync/test-sync";
import { forgetOldWebhooks } from "./pending-events";
import { type Delivered, deliver, GENUINE, openWebhookDoor, post, workOffAll } from "./test-deliveries";

const door = await openWebhookDoor();
const world = useTestWorld({ reservations: 1200, webhook: door.target, now });
const actor = testActor();
const PAGES = ["inventory", "window", "future", "history", "changed"];
const HOUR_MS = 3_600_000;

beforeEach(async () => {
	await truncateAll();
	world.control().clearFaults();
	world.control().resetLimits();
	world.control().clearLog();
	// Deliveries come by hand unless a test wants the sandbox's own.
	door.shut(true);
	world.control().settings({ webhookRetryBaseMs: 3_600_000 });
});
afterEach(() => moveClocks(0));

async function pollSecondsNow(connectionId: string): Promise<number> {
	const stream = await db().stream.findFirstOrThrow({ where: { connectionId, kind: "changed" } });
	return stream.pollSeconds ?? 0;
}

async function moveClocks(ms: number): Promise<void> {
	setClockOffset(ms);
	await setDatabaseClock(ms);
}

/** Connects the first user and gives the connection's and the user's id. */
async function connectUser(): Promise<{ id: string; user: string }> {
	const id = await world.connect(actor, "ownerrez");
	const { remoteId } = await db().tenant.findFirstOrThrow({ where: { connectionId: id } });
	return { id, user: remoteId };
}

const booking = (user: string, action: string, entityId: string, id: unknown = randomUUID()): Delivered => ({
	id,
	user_id: Number(user),
	action,
	entity_type: "booking",
	entity_id: Number(entityId),
	categories: [],
	entity: { guest: { name: "SECRET GUEST" } },
});
const detailReads = () => dataRequests(world.control()).filter(({ path }) => /\/v2\/bookings\/\d+$/.test(path));
const listReads = () => dataRequests(world.control()).filter(({ path }) => /\/v2\/bookings$/.test(path));
const notes = async () =>
	(await db().webhookEvent.findMany({ orderBy: { id: "asc" } })).map(({ state, note }) => `${state}: ${note}`);

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

describe("working deliveries off", () => {
	it("brings the sandbox's own deliveries into the mirror within one turn", async () => {
		const { id, user } = await connectUser();
		await syncUntilQuiet(PAGES);
		door.shut(false);
		for (const op of ["create", "update", "cancel", "delete"] as const) {
			world.control().change({ provider: "ownerrez", tenant: user, op });
		}
		await vi.waitFor(async () => expect(await db().webhookEvent.count()).toBe(4), 10_000);
		world.control().clearLog();
		await workOffAll();
		expect(detailReads().length).toBeLessThanOrEqual(4);
		expect(await expectMirrorEqualsTruth(world.sandbox(), id)).toBeGreaterThan(100);
		const { tenants } = await getConnection(actor, id);
		expect(tenants[0]?.webhooks.state).toBe("arriving");
	});

	it("F-66 has one effect or none: ten times the same, any order, both spellings, unknown, early, deleted", async () => {
		const { id, user } = await connectUser();
		// Before the first reading: what a webhook brings is stored, and the reading goes on around it.
		const { records } = world.control().truth({ provider: "ownerrez", tenant: user }) as { records: { id: number }[] };
		const early = String(records[0]?.id);
		expect((await deliver(booking(user, "entity_update", early))).status).toBe(200);
		await workOffAll();
		expect(await db().reservation.count()).toBe(1);
		await syncUntilQuiet(PAGES);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		await moveClocks(60_000);
		world.control().clearLog();

		const gone = world.control().change({ provider: "ownerrez", tenant: user, op: "delete" })[0]?.id ?? "";
		const made = world.control().change({ provider: "ownerrez", tenant: user, op: "create" })[0]?.id ?? "";
		const brief = world.control().change({ provider: "ownerrez", tenant: user, op: "create" })[0]?.id ?? "";
		world.control().change({ provider: "ownerrez", tenant: user, op: "delete", id: brief });
		const repeated = booking(user, "entity_update", made);
		const deliveries = [
			booking(user, "entity_delete", gone),
			booking(user, "entity_create", gone),
			booking(user, "entity_delete", brief),
			booking(user, "entity_create", brief),
			booking(user, "entity_insert", made),
			booking(user, "entity_create", made),
			...Array.from({ length: 10 }, () => repeated),
			booking("999999", "entity_update", "1"),
		];
		for (const delivery of deliveries) expect((await deliver(delivery)).status).toBe(200);
		expect(await db().webhookEvent.count({ where: { eventKey: String(repeated.id) } })).toBe(1);
		await workOffAll();
		expect(detailReads().length).toBeLessThanOrEqual(3);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		const tombstone = await db().reservation.findFirstOrThrow({ where: { remoteId: gone } });
		expect(tombstone.goneAfter).not.toBeNull();
		expect(tombstone.goneBefore?.getTime()).toBeLessThanOrEqual(now().getTime());
		expect(await notes()).toContain("ignored: No such tenant is connected here.");

		// For a reservation that is gone already: nothing more, not even a request.
		world.control().clearLog();
		await deliver(booking(user, "entity_delete", gone));
		await workOffAll();
		expect(dataRequests(world.control())).toHaveLength(0);
		expect(await db().webhookEvent.count({ where: { state: "pending" } })).toBe(0);
		await expectNoGhostRuns();
	});

	it("F-67 saves 10,000 events and reads each reservation once at most", async () => {
		const { id, user } = await connectUser();
		await syncUntilQuiet(PAGES);
		await moveClocks(10 * 60_000);
		const ids = changeMany(user, 12);
		world.control().clearLog();
		await deliverMany(10_000, (i) => booking(user, "entity_update", ids[i % ids.length] ?? ""));
		expect(await db().webhookEvent.count()).toBe(10_000);
		await workOffAll();
		expect(detailReads().length).toBeLessThanOrEqual(ids.length);
		await expectMirrorEqualsTruth(world.sandbox(), id);

		// Of many reservations one look for changes brings a hundred a request, and nobody asks for single ones.
		await moveClocks(20 * 60_000);
		const many = changeMany(user, 60);
		world.control().clearLog();
		await deliverMany(10_000, (i) => booking(user, "entity_update", many[i % many.length] ?? ""));
		await workOffAll();
		expect(dataRequests(world.control())).toHaveLength(0);
		const changed = await db().stream.findFirstOrThrow({ where: { connectionId: id, kind: "changed" } });
		expect(changed.nextDueAt?.getTime()).toBeLessThanOrEqual(now().getTime());
		await moveClocks(20 * 60_000 + 10_000);
		await syncUntilQuiet(["changed"]);
		await moveClocks(22 * 60_000);
		await workOffAll();
		expect(detailReads()).toHaveLength(0);
		expect(listReads().length).toBeLessThanOrEqual(8);
		expect(await db().webhookEvent.count({ where: { state: "pending" } })).toBe(0);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		await expectNoGhostRuns();
	});

	it("F-56 ignores an older state that arrives after a newer one, whoever brings it", async () => {
		const { id, user } = await connectUser();
		await syncUntilQuiet(PAGES);
		await moveClocks(10 * 60_000);
		const [remoteId = ""] = changeMany(user, 1);
		const tenant = await db().tenant.findFirstOrThrow({ where: { connectionId: id } });
		// A look for changes has its answer in hand …
		const older = await withAccess(id, { lane: "poll" }, (access, provider) =>
			provider.fetchOne(access, { remoteId: user, timeZone: tenant.timeZone, multiTenant: false }, remoteId),
		);
		await moveClocks(11 * 60_000);
		world.control().change({ provider: "ownerrez", tenant: user, op: "update", id: remoteId });
		// … while a webhook brings what came after it.
		await deliver(booking(user, "entity_update", remoteId));
		await workOffAll();
		await expectMirrorEqualsTruth(world.sandbox(), id);
		const counts = await db().$transaction((tx) =>
			storePage(tx, { tenantId: tenant.id, records: [older], sealedRaws: new Map(), seenAt: now() }),
		);
		expect(counts).toMatchObject({ created: 0, updated: 0, stale: 1 });
		await expectMirrorEqualsTruth(world.sandbox(), id);
	});

	it.each([1.5, 7])(
		"F-68 catches up by polling when nothing is delivered for %s hours, and says that webhooks are silent",
		async (hours) => {
			const { id, user } = await connectUser();
			await syncUntilQuiet(PAGES);
			// Ten deliveries, ten minutes apart: that is usual here.
			let at = HOUR_MS;
			for (let i = 0; i < 10; i++, at += 10 * 60_000) {
				await moveClocks(at);
				await deliver(booking(user, "entity_update", changeMany(user, 1)[0] ?? ""));
				await workOffAll();
			}
			expect((await getConnection(actor, id)).tenants[0]?.webhooks.state).toBe("arriving");
			// While they come, a poll is only the backstop.
			await syncUntilQuiet(["changed"]);
			const followed = await pollSecondsNow(id);
			expect(followed).toBe(DEFAULT_SYNC_SETTINGS.pollMinSeconds * DEFAULT_SYNC_SETTINGS.webhookFactor);

			for (let passed = 0; passed < hours; passed += 0.5) {
				at += HOUR_MS / 2;
				await moveClocks(at);
				world.control().change({ provider: "ownerrez", tenant: user, op: "update" }, 2);
				await syncUntilQuiet(["changed"]);
			}
			await expectMirrorEqualsTruth(world.sandbox(), id, { deletionsPending: true });
			const silent = (await getConnection(actor, id)).tenants[0]?.webhooks;
			expect(silent?.state).toBe("silent");
			expect(Date.parse(silent?.silentSince ?? "")).toBeGreaterThan(Date.parse(silent?.lastAt ?? ""));
			// Polls take over again.
			expect(await pollSecondsNow(id)).toBe(DEFAULT_SYNC_SETTINGS.pollMinSeconds);

			await deliver(booking(user, "entity_update", changeMany(user, 1)[0] ?? ""));
			await workOffAll();
			expect((await getConnection(actor, id)).tenants[0]?.webhooks).toMatchObject({
				state: "arriving",
				silentSince: null,
			});
			await expectNoGhostRuns();
		},
	);

	it("does not take quiet hours for silence: nothing changed, so nothing was to be told", async () => {
		const { id, user } = await connectUser();
		await syncUntilQuiet(PAGES);
		await moveClocks(HOUR_MS);
		await deliver(booking(user, "entity_update", changeMany(user, 1)[0] ?? ""));
		await workOffAll();
		for (let hour = 2; hour < 9; hour++) {
			await moveClocks(hour * HOUR_MS);
			await syncUntilQuiet(["changed"]);
		}
		expect((await getConnection(actor, id)).tenants[0]?.webhooks.state).toBe("arriving");
	});

	it("waits for the allowance, asks a broken provider later and later, and gives up in the end", async () => {
		const { user } = await connectUser();
		await syncUntilQuiet(PAGES);
		await moveClocks(60_000);
		const [change] = world.control().change({ provider: "ownerrez", tenant: user, op: "update" });
		await db().webhookEvent.deleteMany();
		world.control().addFault({ kind: "status", status: 400, pathPattern: "/v2/bookings/" });
		await deliver(booking(user, "entity_update", change?.id ?? ""));
		world.control().clearLog();
		await workOffAll();
		expect(detailReads()).toHaveLength(1);
		await moveClocks(65_000);
		expect(await workOffAll()).toBe(0);
		for (let hour = 1; hour < 30; hour++) {
			await moveClocks(hour * HOUR_MS);
			await workOffAll();
		}
		expect((await notes())[0]).toMatch(/^failed: OwnerRez/);
		expect(detailReads().length).toBeLessThanOrEqual(20);
	});

	it("lets contact details and units be read again when told that they changed", async () => {
		const { id, user } = await connectUser();
		await syncUntilQuiet(PAGES);
		await syncUntilQuiet(["contacts"], 60).catch(() => undefined);
		const { id: tenantId } = await db().tenant.findFirstOrThrow({ where: { connectionId: id } });
		await db().contact.upsert({
			where: { tenantId_remoteId: { tenantId, remoteId: "77" } },
			create: { tenantId, remoteId: "77", fetchedAt: now() },
			update: { fetchedAt: now() },
		});
		await moveClocks(10 * 60_000);
		await deliver({ id: 1, user_id: user, action: "entity_update", entity_type: "guest", entity_id: 77 });
		await deliver({ id: 2, user_id: user, action: "entity_update", entity_type: "property", entity_id: 5 });
		await workOffAll();
		const contact = await db().contact.findFirstOrThrow({ where: { remoteId: "77" } });
		expect(contact.fetchedAt.getTime()).toBe(0);
		const inventory = await db().stream.findFirstOrThrow({ where: { connectionId: id, kind: "inventory" } });
		expect(inventory.nextDueAt?.getTime()).toBeLessThanOrEqual(now().getTime());
	});

	it("asks nobody while the connection or the tenant is paused", async () => {
		const { id, user } = await connectUser();
		await syncUntilQuiet(PAGES);
		await moveClocks(60_000);
		const [change] = world.control().change({ provider: "ownerrez", tenant: user, op: "update" });
		await db().connection.update({ where: { id }, data: { pausedAt: now(), pausedBy: "somebody" } });
		world.control().clearLog();
		await deliver(booking(user, "entity_update", change?.id ?? ""));
		expect(await workOffAll()).toBe(0);
		expect(dataRequests(world.control())).toHaveLength(0);
		await db().connection.update({ where: { id }, data: { pausedAt: null } });
		await workOffAll();
		expect(await db().webhookEvent.count({ where: { state: "pending" } })).toBe(0);
		await expectMirrorEqualsTruth(world.sandbox(), id);
	});
});

describe("access revoked at the provider (S-44)", () => {
	const revoked = (user: string): Delivered => ({
		id: randomUUID(),
		user_id: Number(user),
		action: "application_authorization_revoked",
		entity_type: "api_application",
		entity_id: 1,
	});

	it("changes nothing while the token still works: one probe, told in the deliveries and the audit trail", async () => {
		const { id, user } = await connectUser();
		await syncUntilQuiet(PAGES);
		world.control().clearLog();
		for (let times = 0; times < 3; times++) await deliver(revoked(user));
		await workOffAll();
		expect(dataRequests(world.control())).toHaveLength(1);
		expect((await getConnection(actor, id)).state).toBe("active");
		expect(await notes()).toEqual(Array(3).fill("done: Contradicted: the token still works. Nothing was changed."));
		expect(await db().auditEvent.count({ where: { action: "connection.revocation_contradicted" } })).toBe(1);
	});

	it("says revoked at the provider once the token is refused; data stays, and nothing more is asked", async () => {
		const { id, user } = await connectUser();
		await syncUntilQuiet(PAGES);
		const rows = await db().reservation.count();
		world.control().killTokens({ provider: "ownerrez", tenant: user });
		world.control().clearLog();
		await deliver(revoked(user));
		await workOffAll();
		const connection = await getConnection(actor, id);
		expect(connection.state).toBe("needs_reconnect");
		expect(connection.reason).toMatch(/^Access was revoked at OwnerRez on \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
		expect(await db().reservation.count()).toBe(rows);
		expect(await db().auditEvent.count({ where: { action: "connection.revoked_upstream" } })).toBe(1);
		const asked = dataRequests(world.control()).length;
		expect(asked).toBe(1);
		await deliver(revoked(user));
		await deliver(booking(user, "entity_update", "5"));
		await workOffAll();
		expect(dataRequests(world.control())).toHaveLength(asked);
		expect(await db().auditEvent.count({ where: { action: "connection.revoked_upstream" } })).toBe(1);
	});
});

/** Updates so many different reservations at the provider and gives their ids. */
function changeMany(user: string, count: number): string[] {
	const { records } = world.control().truth({ provider: "ownerrez", tenant: user }) as {
		records: { id: number; status: string }[];
	};
	const ids = records.filter(({ status }) => status === "active").map(({ id }) => String(id));
	expect(ids.length).toBeGreaterThanOrEqual(count);
	for (const id of ids.slice(0, count)) {
		world.control().change({ provider: "ownerrez", tenant: user, op: "update", id });
	}
	return ids.slice(0, count);
}

async function deliverMany(count: number, make: (i: number) => Delivered): Promise<void> {
	const CALLERS = 200;
	let next = 0;
	await Promise.all(
		Array.from({ length: CALLERS }, async () => {
			while (next < count) expect((await deliver(make(next++))).status).toBe(200);
		}),
	);
}
