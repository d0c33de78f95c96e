import { describe, expect, it } from "vitest";
import type { SearchResult } from "@/lib/shared/search";
import { paletteGroups } from "./palette-items";

const result: SearchResult = {
	reservations: [
		{
			id: "res_1",
			tenantId: "ten_1",
			tenantName: "Pines",
			provider: "p",
			remoteId: "77",
			number: "RS-1",
			kind: "block",
			status: "cancelled",
			gone: false,
			guestName: " ",
			title: null,
			arrival: "2026-11-22",
			departure: "2026-11-23",
			hit: { field: "number", text: "RS-1", ranges: [] },
		},
	],
	total: 42,
	totalCapped: false,
	similar: false,
	tenants: [{ id: "ten_1", name: "x".repeat(100_000), provider: "p" }],
	connections: [],
};
const labels = (groups: ReturnType<typeof paletteGroups>) => groups.map((group) => group.label);

describe("groups of the palette", () => {
	it("tell a reservation without a guest by its kind and number, and what matched", () => {
		const [reservations] = paletteGroups("rs-1", result, [], "owner");
		expect(reservations?.items[0]).toMatchObject({
			label: "Block RS-1",
			detail: "RS-1 · 22 Nov 2026 · 1 night · Pines",
			over: true,
			href: "/reservations/res_1",
		});
		expect(reservations?.items[1]).toMatchObject({
			label: "All 42 reservations with “rs-1”",
			href: "/reservations?q=rs-1",
		});
	});

	it("say what matched when the label is something else, and not twice when it is the label", () => {
		const [found] = result.reservations;
		if (found === undefined) throw new Error("no reservation");
		const detailOf = (hit: string, title: string | null, guestName: string | null) => {
			const over = { ...found, title, guestName, hit: { field: "title" as const, text: hit, ranges: [] } };
			return paletteGroups(hit, { ...result, reservations: [over] }, [], "owner")[0]?.items[0]?.detail;
		};
		expect(detailOf("Nordic Walkers", "Nordic Walkers", "Astrid")).toMatch(/^Nordic Walkers · 22 Nov/);
		expect(detailOf("Nordic Walkers", "Nordic Walkers", null)).toMatch(/^22 Nov/);
	});

	it("leave out groups without anything, and bound texts from outside", () => {
		const groups = paletteGroups("rs-1", result, [], "owner");
		expect(labels(groups)).toEqual(["Reservations", "Tenants"]);
		expect(groups[1]?.items[0]?.label.length).toBeLessThan(100);
	});

	it("say that reservations merely resemble the words", () => {
		expect(labels(paletteGroups("rs-1", { ...result, similar: true }, [], "owner"))[0]).toBe(
			"Reservations that resemble it",
		);
	});

	it("show recent ones, actions and pages while nothing is typed", () => {
		const [recent] = paletteGroups("rs-1", result, [], "owner");
		expect(labels(paletteGroups("  ", undefined, recent?.items ?? [], "viewer"))).toEqual([
			"Recent",
			"Actions",
			"Pages",
		]);
		expect(labels(paletteGroups("", undefined, [], "viewer"))).toEqual(["Actions", "Pages"]);
	});

	it("give every item an id of its own", () => {
		const ids = paletteGroups("", undefined, [], "owner").flatMap((group) => group.items.map((item) => item.id));
		expect(new Set(ids).size).toBe(ids.length);
	});
});
