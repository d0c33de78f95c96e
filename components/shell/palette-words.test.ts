import { describe, expect, it } from "vitest";
import { ACTIONS, matchCommands, PAGES } from "./palette-words";

const labels = (text: string, role: "owner" | "viewer" = "owner") =>
	[...matchCommands(PAGES, text, role), ...matchCommands(ACTIONS, text, role)].map(({ label }) => label);

describe("commands of the palette", () => {
	it("are found by label and by other words", () => {
		expect(labels("cal")).toContain("Calendar");
		expect(labels("timeline")).toEqual(["Calendar"]);
		expect(labels("connect account")).toEqual(["Connect an account"]);
		expect(labels("zzz")).toEqual([]);
	});

	it("stand first when the label begins with the text", () => {
		expect(matchCommands(PAGES, "se", "owner").map(({ label }) => label)[0]).toMatch(/^Se/);
	});

	it("leave out what the role may not do", () => {
		expect(labels("", "owner")).toEqual(expect.arrayContaining(["Connect an account", "Operators", "API keys"]));
		const viewer = labels("", "viewer");
		for (const label of ["Connect an account", "Operators", "API keys", "Invite an operator"]) {
			expect(viewer).not.toContain(label);
		}
	});

	it("have ids of their own", () => {
		const ids = [...PAGES, ...ACTIONS].map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});
});
