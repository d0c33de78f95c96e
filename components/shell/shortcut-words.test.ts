import { expect, it } from "vitest";
import { SHORTCUT_GROUPS } from "./shortcut-words";
import { GO_TO, MARKED } from "./shortcuts";

const listed = SHORTCUT_GROUPS.flatMap(({ shortcuts }) => shortcuts.map(({ keys }) => keys));

it("lists every page that g leads to", () => {
	const chords = listed.filter(([first]) => first === "g").map(([, second]) => second ?? "");
	expect(chords.toSorted()).toEqual(Object.keys(GO_TO).toSorted());
});

it("lists every key that works on what a page marks", () => {
	const single = new Set(listed.filter(([first]) => first !== "g").flat());
	for (const key of Object.keys(MARKED)) expect(single, key).toContain(key);
});

it("says of no two keys the same thing", () => {
	for (const { title, shortcuts } of SHORTCUT_GROUPS) {
		const said = shortcuts.map(({ does }) => does);
		expect(new Set(said).size, title).toBe(said.length);
	}
});
