import { describe, expect, it } from "vitest";
import {
	backoffOf,
	cancelledOf,
	holdOf,
	nextRequest,
	notPermittedOf,
	type Pulse,
	type StreamFacts,
	waitingOf,
} from "./stream-facts";
import { streamList, streamWords } from "./stream-words";

const AT = new Date("2026-11-22T12:00:00Z");
const at = (minutes: number) => new Date(AT.getTime() + minutes * 60_000);

function stream(change: Partial<StreamFacts> = {}): StreamFacts {
	return {
		kind: "changed",
		nextDueAt: at(2),
		failures: 0,
		waiting: null,
		lastError: null,
		errorKind: null,
		failingSince: null,
		held: null,
		...change,
	};
}
const failing = stream({
	failures: 3,
	lastError: "No answer.",
	errorKind: "timeout",
	failingSince: at(-20),
	nextDueAt: at(4),
});
const pulse = (change: Partial<Pulse>): Pulse => ({ slowSince: null, failingSince: null, openUntil: null, ...change });

describe("the next request", () => {
	it("is the earliest of what is planned, and none when nothing is", () => {
		expect(nextRequest([stream(), stream({ nextDueAt: at(1) }), stream({ nextDueAt: null })], null, AT)).toEqual(at(1));
		expect(nextRequest([stream({ nextDueAt: null })], null, AT)).toBeNull();
	});

	it("waits for a provider that nobody asks at the moment", () => {
		expect(nextRequest([stream()], pulse({ openUntil: at(5) }), AT)).toEqual(at(5));
		expect(nextRequest([stream()], pulse({ openUntil: at(-5) }), AT)).toEqual(at(2));
		expect(nextRequest([stream({ nextDueAt: null })], pulse({ openUntil: at(5) }), AT)).toBeNull();
	});
});

describe("back-off", () => {
	it("is none while nothing fails", () => {
		expect(backoffOf("AnyPMS", [stream(), stream({ waiting: "Waits.", nextDueAt: at(1) })], null, AT)).toBeNull();
	});

	it("names the first failure, the next try and why", () => {
		const other = stream({ failures: 1, lastError: "503.", failingSince: at(-30), nextDueAt: at(9) });
		expect(backoffOf("AnyPMS", [stream(), other, failing], null, AT)).toEqual({
			since: at(-30).toISOString(),
			until: at(4).toISOString(),
			reason: "No answer.",
		});
	});

	it("stays while the next try is due or under way: it is not over before an answer came", () => {
		expect(backoffOf("AnyPMS", [{ ...failing, nextDueAt: at(-1) }], null, AT)?.until).toBe(at(-1).toISOString());
	});

	it("lasts as long as nobody asks the provider at all", () => {
		const open = pulse({ openUntil: at(7), failingSince: at(-40) });
		expect(backoffOf("AnyPMS", [failing], open, AT)).toMatchObject({
			since: at(-40).toISOString(),
			until: at(7).toISOString(),
		});
		expect(backoffOf("AnyPMS", [stream()], open, AT)).toEqual({
			since: at(-40).toISOString(),
			until: at(7).toISOString(),
			reason: "AnyPMS does not answer properly at the moment. Rezdeck tries again by itself.",
		});
	});

	it("is not what a missing permission is", () => {
		const forbidden = { ...failing, kind: "blocks", errorKind: "forbidden" };
		expect(backoffOf("AnyPMS", [forbidden], null, AT)).toBeNull();
		expect(notPermittedOf([stream(), forbidden])).toEqual(["blocks"]);
	});
});

describe("waiting for the allowance", () => {
	it("is told of what waits, not of failures, leftovers or what is due", () => {
		const waiting = "Waiting for the allowance.";
		expect(
			waitingOf([stream({ waiting, nextDueAt: at(3) }), stream({ waiting: "Later.", nextDueAt: at(9) })], AT),
		).toEqual({
			reason: waiting,
			until: at(3).toISOString(),
		});
		for (const other of [{ failures: 1 }, { kind: "contacts" }, { nextDueAt: at(-1) }, { nextDueAt: null }]) {
			expect(waitingOf([stream({ waiting, ...other })], AT)).toBeNull();
		}
	});
});

describe("a cancelled reading", () => {
	it("is what waits for no time; what waits for its turn or for others is not cancelled", () => {
		const message = "Cancelled by ann. Press Sync now to go on.";
		expect(cancelledOf([stream(), stream({ nextDueAt: null, waiting: message })])).toBe(message);
		expect(cancelledOf([stream({ waiting: "Waits." }), stream({ nextDueAt: null })])).toBeNull();
	});
});

describe("held searches for deletions", () => {
	const held = (missing: number, minutes: number, approvedBy: string | null) =>
		stream({
			held: {
				missing,
				expected: 400,
				since: at(minutes).toISOString(),
				approvedBy,
				approvedAt: approvedBy === null ? null : at(-1).toISOString(),
			},
		});

	it("are one question, answered when all of it is", () => {
		expect(holdOf([stream()])).toBeNull();
		expect(holdOf([held(30, -5, "ann"), held(25, -60, null)])).toEqual({
			missing: 55,
			expected: 800,
			since: at(-60).toISOString(),
			approvedBy: null,
			approvedAt: null,
		});
		expect(holdOf([held(30, -5, "ann"), held(25, -60, "ann")])).toMatchObject({ approvedBy: "ann" });
	});
});

describe("stream names", () => {
	it("are words, and a kind that is new is shown as it is", () => {
		expect([streamWords("window"), streamWords("late_arrivals")]).toEqual(["Stays around today", "late arrivals"]);
		expect(streamList(["blocks", "history"])).toBe("blocks and owner stays, earlier stays");
	});
});
