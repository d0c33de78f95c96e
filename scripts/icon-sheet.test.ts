import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ICONS } from "../components/ui/icon-names";
import { drawIconSheet, ICON_SHEET } from "./icon-sheet";

it("the sheet holds just the icons that are named, as they are drawn today", async () => {
	const sheet = readFileSync(ICON_SHEET, "utf8");
	expect(sheet).toBe(await drawIconSheet());
	expect(sheet.match(/<symbol /g)).toHaveLength(ICONS.length);
});
