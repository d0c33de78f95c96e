import { expect, it } from "vitest";
import { secondsLeft, tooManyTries } from "./throttle";

const at = (text: string) => new Date(`2026-03-01T${text}Z`);

it("counts whole seconds to the window's end, at least one", () => {
	expect(secondsLeft(at("10:00:00"), 900, at("10:00:00"))).toBe(900);
	expect(secondsLeft(at("10:00:00"), 900, at("10:14:58.5"))).toBe(2);
	expect(secondsLeft(at("10:00:00"), 900, at("10:20:00"))).toBe(1);
});

it("tells people how long to wait, rounded up to minutes, and programs in seconds", () => {
	expect(tooManyTries("k", 61)).toMatchObject({ code: "rate_limited", retryAfterSeconds: 61 });
	expect(tooManyTries("k", 61).userMessage).toContain("2 minutes");
	expect(tooManyTries("k", 60).userMessage).toContain("a minute");
	expect(tooManyTries("secret-key", 60).userMessage).not.toContain("secret-key");
});
