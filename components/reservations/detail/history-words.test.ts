import { expect, it } from "vitest";
import type { HistoryEntry } from "@/lib/shared/reservations";
import { historyDays, isNewTo } from "./history-words";

const entry = (seenAt: string): HistoryEntry => ({
	seenAt,
	updatedAt: null,
	version: null,
	kind: "changed",
	changes: [],
});

it("groups entries by the operator's day, which is not UTC's", () => {
	const entries = ["2026-11-22T12:30:00Z", "2026-11-22T10:30:00Z", "2026-11-22T09:00:00Z"].map(entry);
	expect(historyDays(entries, "Pacific/Auckland").map((day) => [day.date, day.entries.length])).toEqual([
		["2026-11-23", 1],
		["2026-11-22", 2],
	]);
	expect(historyDays(entries, "UTC").map((day) => day.entries.length)).toEqual([3]);
	expect(historyDays([], "UTC")).toEqual([]);
});

it("calls new what was seen here after the last look, and nothing on a first visit", () => {
	expect(isNewTo(entry("2026-11-22T12:00:00Z"), "2026-11-22T11:00:00.000Z")).toBe(true);
	expect(isNewTo(entry("2026-11-22T12:00:00Z"), "2026-11-22T12:00:00.000Z")).toBe(false);
	expect(isNewTo(entry("2026-11-22T12:00:00Z"), null)).toBe(false);
});
