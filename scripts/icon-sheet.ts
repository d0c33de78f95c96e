/**
 * Draws components/ui/icons.svg anew: `npx tsx scripts/icon-sheet.ts`, after a name was added to icon-names.ts.
 * A sheet that the browser fetches once is smaller than the same drawings as script, and quicker to show.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ICONS } from "../components/ui/icon-names";

const here = fileURLToPath(import.meta.url);
export const ICON_SHEET = path.join(path.dirname(here), "../components/ui/icons.svg");

/** How lucide-react keeps a drawing: elements with their attributes. */
interface Drawing {
	__iconData: { node: readonly [tag: string, attributes: Readonly<Record<string, string>>][] };
}

/** The whole sheet as SVG; each drawing is a symbol under its name. */
export async function drawIconSheet(): Promise<string> {
	const symbols = await Promise.all(ICONS.map(drawSymbol));
	return `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">\n${symbols.join("\n")}\n</svg>\n`;
}

async function drawSymbol(name: string): Promise<string> {
	const { __iconData }: Drawing = await import(`lucide-react/icons/${name}`);
	const parts = __iconData.node.map(([tag, { key: _, ...attributes }]) => {
		const text = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${value}"`);
		return `<${tag}${text.join("")}/>`;
	});
	return `<symbol id="${name}" viewBox="0 0 24 24">${parts.join("")}</symbol>`;
}

if (process.argv[1] === here) writeFileSync(ICON_SHEET, await drawIconSheet());
