import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { noteRefusal } from "./note-refusal";
import { limitAfter, notePace, paceAfter, paceTold } from "./provider-pace";
import { VirtualTime } from "./test-virtual-time";
import { windowUse } from "./window-use";

useTestDatabase();

const ASSUMED = { limit: 600, windowSeconds: 300, reserved: 8, assumed: true };
let time: VirtualTime;
beforeEach(async () => {
	await truncateAll();
	time = await VirtualTime.start();
});
afterEach(() => time.stop());

/** So many requests are in the window. */
async function use(requests: number) {
	await db().$executeRaw`
		INSERT INTO budget_request (bucket, at) SELECT 'p', rezdeck_clock() FROM generate_series(1, ${requests}::int)`;
}

async function answers(count: number, durationMs: number, budget = ASSUMED) {
	for (let i = 0; i < count; i++) notePace("p", budget, durationMs);
	await paceTold("p", budget);
}

describe("a limit that nobody publishes", () => {
	it("grows while it is used up, answers are quick and nothing was refused", async () => {
		await use(590);
		await answers(600, 200);
		const { limit, learned, reason } = await windowUse("p", ASSUMED);
		expect(learned).toBe(true);
		expect(limit).toBeGreaterThan(630);
		expect(limit).toBeLessThan(690);
		expect(reason).toContain("answers are quick");
	});

	it("stays as it is while nobody needs more", async () => {
		await use(100);
		await answers(600, 200);
		expect(await windowUse("p", ASSUMED)).toMatchObject({ limit: 600, learned: false });
	});

	it("does not grow soon after a refusal, and grows again later", async () => {
		await noteRefusal("p", ASSUMED, "Provider", 5);
		await use(600);
		await answers(300, 200);
		expect((await windowUse("p", ASSUMED)).limit).toBe(300);
		await time.pass(1_000_000);
		await use(300);
		await answers(300, 200);
		expect((await windowUse("p", ASSUMED)).limit).toBeGreaterThan(310);
	});

	it("shrinks when answers take much longer than usual, and says since when it is slow", async () => {
		await answers(200, 300);
		await time.pass(60_000);
		const slowFrom = new Date(time.now());
		await answers(200, 4_000);
		const { limit, slowSince, latencyMs, reason } = await windowUse("p", ASSUMED);
		expect(slowSince).toEqual(slowFrom);
		expect(latencyMs).toBeGreaterThan(3_000);
		expect(limit).toBeLessThan(560);
		expect(reason).toMatch(/answers take \d.*s, usually 0\.\d s/);
		await answers(200, 300);
		expect((await windowUse("p", ASSUMED)).slowSince).toBeNull();
	});

	it("stays between a floor and a ceiling", () => {
		const quick = { latency: 100, usual: 100, slowSince: null };
		const slow = { latency: 9_000, usual: 100, slowSince: new Date(0) };
		const at = (limit: number) => ({ limit, reason: null, used: limit, calm: true });
		expect(limitAfter(ASSUMED, at(2_990), quick, 100_000).limit).toBe(3_000);
		expect(limitAfter(ASSUMED, at(70), slow, 100_000).limit).toBe(60);
	});

	it("a published limit is never changed, but its provider's slowness is seen", async () => {
		const published = { ...ASSUMED, assumed: false };
		await answers(100, 200, published);
		await answers(100, 5_000, published);
		const { limit, learned, slowSince } = await windowUse("p", published);
		expect({ limit, learned }).toEqual({ limit: 600, learned: false });
		expect(slowSince).not.toBeNull();
	});
});

describe("slow or not", () => {
	const clock = new Date("2027-03-04T13:50:00Z");

	it("a single slow answer is no slowness", () => {
		expect(paceAfter({ latency: 200, usual: 200, slowSince: null, clock }, 1, 3_000).slowSince).toBeNull();
	});

	it("keeps the first instant while it lasts", () => {
		const before = { latency: 3_000, usual: 200, slowSince: new Date("2027-03-04T13:40:00Z"), clock };
		expect(paceAfter(before, 20, 3_000).slowSince).toEqual(before.slowSince);
	});
});
