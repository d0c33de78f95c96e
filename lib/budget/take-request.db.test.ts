import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { noteSlowRequest, pauseBudget, takeRequest } from "./take-request";
import { VirtualTime } from "./test-virtual-time";
import { windowUse } from "./window-use";

useTestDatabase();
let time: VirtualTime;
beforeEach(async () => {
	await truncateAll();
	time = await VirtualTime.start();
});
afterEach(() => time.stop());

const BUDGET = { limit: 10, windowSeconds: 300, reserved: 3, assumed: false };

async function take(times: number, lane: "person" | "fill") {
	return Promise.all(Array.from({ length: times }, () => takeRequest("p", BUDGET, { lane })));
}

describe("request allowance", () => {
	it("grants exactly the limit to 40 concurrent callers of 4 processes, whatever their order", async () => {
		// A module loaded anew keeps its own queue of callers, as another process does: the database alone keeps them apart.
		const processes = [];
		for (let i = 0; i < 4; i++) {
			vi.resetModules();
			processes.push(await import("./take-request"));
		}
		const calls = processes.flatMap((one) =>
			Array.from({ length: 10 }, () => one.takeRequest("p", BUDGET, { lane: "person" })),
		);
		const answers = await Promise.all(calls);
		expect(answers.filter((a) => a.granted)).toHaveLength(10);
		expect(await windowUse("p", BUDGET)).toMatchObject({ used: 10, byLane: { person: 10, fill: 0 } });
	});

	it("keeps the reserved share from background work", async () => {
		const filled = (await take(20, "fill")).filter((a) => a.granted).length;
		expect(filled).toBeGreaterThan(0);
		expect(filled).toBeLessThanOrEqual(7);
		expect((await take(20, "person")).filter((a) => a.granted)).toHaveLength(10 - filled);
	});

	it("says when the window has room again, and grants then", async () => {
		await take(10, "person");
		await time.pass(299_000);
		const [refused] = await take(1, "person");
		if (refused === undefined || refused.granted) throw new Error("expected a refusal");
		const seconds = (refused.retryAt.getTime() - time.now()) / 1000;
		expect(seconds).toBeGreaterThanOrEqual(2);
		expect(seconds).toBeLessThan(30);
		await time.pass(3_000);
		expect((await take(1, "person"))[0]?.granted).toBe(true);
	});

	it("counts a request that took long from its answer on: the provider may have counted it as late", async () => {
		const [slow, quick] = await take(2, "person");
		if (slow?.granted !== true || quick?.granted !== true) throw new Error("expected two requests");
		await time.pass(20_000);
		await noteSlowRequest(slow.requestId, 20_000);
		await noteSlowRequest(quick.requestId, 200);
		await time.pass(285_000);
		expect((await take(20, "person")).filter((a) => a.granted)).toHaveLength(9);
	});

	it("asks nothing while the provider's own pause lasts, and never shortens it", async () => {
		await pauseBudget(db(), "p", 60);
		await pauseBudget(db(), "p", 1);
		const [refused] = await take(1, "person");
		if (refused === undefined || refused.granted) throw new Error("expected a refusal");
		expect(refused.paused).toBe(true);
		expect((refused.retryAt.getTime() - time.now()) / 1000).toBeGreaterThanOrEqual(60);
	});

	it("counts buckets apart", async () => {
		await take(10, "person");
		expect((await takeRequest("other", BUDGET, { lane: "person" })).granted).toBe(true);
	});
});
