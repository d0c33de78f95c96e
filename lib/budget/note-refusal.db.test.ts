import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { readRetryAfter } from "@/lib/providers/retry-after";
import { noteRefusal } from "./note-refusal";
import { takeRequest } from "./take-request";
import { VirtualTime } from "./test-virtual-time";
import { windowUse } from "./window-use";

useTestDatabase();

const PUBLISHED = { limit: 300, windowSeconds: 300, reserved: 4, assumed: false };
const ASSUMED = { ...PUBLISHED, assumed: true };
const START = Date.parse("2027-03-04T12:00:00Z");
let time: VirtualTime;
beforeEach(async () => {
	await truncateAll();
	time = await VirtualTime.start(START);
});
afterEach(() => time.stop());

async function refuse(header: string | null, budget = PUBLISHED) {
	const until = readRetryAfter(header, new Date(time.now()));
	await noteRefusal("p", budget, "Provider", until === null ? null : (until.getTime() - time.now()) / 1000);
}

const mayLeave = async (lane: "person" | "fill" = "person") =>
	(await takeRequest("p", PUBLISHED, { lane, connectionId: "c" })).granted;

describe("the provider itself says too many", () => {
	it("F-11 asks nothing for the seconds it names, then goes on", async () => {
		await refuse("7");
		await time.pass(6_900);
		expect(await mayLeave()).toBe(false);
		await time.pass(200);
		expect(await mayLeave()).toBe(true);
	});

	it("F-12 honours an HTTP date", async () => {
		await refuse("Thu, 04 Mar 2027 12:02:00 GMT");
		expect(await windowUse("p", PUBLISHED)).toMatchObject({
			pausedUntil: new Date("2027-03-04T12:02:00Z"),
			reason: "Provider asked to wait until 12:02 UTC.",
		});
		await time.pass(119_000);
		expect(await mayLeave()).toBe(false);
		await time.pass(1_500);
		expect(await mayLeave()).toBe(true);
	});

	it.each(["-5", "abc", null])("F-12 rests for a while of its own when it names %s", async (header) => {
		await refuse(header);
		await time.pass(14_000);
		expect(await mayLeave()).toBe(false);
		expect((await windowUse("p", PUBLISHED)).reason).toContain("answered “too many requests” at 12:00 UTC");
	});

	it("F-12 waits no longer than an hour, and says until when", async () => {
		await refuse("86400");
		expect(await windowUse("p", PUBLISHED)).toMatchObject({
			pausedUntil: new Date("2027-03-04T13:00:00Z"),
			reason: "Provider asked to wait until 13:00 UTC.",
		});
		await time.pass(3_601_000);
		expect(await mayLeave()).toBe(true);
	});

	it("F-13 without a time the window counts as full and reopens slowly: no storm", async () => {
		for (let i = 0; i < 3; i++) await takeRequest("p", PUBLISHED, { lane: "fill", connectionId: "c" });
		await refuse(null);
		await refuse(null);
		expect(await windowUse("p", PUBLISHED)).toMatchObject({ limit: 300, used: 300, byLane: { fill: 3 } });
		await time.pass(20_000);
		// What became free in the rest goes to people first; then one a second for all.
		const granted: number[] = [];
		for (let second = 0; second < 20; second++) {
			for (let call = 0; call < 2; call++) if (await mayLeave("fill")) granted.push(second);
			await time.pass(1_000);
		}
		expect(granted.length).toBeGreaterThan(5);
		expect(granted.length).toBeLessThanOrEqual(40);
		expect(granted.filter((second) => second < 5).length).toBeLessThanOrEqual(16);
	});

	it("F-13 rests twice as long with each refusal that follows", async () => {
		const rests: number[] = [];
		for (let i = 0; i < 4; i++) {
			await refuse(null);
			const { pausedUntil } = await windowUse("p", PUBLISHED);
			const rest = (pausedUntil?.getTime() ?? 0) - time.now();
			rests.push(Math.round(rest / 1000));
			await time.pass(rest + 1_000);
		}
		expect(rests[0]).toBe(15);
		expect(rests[1]).toBeGreaterThanOrEqual(30);
		expect(rests[2]).toBeGreaterThanOrEqual(60);
		expect(rests[3]).toBeLessThanOrEqual(300);
	});

	it("halves a limit that nobody publishes, once for requests that were under way together", async () => {
		await refuse("7", ASSUMED);
		await refuse("7", ASSUMED);
		expect(await windowUse("p", ASSUMED)).toMatchObject({ limit: 150, reserved: 2, learned: true });
		await time.pass(60_000);
		await refuse("7", ASSUMED);
		expect(await windowUse("p", ASSUMED)).toMatchObject({ limit: 75, reason: expect.stringContaining("halved to 75") });
	});

	it("never touches a published limit", async () => {
		await refuse(null);
		const pulse = await db().providerPulse.findUniqueOrThrow({ where: { bucket: "p" } });
		expect(pulse.limit).toBeNull();
	});
});
