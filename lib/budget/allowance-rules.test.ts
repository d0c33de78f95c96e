import { describe, expect, it } from "vitest";
import { windowLimit } from "./allowance-rules";
import { arrivalsPerWindow, memoryWindow, Simulation, seeded } from "./test-simulation";

const BUDGET = { limit: 300, windowSeconds: 300, reserved: 4, assumed: false };
/** Two windows pass until a full load has found its pace. */
const STEADY_AFTER = 600;

function simulate(seed: number, slowShare?: number): Simulation {
	return new Simulation(BUDGET, memoryWindow(BUDGET), seeded(seed), slowShare);
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("a full load, seen from the provider's side", () => {
	it("≥ 97 % is used on average while there is work, no window much less, and none more than all of it", async () => {
		const simulation = simulate(3);
		for (let i = 0; i < 8; i++) simulation.fill(`fill-${i}`);
		const { arrivals, refused } = await simulation.run(2400);
		expect(refused).toBe(0);
		const [least, most] = arrivalsPerWindow(arrivals, 300, STEADY_AFTER);
		expect(most).toBeLessThanOrEqual(300);
		// Single windows fall a little below while the burst of the beginning evens out.
		expect(least).toBeGreaterThanOrEqual(280);
		const steady = arrivals.filter((at) => at > STEADY_AFTER && at <= 2400);
		expect(steady.length / (2400 - STEADY_AFTER)).toBeGreaterThanOrEqual(0.97);
	});

	it("stays within the window when one answer in ten takes up to 25 seconds", async () => {
		const simulation = simulate(5, 0.1);
		for (let i = 0; i < 12; i++) simulation.fill(`fill-${i}`);
		const { refused, arrivals } = await simulation.run(1500);
		expect(refused).toBe(0);
		expect(arrivalsPerWindow(arrivals, 300, 0)[1]).toBeLessThanOrEqual(300);
	});

	it("F-14 one connection reads in a million records: the polls of 49 others keep their interval, nothing is refused", async () => {
		const simulation = simulate(11);
		const random = seeded(12);
		simulation.fill("big");
		for (let i = 0; i < 49; i++) simulation.poll(`follower-${i}`, 120, random() * 120);
		const { refused, pollStretch, sent } = await simulation.run(2400);
		expect(refused).toBe(0);
		expect(pollStretch.length).toBeGreaterThan(49 * 16);
		expect(Math.max(...pollStretch)).toBeLessThanOrEqual(1.2);
		expect(sent.fill).toBeGreaterThan(1000);
	});

	it("F-72 200 connections that are due at the same second are spread, and a first reading still goes on", async () => {
		const simulation = simulate(21);
		for (let i = 0; i < 200; i++) simulation.poll(`follower-${i}`, 300, 1);
		simulation.fill("new");
		const { refused, arrivals, sent } = await simulation.run(900);
		expect(refused).toBe(0);
		expect(arrivalsPerWindow(arrivals, 300, 0)[1]).toBeLessThanOrEqual(300);
		expect(sent.poll).toBeGreaterThanOrEqual(400);
		expect(sent.fill).toBeGreaterThan(80);
		const firstSeconds = arrivals.filter((at) => at < 10).length;
		expect(firstSeconds).toBeLessThan(70);
	});

	it("first readings get equal turns, also one that begins while another has run for long", async () => {
		const simulation = simulate(31);
		simulation.fill("old");
		simulation.fill("new-1", 900);
		simulation.fill("new-2", 900);
		const before = await simulation.run(1200);
		const at1200 = new Map(before.fills);
		const { fills } = await simulation.run(1800);
		const turns = ["old", "new-1", "new-2"].map((name) => (fills.get(name) ?? 0) - (at1200.get(name) ?? 0));
		expect(Math.min(...turns)).toBeGreaterThan(mean(turns) * 0.85);
	});
});

describe("people first", () => {
	it("F-15 a click is served within seconds under full load, also when the reserved share is used up", async () => {
		const simulation = simulate(41);
		for (let i = 0; i < 6; i++) simulation.fill(`fill-${i}`);
		for (let i = 0; i < 40; i++) simulation.poll(`follower-${i}`, 300, i);
		// Ten clicks in two seconds, once a minute: more than is kept.
		for (let minute = 10; minute < 30; minute++) {
			for (let click = 0; click < 10; click++) simulation.person(minute * 60 + click * 0.2);
		}
		const { personWaits, refused } = await simulation.run(1860);
		expect(personWaits).toHaveLength(200);
		expect(refused).toBe(0);
		expect(Math.max(...personWaits)).toBeLessThanOrEqual(20);
		expect(mean(personWaits)).toBeLessThanOrEqual(5);
	});

	it("optional work leaves the larger part of the rest free", async () => {
		const simulation = simulate(51);
		simulation.fill("contacts", 0, "idle");
		const { arrivals } = await simulation.run(900);
		expect(arrivalsPerWindow(arrivals, 300, 0)[1]).toBeLessThanOrEqual(296 * 0.6);
	});
});

describe("the limit that holds", () => {
	it("is the published one, whatever was learned", () => {
		expect(windowLimit(BUDGET, 120)).toEqual({ limit: 300, reserved: 4 });
	});

	it("is the learned one where none is published, with the reserved share in proportion", () => {
		expect(windowLimit({ ...BUDGET, assumed: true }, 75)).toEqual({ limit: 75, reserved: 1 });
		expect(windowLimit({ ...BUDGET, assumed: true }, null)).toEqual({ limit: 300, reserved: 4 });
	});
});
