/** Sizes of the chart in pixels: the virtual list and what it draws must agree. */
import type { ChartLine } from "./chart-lines";

export const LANE_HEIGHT = 28;
export const BAR_HEIGHT = 24;
export const LINE_PADDING = 4;
const HEADING_HEIGHT = 28;
/** A day narrower than this cannot be read; the chart then scrolls sideways. */
export const DAY_MIN = 26;

export function lineHeight(line: ChartLine): number {
	return line.kind === "heading" ? HEADING_HEIGHT : line.lanes * LANE_HEIGHT + 2 * LINE_PADDING;
}
