/** Workers as real processes, killed with -9 at a chosen point; the quick part of kill-process.faults.test.ts. */
import { expect, it } from "vitest";
import { useTestWorld } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import { setDatabaseClock } from "@/lib/db/test-clock";
import { PROCESS_TEST_MS, TAKE_OVER_MS, useKills } from "./test-kill";
import { startWorkerProcess } from "./test-processes";

const world = useTestWorld({ reservations: 400 });
const kills = useKills(world);

it(
	"F-01 a worker killed after a page was fetched and before it is stored: the page is fetched once more",
	async () => {
		const id = await kills.connect("ownerrez");
		await kills.killAt("fetched", 3);
		await kills.finish(id);
		expect(kills.repeatedPages()).toBe(1);
		await kills.expectAllWell(id);
	},
	PROCESS_TEST_MS,
);

it(
	"F-02 a worker killed right after a page was stored: no page is fetched again and none is left out",
	async () => {
		const id = await kills.connect("rezstream");
		await kills.killAt("committed", 0);
		expect(await db().reservation.count()).toBeGreaterThan(0);
		await kills.finish(id);
		expect(kills.repeatedPages()).toBe(0);
		await kills.expectAllWell(id);
	},
	PROCESS_TEST_MS,
);

it(
	"F-06 a run whose worker was killed is taken over by another one within 60 seconds",
	async () => {
		const id = await kills.connect("rezstream");
		await kills.killAt("fetched", 1);
		const before = await db().stream.findFirstOrThrow({ where: { connectionId: id, leaseUntil: { not: null } } });
		const survivor = await startWorkerProcess();
		// While the lease lives nobody else may write.
		const held = await db().stream.findUniqueOrThrow({ where: { id: before.id } });
		expect(held.leaseOwner).toBe(before.leaseOwner);
		await setDatabaseClock(TAKE_OVER_MS);
		await kills.loaded(id);
		const after = await db().stream.findUniqueOrThrow({ where: { id: before.id } });
		expect(after.fence).toBeGreaterThan(before.fence);
		await kills.expectAllWell(id);
		expect((await survivor.stop()).code).toBe(0);
	},
	PROCESS_TEST_MS,
);
