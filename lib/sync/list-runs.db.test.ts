import { beforeEach, expect, it } from "vitest";
import { testActor } from "@/lib/connections/test-world";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { runQuery } from "@/lib/shared/connections";
import { listRuns } from "./list-runs";
import { WORKER_DIED } from "./reap-dead-runs";

useTestDatabase();
beforeEach(truncateAll);

const START = new Date("2026-11-22T10:00:00Z");
const list = (query: Record<string, string> = {}, role: "owner" | "viewer" = "owner") =>
	listRuns(testActor(role), runQuery.parse({ connection: "con_1", ...query }));

/** Two tenants whose `changed` stream has one run each; only the first one's worker still holds its lease. */
beforeEach(async () => {
	await db().connection.create({
		data: {
			id: "con_1",
			provider: "any",
			method: "oauth",
			state: "active",
			reason: "Healthy.",
			since: START,
			accountKey: "a",
			accountLabel: "Account",
			multiTenant: true,
			requestedScopes: [],
			grantedScopes: [],
			createdBy: "ann",
		},
	});
	for (const [id, leaseUntil] of [
		["alive", new Date(Date.now() + 60_000)],
		["dead", new Date(Date.now() - 60_000)],
	] as const) {
		await db().tenant.create({
			data: {
				id: `ten_${id}`,
				provider: "any",
				remoteId: id,
				connectionId: "con_1",
				name: id,
				streams: { create: { id: `str_${id}`, connectionId: "con_1", kind: "changed", position: 1, leaseUntil } },
			},
		});
		await run(id, { state: "running" });
	}
});

type RunData = Partial<Prisma.RunUncheckedCreateInput>;

async function run(of: string, data: RunData): Promise<void> {
	await db().run.create({
		data: {
			id: `run_${of}_${data.state}`,
			streamId: `str_${of}`,
			connectionId: "con_1",
			tenantId: `ten_${of}`,
			fence: 1n,
			state: "running",
			startedAt: START,
			heartbeatAt: new Date(START.getTime() + 10_000),
			...data,
		},
	});
}

it("a run whose worker lost its lease waits to be taken over, whatever its row says", async () => {
	const { items } = await list();
	const of = (tenant: string) => items.find(({ tenantName }) => tenantName === tenant);
	expect(of("alive")).toMatchObject({ state: "running", message: null, cancellable: true });
	expect(of("dead")).toMatchObject({ state: "waiting", message: WORKER_DIED, cancellable: true });
});

it("the rate counts every record over the time the run took", async () => {
	await run("alive", {
		state: "succeeded",
		created: 30,
		updated: 10,
		unchanged: 60,
		finishedAt: new Date(START.getTime() + 20_000),
	});
	await run("dead", { state: "succeeded", finishedAt: new Date(START.getTime() + 20_000) });
	const { items } = await list({ state: "succeeded" });
	expect(items.map(({ tenantName, rate, cancellable }) => [tenantName, rate, cancellable]).sort()).toEqual([
		["alive", 5, false],
		["dead", null, false],
	]);
});

it("only the outcome asked for is listed", async () => {
	await run("alive", { state: "failed", finishedAt: START });
	expect((await list({ state: "failed" })).items.map(({ state }) => state)).toEqual(["failed"]);
	expect((await list({ state: "cancelled" })).items).toEqual([]);
});

it("what ended, is being cancelled or is somebody else's to steer cannot be cancelled", async () => {
	await db().run.updateMany({
		where: { tenantId: "ten_alive" },
		data: { cancelRequestedAt: START, message: "Cancelled by ann." },
	});
	const { items } = await list();
	expect(items.find(({ tenantName }) => tenantName === "alive")).toMatchObject({
		cancellable: false,
		message: "Cancelled by ann. It ends before its next request.",
	});
	expect((await list({}, "viewer")).items.every(({ cancellable }) => !cancellable)).toBe(true);
});
