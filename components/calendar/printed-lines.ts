/** What of the chart goes on paper: units in which something stands, under the headings of theirs. Pure. */
import type { ChartLine } from "./chart-lines";

/** About 25 sheets; more asks for a narrower scope. */
const LINES_MAX = 1_000;

export interface PrintedLine {
	line: ChartLine;
	/** Of a heading: units below it that are left out because nothing stands in them. */
	empty: number;
}

/** `more`: units with something in them that are not printed, because there are too many. */
export function printedLines(lines: readonly ChartLine[], max = LINES_MAX): { shown: PrintedLine[]; more: number } {
	const shown: PrintedLine[] = [];
	let heading: PrintedLine | null = null;
	let printed = 0;
	let more = 0;
	for (const line of lines) {
		if (line.kind === "heading") {
			heading = { line, empty: 0 };
			shown.push(heading);
		} else if (line.bars.length === 0) {
			if (heading !== null) heading.empty++;
		} else if (printed >= max) more++;
		else {
			printed++;
			shown.push({ line, empty: 0 });
		}
	}
	return { shown, more };
}
