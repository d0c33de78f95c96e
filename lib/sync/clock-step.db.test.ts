/** Wall clocks that step by an hour; bench/chaos does it to running workers. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { getConnection } from "@/lib/connections/get-connection";
import { testActor, useTestWorld } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import { truncateAll } from "@/lib/db/test-database";
import { pullBackPolls } from "./pull-back-polls";
import { expectMirrorEqualsTruth, expectNoGhostRuns, expectToldTruth, syncUntilQuiet } from "./test-sync";

const HOUR_MS = 3_600_000;
const LOADING = ["inventory", "window", "future", "history", "blocks", "changed"];
const world = useTestWorld({ reservations: 200, rezstreamTenants: 2, ownerrezUsers: 2 });
const actor = testActor();

beforeEach(async () => {
	await truncateAll();
	world.control().clearFaults();
	world.control().resetLimits();
});
afterEach(() => setClockOffset(0));

const one = (provider: "rezstream" | "ownerrez") =>
	provider === "rezstream" ? { tenants: world.tenantNames("rezstream").slice(0, 1) } : {};

describe.each(["rezstream", "ownerrez"] as const)("a wall clock of %s", (provider) => {
	it("F-65 an hour ahead: nothing claims to be as of a time that has not come, and the token is not thrown away", async () => {
		const id = await world.connect(actor, provider, one(provider));
		await syncUntilQuiet(LOADING);
		const generation = (await db().credential.findUniqueOrThrow({ where: { connectionId: id } })).generation;
		setClockOffset(HOUR_MS);
		await syncUntilQuiet(["changed"]);
		const [tenant] = (await getConnection(actor, id)).tenants;
		expect(Date.parse(tenant?.asOf ?? "")).toBeLessThanOrEqual(Date.now() + 1_000);
		// A token that lives for a quarter of an hour is renewed by such a clock; never more than once for all callers.
		const renewed = (await db().credential.findUniqueOrThrow({ where: { connectionId: id } })).generation - generation;
		expect(renewed).toBeLessThanOrEqual(provider === "rezstream" ? 1 : 0);
		setClockOffset(0);
		await pullBackPolls();
		world.control().change({ provider, tenant: tenant?.remoteId ?? "", op: "update" }, 3);
		await syncUntilQuiet(["changed"]);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		await expectNoGhostRuns();
		await expectToldTruth(actor, id, { state: "active" });
	});

	it("F-65 set back by an hour: looks for changes and back-offs do not wait for the hour to come round", async () => {
		setClockOffset(HOUR_MS);
		const id = await world.connect(actor, provider, one(provider));
		await syncUntilQuiet(LOADING);
		world.control().addFault({ kind: "status", status: 503, pathPattern: "updated$|bookings$", times: 1 });
		await db().stream.updateMany({ where: { connectionId: id, kind: "changed" }, data: { nextDueAt: new Date(0) } });
		await syncUntilQuiet(["changed"], 1).catch(() => undefined);
		setClockOffset(0);
		const planned = await db().stream.findFirstOrThrow({ where: { connectionId: id, kind: "changed" } });
		expect(planned.nextDueAt?.getTime() ?? 0).toBeGreaterThan(Date.now() + HOUR_MS / 2);
		await pullBackPolls();
		const pulled = await db().stream.findFirstOrThrow({ where: { connectionId: id, kind: "changed" } });
		expect(pulled.nextDueAt?.getTime() ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(Date.now());
		world.control().clearFaults();
		await syncUntilQuiet(["changed"]);
		await expectMirrorEqualsTruth(world.sandbox(), id);
		await expectToldTruth(actor, id, { state: "active" });
	});

	it("F-65 right: what waits for a time that somebody named is left alone", async () => {
		const id = await world.connect(actor, provider, one(provider));
		const later = new Date(Date.now() + 5 * HOUR_MS);
		await db().stream.updateMany({
			where: { connectionId: id, kind: "changed" },
			data: { nextDueAt: later, pollSeconds: 60, waiting: "asked to wait" },
		});
		await pullBackPolls();
		const [stream] = await db().stream.findMany({ where: { connectionId: id, kind: "changed" } });
		expect(stream?.nextDueAt).toEqual(later);
	});
});
