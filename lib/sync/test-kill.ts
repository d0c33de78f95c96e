/** Test support: a connection whose first readings are all there is to do, so that what a kill repeats is easy to see. */
import { afterEach, beforeEach, expect } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { getConnection } from "@/lib/connections/get-connection";
import { testActor, type useTestWorld } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import { setDatabaseClock } from "@/lib/db/test-clock";
import { truncateAll } from "@/lib/db/test-database";
import { listRuns } from "./list-runs";
import { eventually, killAllWorkers, startWorkerProcess } from "./test-processes";
import { dataRequests, expectMirrorEqualsTruth, expectNoGhostRuns } from "./test-sync";
import type { FreezePoint } from "./test-worker";

export const actor = testActor();
/** Longer than any lease a run may hold (F-06). */
export const TAKE_OVER_MS = 60_000;
/** Processes start slowly on a busy machine. */
export const PROCESS_TEST_MS = 240_000;
const LOADING = ["inventory", "window", "future", "history"];

/** Call once at the top level of the file, after useTestWorld. */
export function useKills(world: ReturnType<typeof useTestWorld>) {
	beforeEach(async () => {
		await truncateAll();
		world.control().clearFaults();
		world.control().resetLimits();
		world.control().clearLog();
	});
	afterEach(async () => {
		await killAllWorkers();
		await setDatabaseClock(0);
		setClockOffset(0);
	});

	return {
		/** One tenant, connected, not yet read. */
		connect: async (provider: "rezstream" | "ownerrez"): Promise<string> => {
			const id = await world.connect(actor, provider, { tenants: world.tenantNames("rezstream").slice(0, 1) });
			await db().stream.updateMany({
				where: { connectionId: id, kind: { notIn: LOADING } },
				data: { nextDueAt: new Date("2100-01-01") },
			});
			world.control().clearLog();
			return id;
		},
		/** Starts a worker, waits until it stands still at that point, and kills it. */
		killAt: async (freeze: FreezePoint, skip: number): Promise<void> => {
			const doomed = await startWorkerProcess({ freeze, skip });
			await doomed.said("frozen");
			await doomed.kill();
		},
		/** A new worker, later than any lease of the killed one, works until everything is read. */
		finish: async (connectionId: string): Promise<void> => {
			await setDatabaseClock(TAKE_OVER_MS);
			await startWorkerProcess({ offsetMs: TAKE_OVER_MS });
			await loaded(connectionId);
		},
		loaded,
		/** Page requests that were sent more than once. */
		repeatedPages: (): number => {
			const pages = dataRequests(world.control())
				.filter(({ path }) => /byDate$|bookings$/.test(path))
				.map(({ path, query }) => `${path}?${query}`);
			expect(pages.length).toBeGreaterThan(2);
			return pages.length - new Set(pages).size;
		},
		/** The universal assertion. */
		expectAllWell: async (connectionId: string): Promise<void> => {
			expect(await expectMirrorEqualsTruth(world.sandbox(), connectionId)).toBeGreaterThan(20);
			await expectNoGhostRuns();
			const { items } = await listRuns(actor, { connection: connectionId, limit: 200 });
			expect(items.filter(({ state }) => state === "failed")).toEqual([]);
			expect((await getConnection(actor, connectionId)).state).toBe("active");
		},
	};
}

async function loaded(connectionId: string, kinds = LOADING): Promise<void> {
	await eventually(
		() => db().stream.count({ where: { connectionId, kind: { in: kinds }, completedAt: null } }),
		(unfinished) => unfinished === 0,
		PROCESS_TEST_MS,
	);
}
