import { expect, it } from "vitest";
import { deliveryWords, joinHealth } from "./webhook-words";

const health = (state: "off" | "expected" | "arriving" | "silent", lastAt: string | null = null) => ({
	state,
	lastAt,
	silentSince: state === "silent" ? "2026-05-01T09:00:00.000Z" : null,
});

it("tells of several tenants the worst state and the latest delivery", () => {
	expect(joinHealth([])).toEqual({ state: "off", lastAt: null, silentSince: null });
	expect(joinHealth([health("arriving", "2026-05-01T08:00:00.000Z"), health("off")]).state).toBe("arriving");
	expect(
		joinHealth([health("arriving", "2026-05-02T08:00:00.000Z"), health("silent", "2026-05-01T08:00:00.000Z")]),
	).toEqual({ state: "silent", lastAt: "2026-05-02T08:00:00.000Z", silentSince: "2026-05-01T09:00:00.000Z" });
});

it("names a delivery by what it is about", () => {
	const delivery = { id: "1", receivedAt: "", state: "done", note: null } as const;
	expect(deliveryWords({ ...delivery, action: "entity_update", entityType: "booking", entityId: "7" })).toBe(
		"booking 7: entity update",
	);
	expect(deliveryWords({ ...delivery, action: "webhook_test", entityType: null, entityId: null })).toBe("webhook test");
});
