import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { now, setClockOffset } from "@/lib/clock";
import { MEMORY_HOURS } from "@/lib/connections/change-rate";
import { testActor, useTestWorld } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import { setDatabaseClock } from "@/lib/db/test-clock";
import { truncateAll } from "@/lib/db/test-database";
import { DEFAULT_SYNC_SETTINGS } from "@/lib/shared/settings";
import { forgetPollPlans } from "./poll-plan";
import { dataRequests, expectMirrorEqualsTruth, syncUntilQuiet } from "./test-sync";

const world = useTestWorld({ reservations: 120, rezstreamTenants: 1, ownerrezUsers: 1, now });
const actor = testActor();
const PAGES = ["inventory", "window", "future", "history", "blocks", "changed"];
const HOUR_MS = 3_600_000;
// Many looks, each with its own transactions: seconds on a free machine, minutes on a busy one.
vi.setConfig({ testTimeout: 300_000 });

beforeEach(async () => {
	await truncateAll();
	world.control().resetLimits();
	forgetPollPlans();
});
afterEach(() => moveClocks(0));

async function moveClocks(ms: number): Promise<void> {
	setClockOffset(ms);
	await setDatabaseClock(ms);
}

describe.each(["rezstream", "ownerrez"] as const)("looking for changes at %s", (provider) => {
	const changedStream = (id: string) =>
		db().stream.findFirstOrThrow({
			where: { connectionId: id, kind: "changed", NOT: { id: { startsWith: "crowd_" } } },
			include: { tenant: true },
		});

	it("learns how often a tenant changes, forgets it again, and takes nothing from the first look", async () => {
		const id = await world.connect(actor, provider);
		await syncUntilQuiet(PAGES);
		const first = await changedStream(id);
		expect(first.changeRate).toBeNull();
		expect(first.pollSeconds).toBe(DEFAULT_SYNC_SETTINGS.pollMinSeconds);

		for (let hour = 1; hour <= 8; hour++) {
			await moveClocks(hour * HOUR_MS);
			world.control().change({ provider, tenant: first.tenant.remoteId, op: "update" }, 5);
			await syncUntilQuiet(["changed"]);
		}
		// Whatever had to wait on a busy machine is read half an hour later.
		await moveClocks(8.5 * HOUR_MS);
		await syncUntilQuiet(["changed"]);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		const busy = await changedStream(id);
		// It began at one an hour and has come nearer to what was seen by 1 - 1/e in its memory of eight hours.
		const { _sum: seen } = await db().run.aggregate({ where: { streamId: busy.id }, _sum: { updated: true } });
		const share = 1 - Math.exp(-8.5 / MEMORY_HOURS);
		const expected = 1 - share + share * ((seen.updated ?? 0) / 8.5);
		expect((busy.changeRate ?? 0) / expected).toBeGreaterThan(0.75);
		expect((busy.changeRate ?? 0) / expected).toBeLessThan(1.25);

		for (let hour = 12; hour <= 36; hour += 4) {
			await moveClocks(hour * HOUR_MS);
			await syncUntilQuiet(["changed"]);
		}
		expect((await changedStream(id)).changeRate).toBeLessThan((busy.changeRate ?? 0) / 10);
	});

	it("asks busy tenants sooner than quiet ones when there are more than the allowance carries", async () => {
		const id = await world.connect(actor, provider);
		await syncUntilQuiet(PAGES);
		const { id: streamId, connectionId } = await changedStream(id);
		await crowd(connectionId, provider, 400);
		const secondsAt = async (rate: number, hour: number) => {
			await db().stream.update({ where: { id: streamId }, data: { changeRate: rate } });
			forgetPollPlans();
			await moveClocks(hour * HOUR_MS);
			world.control().clearLog();
			await syncUntilQuiet(["changed"]);
			// However often: a look that finds nothing is one request.
			expect(dataRequests(world.control())).toHaveLength(1);
			const { pollSeconds, nextDueAt } = await changedStream(id);
			const wait = ((nextDueAt?.getTime() ?? 0) - now().getTime()) / 1000;
			expect(wait).toBeGreaterThan((pollSeconds ?? 0) * 0.85);
			expect(wait).toBeLessThan((pollSeconds ?? 0) * 1.15);
			return pollSeconds ?? 0;
		};
		const quiet = await secondsAt(0.05, 1);
		const busy = await secondsAt(50, 2);
		expect(quiet).toBeGreaterThan(3 * busy);
		expect(busy).toBeGreaterThanOrEqual(DEFAULT_SYNC_SETTINGS.pollMinSeconds);
	});
});

/** So many other tenants of the same connection, that nobody works on: their next look is far away. */
async function crowd(connectionId: string, provider: string, count: number): Promise<void> {
	const ids = Array.from({ length: count }, (_, i) => `crowd_${i}`);
	await db().tenant.createMany({
		data: ids.map((id) => ({ id, provider, remoteId: id, connectionId, name: id })),
	});
	await db().stream.createMany({
		data: ids.map((id) => ({
			id,
			connectionId,
			tenantId: id,
			kind: "changed",
			position: 20,
			completedAt: now(),
			lastSuccessAt: now(),
			changeRate: 1,
			nextDueAt: new Date(now().getTime() + 1000 * HOUR_MS),
		})),
	});
}
