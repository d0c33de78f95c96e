import { randomUUID } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { now } from "@/lib/clock";
import { getConnection } from "@/lib/connections/get-connection";
import { withAccess } from "@/lib/connections/with-access";
import { db } from "@/lib/db/client";
import { storePage } from "@/lib/reservations/store-page";
import { dataRequests, expectMirrorEqualsTruth, expectNoGhostRuns, syncUntilQuiet } from "@/lib/sync/test-sync";
import {
	booking,
	type Delivered,
	deliver,
	moveClocks,
	notes,
	useWebhookWorld,
	workOffAll,
	workOffEverything,
} from "./test-deliveries";

const { door, world, actor, connectUser, detailReads, changeMany } = await useWebhookWorld();
const PAGES = ["inventory", "window", "future", "history", "changed"];
const HOUR_MS = 3_600_000;

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
		await workOffEverything();
		expect(detailReads().length).toBeLessThanOrEqual(4);
		expect(await expectMirrorEqualsTruth(world.sandbox(), id)).toBeGreaterThan(100);
		const { tenants } = await getConnection(actor, id);
		expect(tenants[0]?.webhooks.state).toBe("arriving");
	});

	it("F-66 has one effect or none: ten times the same, any order, both spellings, unknown, early, deleted", async () => {
		const { id, user } = await connectUser();
		// Before the first reading: what a webhook brings is stored, and the reading goes on around it.
		const { records } = world.control().truth({ provider: "ownerrez", tenant: user }) as unknown as {
			records: { id: number }[];
		};
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
		await workOffEverything();
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
		await workOffEverything();
		await expectMirrorEqualsTruth(world.sandbox(), id);
		const counts = await db().$transaction((tx) =>
			storePage(tx, { tenantId: tenant.id, records: [older], sealedRaws: new Map(), seenAt: now() }),
		);
		expect(counts).toMatchObject({ created: 0, updated: 0, stale: 1 });
		await expectMirrorEqualsTruth(world.sandbox(), id);
	});

	it("asks for what is refused later and later, and gives up in the end", async () => {
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
		await workOffEverything();
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
