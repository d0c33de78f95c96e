import { describe, expect, it } from "vitest";
import { connectionState } from "@/lib/shared/connections";
import { canSync, isOver, primaryAction } from "./state-words";

describe("what connection states allow", () => {
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
		expect(connectionState.options.filter(canSync)).toEqual(["active", "degraded"]);
		expect(connectionState.options.filter(isOver)).toEqual(["revoked", "revoked_local_only"]);
	});
});
