import { expect, it } from "vitest";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { dataRequests, expectMirrorEqualsTruth, expectNoGhostRuns, syncUntilQuiet } from "@/lib/sync/test-sync";
import { booking, type Delivered, deliver, moveClocks, useWebhookWorld, workOffAll } from "./test-deliveries";

const { world, connectUser, detailReads, listReads, changeMany } = await useWebhookWorld();
const PAGES = ["inventory", "window", "future", "history", "changed"];

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
	await deliverMany(1_000, (i) => booking(user, "entity_update", many[i % many.length] ?? ""));
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

async function deliverMany(count: number, make: (i: number) => Delivered): Promise<void> {
	const CALLERS = 200;
	let next = 0;
	await Promise.all(
		Array.from({ length: CALLERS }, async () => {
			while (next < count) expect((await deliver(make(next++))).status).toBe(200);
		}),
	);
}
