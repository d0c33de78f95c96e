import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { truncateAll, useTestDatabase } from "@/lib/db/test-database";
import { noteSlowRequest, takeRequest } from "./take-request";
import { arrivalsPerWindow, Simulation, seeded, type Take } from "./test-simulation";
import { VirtualTime } from "./test-virtual-time";

useTestDatabase();

const BUDGET = { limit: 300, windowSeconds: 300, reserved: 4, assumed: false };
const START = Date.parse("2027-03-04T12:00:00Z");
const SLOW_MS = 600_000;
let time: VirtualTime;
beforeEach(async () => {
	await truncateAll();
	time = await VirtualTime.start(START);
});
afterEach(() => time.stop());

/** The real allowance in the database, in virtual time. */
const take: Take = async (asker, at) => {
	const allowance = await takeRequest("p", BUDGET, asker);
	if (!allowance.granted) return { granted: false, retryAt: (allowance.retryAt.getTime() - START) / 1000 };
	return {
		granted: true,
		answered: (answeredAt) => noteSlowRequest(allowance.requestId, (answeredAt - at) * 1000),
	};
};

function simulate(seed: number): Simulation {
	return new Simulation(BUDGET, take, seeded(seed), undefined, (at) => time.set(START + Math.round(at * 1000)));
}

describe("the allowance in the database, played for a quarter of an hour", () => {
	it(
		"F-14 F-15 one connection backfills: 49 others keep their interval, clicks are served, nothing is refused",
		async () => {
			const simulation = simulate(61);
			const random = seeded(62);
			simulation.fill("big");
			for (let i = 0; i < 49; i++) simulation.poll(`follower-${i}`, 120, random() * 120);
			for (let at = 400; at < 840; at += 20) simulation.person(at);
			const { refused, pollStretch, personWaits, sent, arrivals } = await simulation.run(900);
			expect(refused).toBe(0);
			expect(arrivalsPerWindow(arrivals, 300, 0)[1]).toBeLessThanOrEqual(300);
			expect(pollStretch.length).toBeGreaterThan(49 * 5);
			expect(Math.max(...pollStretch)).toBeLessThanOrEqual(1.2);
			expect(personWaits).toHaveLength(22);
			expect(Math.max(...personWaits)).toBeLessThanOrEqual(10);
			expect(sent.fill).toBeGreaterThan(300);
			expect(arrivals.filter((at) => at > 400 && at <= 700).length).toBeGreaterThanOrEqual(280);
		},
		SLOW_MS,
	);

	it(
		"F-72 200 connections due at the same second stay within the window",
		async () => {
			const simulation = simulate(71);
			for (let i = 0; i < 200; i++) simulation.poll(`follower-${i}`, 300, 1);
			const { refused, arrivals, sent } = await simulation.run(400);
			expect(refused).toBe(0);
			expect(arrivalsPerWindow(arrivals, 300, 0)[1]).toBeLessThanOrEqual(300);
			expect(sent.poll).toBeGreaterThanOrEqual(200);
		},
		SLOW_MS,
	);
});
