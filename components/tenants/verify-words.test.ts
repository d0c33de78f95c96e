import { expect, it } from "vitest";
import type { Verification } from "@/lib/shared/verification";
import { progressText, verdictOf } from "./verify-words";

const verification = (over: Partial<Verification>): Verification => ({
	...{ id: "ver_1", tenantId: "ten_1", scope: "all", state: "finished", requestedBy: "a", requestedAt: "" },
	...{ startedAt: null, finishedAt: null, message: null, compared: 0, expected: null, secondsLeft: null },
	...{ equal: 0, differing: 0, missing: 0, extra: 0, repaired: 0, requests: 0 },
	...over,
});

it.each([
	[{ state: "waiting" }, "Waiting"],
	[{ state: "running", differing: 3 }, "Running"],
	[{ state: "failed" }, "Failed"],
	[{ state: "cancelled", differing: 1 }, "Cancelled"],
	[{ equal: 5 }, "Equal"],
	[{ differing: 1, missing: 1, extra: 1, repaired: 3 }, "Repaired"],
	[{ differing: 2, repaired: 1 }, "Differences left"],
] as [Partial<Verification>, string][])("%o is said to be %s", (over, label) => {
	expect(verdictOf(verification(over)).label).toBe(label);
});

it("says how far it is, and how long it takes only when that is known", () => {
	expect(progressText(verification({ compared: 1200, expected: 4000, secondsLeft: 130 }))).toBe(
		"1,200 of about 4,000 records · about 2 min left",
	);
	expect(progressText(verification({ compared: 7 }))).toBe("7 records so far");
});
