import { describe, expect, it } from "vitest";
import { connectionState } from "@/lib/shared/connections";
import { canSync, isOver, primaryAction, STATE_ORDER, STATE_WORDS } from "./state-words";

describe("connection states in words", () => {
	it("has a name and a tone for every state, each name once", () => {
		expect([...STATE_ORDER].sort()).toEqual([...connectionState.options].sort());
		expect(new Set(STATE_ORDER.map((state) => STATE_WORDS[state].label)).size).toBe(STATE_ORDER.length);
	});

	it("calls only the active state healthy", () => {
		expect(STATE_ORDER.filter((state) => STATE_WORDS[state].tone === "ok")).toEqual(["active"]);
	});

	it.each([
		["active", "view"],
		["degraded", "view"],
		["needs_reconnect", "reconnect"],
		["revoking", "progress"],
		["revoked", "evidence"],
		["revoked_local_only", "evidence"],
	] as const)("%s offers %s first", (state, kind) => {
		expect(primaryAction({ state }).kind).toBe(kind);
	});

	it("offers a sync only where a run may happen, and never after the end", () => {
		expect(STATE_ORDER.filter(canSync)).toEqual(["active", "degraded"]);
		expect(STATE_ORDER.filter(isOver)).toEqual(["revoked", "revoked_local_only"]);
	});
});
