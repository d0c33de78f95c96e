import { describe, expect, it } from "vitest";
import type { SyncProgress } from "@/lib/shared/connections";
import { agoWords, progressShare, progressWords, runCountWords, tookWords } from "./progress-words";

const AT = new Date("2026-11-22T10:00:00Z");

function progress(part: Partial<SyncProgress> = {}): SyncProgress {
	return {
		done: 0,
		expected: null,
		partsDone: 0,
		partsTotal: 1,
		share: 0,
		rate: null,
		secondsLeft: null,
		phase: "populating",
		waiting: null,
		...part,
	};
}

describe("how long ago", () => {
	it("says just now for the last seconds and for a clock that runs ahead", () => {
		expect(agoWords("2026-11-22T09:59:55Z", AT)).toBe("just now");
		expect(agoWords("2026-11-22T10:03:00Z", AT)).toBe("just now");
		expect(agoWords("2026-11-22T09:56:00Z", AT)).toBe("4 min ago");
	});
});

describe("progress in words", () => {
	it("shows no share before anything has come, and names no total that is unknown", () => {
		expect(progressShare(progress())).toBeNull();
		const unknown = progress({ done: 1200 });
		expect(progressWords(unknown, AT)).toBe("1,200 records so far");
	});

	it("counts parts when the number of records is unknown", () => {
		const second = progress({ done: 1, partsDone: 1, partsTotal: 4, share: 0.25 });
		expect(progressShare(second)).toBe(0.25);
		expect(progressWords(second, AT)).toBe("1 record so far, part 2 of 4");
	});

	it("tells done, expected, rate and time left", () => {
		expect(progressWords(progress({ done: 1200, expected: 4000, rate: 85, secondsLeft: 33 }), AT)).toBe(
			"1,200 of about 4,000 records · 85 a second · about 33 s left",
		);
	});

	it("gives slow rates per minute, so that slow does not look like standing still", () => {
		expect(progressWords(progress({ done: 1, expected: 9, rate: 0.2 }), AT)).toBe("1 of about 9 records · 12 a minute");
	});

	it("never shows more than all when the provider gives more than it promised", () => {
		const over = progress({ done: 120, expected: 100 });
		expect(progressWords(over, AT)).toBe("120 of about 120 records");
	});

	it("counts down while it waits, and says so when the time has come", () => {
		const reason = "waiting for the request allowance";
		const words = (until: string) => progressWords(progress({ done: 5, expected: 10, waiting: { reason, until } }), AT);
		expect(words("2026-11-22T10:00:41.200Z")).toBe(
			"5 of about 10 records · waiting for the request allowance, goes on in 42 s",
		);
		expect(words("2026-11-22T09:59:00Z")).toBe(
			"5 of about 10 records · waiting for the request allowance, goes on now",
		);
	});

	it("tells a finished population apart from a stopped one and from one that has not begun", () => {
		expect(progressWords(progress({ phase: "following", done: 4000, expected: 4100 }), AT)).toBe(
			"Complete, following changes",
		);
		expect(progressShare(progress({ phase: "following", done: 0, expected: 0 }))).toBe(1);
		expect(progressWords(progress({ phase: "stopped", done: 4000 }), AT)).toBe("Stopped");
		expect(progressWords(progress({ phase: "waiting" }), AT)).toBe("Waiting for its turn");
		expect(progressWords(progress({ phase: "waiting", done: 3 }), AT)).toBe("3 records so far · waiting for its turn");
	});
});

describe("runs in words", () => {
	it("leaves out zeros and says nothing new instead of nothing", () => {
		expect(runCountWords({ stream: "changed", created: 12, updated: 0, unchanged: 1085, quarantined: 1 })).toBe(
			"12 new · 1,085 unchanged · 1 set aside",
		);
		const nothing = { created: 0, updated: 0, unchanged: 0, quarantined: 0 };
		expect(runCountWords({ stream: "changed", ...nothing })).toBe("nothing new");
		expect(runCountWords({ stream: "inventory", ...nothing })).toBe("units only");
	});

	it("does not call a short run one of no length", () => {
		expect([tookWords(0.2), tookWords(1.4)]).toEqual(["under 1 s", "1 s"]);
	});
});
