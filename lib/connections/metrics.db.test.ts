import { beforeEach, describe, expect, it } from "vitest";
import { takeRequest } from "@/lib/budget/take-request";
import { db } from "@/lib/db/client";
import { truncateAll } from "@/lib/db/test-database";
import { provider } from "@/lib/providers/registry";
import { budgetBucket } from "./allowance";
import { budgetGauges } from "./budget-gauges";
import { metricsText } from "./metrics";
import { testActor, useTestWorld } from "./test-world";

const world = useTestWorld({ reservations: 20 });
beforeEach(truncateAll);

describe("GET /metrics", () => {
	it("tells allowances by lane, runs by state, webhook events and the process", async () => {
		const { budget } = provider("ownerrez");
		await takeRequest(budgetBucket(provider("ownerrez")), budget, { lane: "poll", connectionId: "c" });
		await db().webhookEvent.create({
			data: { provider: "ownerrez", eventKey: "1", action: "x", receivedAt: new Date() },
		});
		const { text, contentType } = await metricsText(testActor("admin"));
		expect(contentType).toContain("text/plain");
		expect(text).toContain('rezdeck_budget_requests{provider="ownerrez",lane="poll"} 1');
		expect(text).toContain('rezdeck_budget_limit{provider="ownerrez"} 300');
		expect(text).toContain('rezdeck_webhook_events{provider="ownerrez",state="pending"} 1');
		expect(text).toContain("rezdeck_process_cpu_seconds_total");
		expect((await metricsText(testActor("owner"))).text).toContain("rezdeck_process_cpu_seconds_total");
	});

	it("refuses who may not manage the installation, and who sees only some tenants", async () => {
		await expect(metricsText(testActor("operator"))).rejects.toMatchObject({ code: "forbidden" });
		await expect(metricsText(testActor("owner", ["ten_1"]))).rejects.toMatchObject({ code: "forbidden" });
	});
});

describe("the gauge", () => {
	it("forecasts from what polls really cost, and only when enough were seen", async () => {
		const connectionId = await world.connect(testActor("owner"), "ownerrez");
		const gauge = async () => (await budgetGauges()).find((one) => one.provider === "ownerrez");
		expect((await gauge())?.forecast).toBeNull();
		const stream = await db().stream.findFirstOrThrow({ where: { connectionId, kind: "changed" } });
		await db().stream.update({ where: { id: stream.id }, data: { nextDueAt: new Date(), pollSeconds: 300 } });
		await db().run.createMany({
			data: Array.from({ length: 20 }, (_, i) => ({
				id: `run_${i}`,
				streamId: stream.id,
				connectionId,
				tenantId: stream.tenantId,
				fence: 1n,
				state: "succeeded",
				startedAt: new Date(),
				heartbeatAt: new Date(),
				requests: 2,
			})),
		});
		// 296 a window, two requests a poll, one tenant followed: (296 − 2) / 2.
		expect((await gauge())?.forecast).toEqual({ moreTenants: 147, intervalSeconds: 300 });
		expect(await gauge()).toMatchObject({ source: "published", limit: 300, waitingPeople: 0, pausedUntil: null });
	});
});
