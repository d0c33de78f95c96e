import type { PlacedBar } from "./chart-lines";

/** Drawings of Lucide, each as one path: a mark is in hundreds of bars, and a reference into the sheet of icons is a copy of it. */
const DRAWINGS = {
	flagged:
		"M4 22V4a1 1 0 0 1 .4-.8A6 6 0 0 1 8 2c3 0 5 2 7.333 2q2 0 3.067-.8A1 1 0 0 1 20 4v10a1 1 0 0 1-.4.8A6 6 0 0 1 16 16c-3 0-5-2-8-2a6 6 0 0 0-4 1.528",
	open: "M4 6h16a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2zM14 12a2 2 0 1 1-4 0a2 2 0 1 1 4 0zM6 12h.01M18 12h.01",
	noted:
		"M21 9a2.4 2.4 0 0 0-.706-1.706l-3.588-3.588A2.4 2.4 0 0 0 15 3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2zM15 3v5a1 1 0 0 0 1 1h5",
};

export type BarMark = keyof typeof DRAWINGS;

/** Pixels that a mark takes, with the space after it. */
export const MARK_WIDTH = 15;
const SIZE = 12;
const BOX = 24;
const STEP = (MARK_WIDTH / SIZE) * BOX;

/** What a bar is marked with, the most urgent first. */
export function barMarks(bar: Pick<PlacedBar, "flagged" | "open" | "noted">): BarMark[] {
	return [
		...(bar.flagged ? ["flagged" as const] : []),
		...(bar.open === null ? [] : ["open" as const]),
		...(bar.noted ? ["noted" as const] : []),
	];
}

/** The marks side by side; the bar's name says them. */
export function BarMarks({ marks }: { marks: readonly BarMark[] }) {
	return (
		<svg
			aria-hidden="true"
			viewBox={`0 0 ${marks.length * STEP} ${BOX}`}
			width={marks.length * MARK_WIDTH}
			height={SIZE}
			fill="none"
			stroke="currentColor"
			strokeWidth={2}
			strokeLinecap="round"
			strokeLinejoin="round"
			className="inline align-[-1px]"
		>
			{marks.map((mark, index) => (
				<path key={mark} d={DRAWINGS[mark]} transform={index === 0 ? undefined : `translate(${index * STEP})`} />
			))}
		</svg>
	);
}
