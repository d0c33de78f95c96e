import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { pauseBudget, takeRequest, usedRequests } from "./take-request";

useTestDatabase();
beforeEach(truncateAll);

const BUDGET = { limit: 10, windowSeconds: 300, reserved: 3, assumed: false };

async function take(times: number, lane: "person" | "fill") {
	return Promise.all(Array.from({ length: times }, () => takeRequest("p", BUDGET, lane)));
}

describe("request allowance", () => {
	it("grants exactly the limit to 40 concurrent callers, whatever their order", async () => {
		const answers = await take(40, "person");
		expect(answers.filter((a) => a.granted)).toHaveLength(10);
		expect(await usedRequests("p", BUDGET)).toBe(10);
	});

	it("keeps the reserved share from background work", async () => {
		expect((await take(20, "fill")).filter((a) => a.granted)).toHaveLength(7);
		expect((await take(20, "person")).filter((a) => a.granted)).toHaveLength(3);
	});

	it("says when the window has room again, and grants then", async () => {
		await take(10, "person");
		await db().$executeRaw`UPDATE budget_request SET at = at - interval '299 seconds'`;
		const [refused] = await take(1, "person");
		if (refused === undefined || refused.granted) throw new Error("expected a refusal");
		const seconds = (refused.retryAt.getTime() - Date.now()) / 1000;
		expect(seconds).toBeGreaterThan(0);
		expect(seconds).toBeLessThanOrEqual(7);
		await db().$executeRaw`UPDATE budget_request SET at = at - interval '10 seconds'`;
		expect((await take(1, "person"))[0]?.granted).toBe(true);
	});

	it("asks nothing while the provider's own pause lasts, and never shortens it", async () => {
		const until = new Date(Date.now() + 60_000);
		await pauseBudget("p", until);
		await pauseBudget("p", new Date(Date.now() + 1000));
		const [refused] = await take(1, "person");
		expect(refused).toEqual({ granted: false, retryAt: until });
	});

	it("counts buckets apart", async () => {
		await take(10, "person");
		expect((await takeRequest("other", BUDGET, "person")).granted).toBe(true);
	});
});
