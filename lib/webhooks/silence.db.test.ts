import { expect, it } from "vitest";
import { getConnection } from "@/lib/connections/get-connection";
import { db } from "@/lib/db/client";
import { DEFAULT_SYNC_SETTINGS } from "@/lib/shared/settings";
import { expectMirrorEqualsTruth, expectNoGhostRuns, syncUntilQuiet } from "@/lib/sync/test-sync";
import { booking, deliver, moveClocks, useWebhookWorld, workOffAll } from "./test-deliveries";

const { world, actor, connectUser, changeMany } = await useWebhookWorld();
const PAGES = ["inventory", "window", "future", "history", "changed"];
const HOUR_MS = 3_600_000;

async function pollSecondsNow(connectionId: string): Promise<number> {
	const stream = await db().stream.findFirstOrThrow({ where: { connectionId, kind: "changed" } });
	return stream.pollSeconds ?? 0;
}

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
