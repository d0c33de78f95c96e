import { INSIGHT_WORDS } from "./insight-words";
/** What one panel shows: a table and a chart of the same numbers. */

/** Colours by meaning; never the only sign. */
export type SeriesTone = "now" | "last" | "apart" | "lost";

export interface Series {
	name: string;
	tone: SeriesTone;
	shape: "bar" | "line";
	/** One a point; null leaves a gap. For drawing only: exact values stand in the table. */
	values: readonly (number | null)[];
}

export interface Chart {
	/** Time runs to the right; names stand below each other. */
	axis: "time" | "names";
	/** In full, and short for the axis. */
	points: readonly { label: string; short: string }[];
	series: readonly Series[];
	/** Values go with this word in the tip: "%", "nights". */
	unit: string;
	/** True: the axis ends at 100. */
	share: boolean;
}

/** As people read it, and as a file has it. */
export interface Cell {
	shown: string;
	raw: string;
}

export interface Measure {
	/** Also in the URL and in the file's name. */
	id: string;
	title: string;
	sub: string;
	/** Facts about these numbers that the reader must know. */
	notes: readonly string[];
	heads: readonly string[];
	rows: readonly { key: string; cells: readonly Cell[] }[];
	total: readonly Cell[] | null;
	chart: Chart;
	/** Neither year has anything. */
	empty: boolean;
}

export function textCell(text: string, raw = text): Cell {
	return { shown: text, raw };
}

const FORMATS = new Map<number, Intl.NumberFormat>();

/** One formatter a number of digits: making one takes a thousand times as long as using it, and tables have thousands of numbers. */
function decimals(digits: number): Intl.NumberFormat {
	const known = FORMATS.get(digits);
	if (known !== undefined) return known;
	const made = new Intl.NumberFormat("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
	FORMATS.set(digits, made);
	return made;
}

/** Null: not known, empty in a file. */
export function numberCell(value: number | null, digits = 0, unit = ""): Cell {
	if (value === null) return { shown: INSIGHT_WORDS.unknown, raw: "" };
	const text = decimals(digits).format(value);
	return { shown: `${text.replace("-", "\u2212")}${unit}`, raw: value.toFixed(digits) };
}

/** With its sign: what changed. */
export function changeCell(value: number | null, digits = 0, unit = ""): Cell {
	const cell = numberCell(value, digits, unit);
	return value !== null && value > 0 ? { ...cell, shown: `+${cell.shown}` } : cell;
}

/** a of b in percent; null when there is no b. */
export function percent(part: number, whole: number): number | null {
	return whole === 0 ? null : (part / whole) * 100;
}

export function average(sum: number, count: number): number | null {
	return count === 0 ? null : sum / count;
}

export function difference(now: number | null, last: number | null): number | null {
	return now === null || last === null ? null : now - last;
}
