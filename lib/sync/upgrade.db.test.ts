/** What an older version stored is read on from, not begun anew. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { testActor, useTestWorld } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import { migrateDatabase } from "@/lib/db/migrate";
import { testDatabaseUrl, truncateAll } from "@/lib/db/test-database";
import { runStream } from "./run-stream";
import { dataRequests, expectMirrorEqualsTruth, expectNoGhostRuns, expectToldTruth, syncUntilQuiet } from "./test-sync";

const world = useTestWorld({ reservations: 900, rezstreamTenants: 2, ownerrezUsers: 2 });
const actor = testActor();
const NEVER = new AbortController().signal;

beforeEach(async () => {
	await truncateAll();
	world.control().clearFaults();
	world.control().resetLimits();
});
afterEach(() => setClockOffset(0));

describe.each(["rezstream", "ownerrez"] as const)("an upgrade with a migration while %s is half read", (provider) => {
	it("F-10 reads the cursor that the first release wrote, and goes on where it stood", async () => {
		const id = await world.connect(actor, provider, { tenants: world.tenantNames("rezstream").slice(0, 1) });
		await syncUntilQuiet(["inventory", "window", "future"]);
		const history = await db().stream.findFirstOrThrow({ where: { connectionId: id, kind: "history" } });
		// The old version ends after its first page.
		world.control().clearLog();
		world.control().addFault({ kind: "status", status: 503, pathPattern: "byDate$|bookings$", skip: 1 });
		await runStream(history.id, "old version", NEVER);
		world.control().clearFaults();
		await db().connection.update({ where: { id }, data: { state: "active" } });
		await db().stream.update({
			where: { id: history.id },
			data: { nextDueAt: new Date(0), failures: 0, errorKind: null, failingSince: null, waiting: null },
		});
		const half = await db().stream.findUniqueOrThrow({ where: { id: history.id } });
		// As the first release wrote it: nothing of what later versions note beside the next link and the guard.
		const { v, next, guard } = JSON.parse(half.cursor ?? "") as { v: number; next: string; guard: unknown };
		await db().stream.update({ where: { id: half.id }, data: { cursor: JSON.stringify({ v, next, guard }) } });
		const changed = await db().stream.findFirstOrThrow({ where: { connectionId: id, kind: "changed" } });
		const { mark } = JSON.parse(changed.cursor ?? "") as { mark: { at: string; reachedAt: string; settled: boolean } };
		const oldMark = { at: mark.at, reachedAt: mark.reachedAt, settled: mark.settled };
		await db().stream.update({
			where: { id: changed.id },
			data: { cursor: JSON.stringify({ v: 1, mark: oldMark, again: false, run: null }) },
		});
		expect(await migrateDatabase(testDatabaseUrl())).toEqual([]);

		const before = await db().reservation.count();
		const done = dataRequests(world.control()).length;
		await db().stream.updateMany({ where: { connectionId: id, kind: "changed" }, data: { nextDueAt: new Date(0) } });
		await syncUntilQuiet(["history", "changed"]);
		expect(await db().reservation.count()).toBeGreaterThan(before);
		const firstPage = dataRequests(world.control())[0];
		const again = dataRequests(world.control())
			.slice(done)
			.filter(({ path, query }) => path === firstPage?.path && query === firstPage.query);
		expect(again, "it began anew").toEqual([]);
		await syncUntilQuiet(["blocks"]);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		await expectNoGhostRuns();
		await expectToldTruth(actor, id, { state: "active" });
	});
});
