"use client";
import { memo } from "react";
import { classNames } from "@/components/ui/class-names";
import { BAR_SHAPES, BAR_TONES } from "./bar-looks";
import { BarMarks, barMarks, MARK_WIDTH } from "./bar-marks";
import { barName, barShape, barTone, groupHue } from "./bar-words";
import { CALENDAR_WORDS } from "./calendar-words";
import type { PlacedBar } from "./chart-lines";
import { BAR_HEIGHT, LANE_HEIGHT, LINE_PADDING } from "./chart-size";
import { textWidth } from "./text-width";

interface ChartBarProps {
	bar: PlacedBar;
	unitName: string | null;
	/** Days from the first day shown to the arrival; may be negative. */
	start: number;
	/** Days shown, and the pixels that each is wide. */
	days: number;
	dayWidth: number;
	phone: boolean;
	thisYear: number;
	/** Its reservation is lit: another bar of the group has focus or the pointer. */
	lit: boolean;
	/** The one bar that Tab reaches. */
	current: boolean;
	opened: boolean;
	onOpen: (reservationId: string) => void;
}

/** Border and padding of a bar, in pixels. */
const EDGES = 16;
/** Pixels of the title that stand before marks. */
const TITLE_MIN = 32;
const GAP = 4;

/**
 * One assignment. It begins and ends in the middle of a day, so that a change of guests shows on one line. Hundreds are drawn
 * while the chart is scrolled: a bar is as few elements as can be, and cuts off what is too long only once.
 */
export const ChartBar = memo(function ChartBar(props: ChartBarProps) {
	const { bar, days, start } = props;
	const left = ((start + 0.5) / days) * 100;
	const width = (bar.nights / days) * 100;
	const { marks, nights } = contents(props);
	return (
		<button
			type="button"
			data-bar={bar.key}
			data-reservation={bar.reservationId}
			data-group={bar.groupSize > 1 ? "" : undefined}
			onClick={() => props.onOpen(bar.reservationId)}
			tabIndex={props.current ? 0 : -1}
			aria-label={barName(bar, props.unitName, props.thisYear)}
			aria-expanded={props.opened}
			style={{
				left: `${left}%`,
				width: `max(${width}%, 0.75rem)`,
				top: LINE_PADDING + bar.lane * LANE_HEIGHT,
				height: BAR_HEIGHT,
				// The label stays in sight when the bar began before the first day shown.
				...(left < 0 ? { paddingLeft: `calc(${-left}% + 0.375rem)` } : {}),
				...(bar.groupSize > 1 ? { boxShadow: `inset 0 -3px 0 oklch(0.65 0.14 ${groupHue(bar.reservationId)})` } : {}),
			}}
			className={classNames(
				"chart-bar absolute truncate rounded-sm border border-l-3 px-1.5 text-left font-medium text-xs",
				BAR_SHAPES[barShape(bar)],
				BAR_TONES[barTone(bar)],
				(props.lit || props.opened) && "outline-2 outline-accent",
			)}
		>
			{marks.length > 0 && <BarMarks marks={marks} />}
			<bdi>{bar.title}</bdi>
			{nights !== null && <span className="num pl-1 font-normal text-[0.6875rem]">{nights}</span>}
		</button>
	);
});

/** What has room in a bar beside its title: marks before the title is whole, nights only after it. */
function contents({ bar, start, days, dayWidth, phone }: ChartBarProps) {
	const seenFrom = Math.max(0, start + 0.5);
	const seenTo = Math.min(days, start + 0.5 + bar.nights);
	const room = (seenTo - seenFrom) * dayWidth - EDGES;
	const marks = barMarks(bar).slice(0, Math.max(0, Math.floor((room - TITLE_MIN) / MARK_WIDTH)));
	const words = CALENDAR_WORDS.nightsAndPeople(bar.nights, bar.people);
	const rest = room - marks.length * MARK_WIDTH - GAP - textWidth(words);
	return { marks, nights: !phone && rest > 0 && textWidth(bar.title) <= rest ? words : null };
}
