"use client";
import { memo } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { BAR_SHAPES, BAR_TONES } from "./bar-looks";
import { barName, barShape, barTone, groupHue } from "./bar-words";
import { CALENDAR_WORDS } from "./calendar-words";
import type { PlacedBar } from "./chart-lines";
import { BAR_HEIGHT, LANE_HEIGHT, LINE_PADDING } from "./chart-size";

interface ChartBarProps {
	bar: PlacedBar;
	unitName: string | null;
	/** Days from the first day shown to the arrival; may be negative. */
	start: number;
	days: number;
	thisYear: number;
	/** Its reservation is lit: another bar of the group has focus or the pointer. */
	lit: boolean;
	/** The one bar that Tab reaches. */
	current: boolean;
	opened: boolean;
	onOpen: (reservationId: string) => void;
}

/** What finds no room beside a piece of the title goes to a second line, which is out of sight: nothing is cut in two. */
const WHOLE_OR_NOT = "flex h-full min-w-0 flex-1 flex-wrap content-start gap-x-1 overflow-hidden";
/** The same for one text, which takes the room that the title leaves. */
const NIGHTS =
	"num flex h-full min-w-0 max-w-max grow basis-0 flex-wrap content-start overflow-hidden whitespace-nowrap text-[0.6875rem] leading-5.5 before:h-full before:w-px before:content-[''] max-sm:hidden";

/** One assignment. It begins and ends in the middle of a day, so that a change of guests shows on one line. */
export const ChartBar = memo(function ChartBar(props: ChartBarProps) {
	const { bar, days, start } = props;
	const left = ((start + 0.5) / days) * 100;
	const width = (bar.nights / days) * 100;
	return (
		<button
			type="button"
			data-bar={bar.key}
			data-reservation={bar.reservationId}
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
				"absolute flex items-center gap-1 overflow-hidden rounded-sm border border-l-3 px-1.5 text-left text-xs",
				BAR_SHAPES[barShape(bar)],
				BAR_TONES[barTone(bar)],
				(props.lit || props.opened) && "outline-2 outline-accent",
			)}
		>
			<span className={WHOLE_OR_NOT}>
				<bdi className="min-w-0 max-w-max grow-[99] basis-8 truncate font-medium leading-5.5">{bar.title}</bdi>
				{bar.flagged && <Icon name="flag" className="h-full w-3 shrink-0" />}
				{bar.open !== null && <Icon name="banknote" className="h-full w-3 shrink-0" />}
				{bar.noted && <Icon name="sticky-note" className="h-full w-3 shrink-0" />}
				<span className={NIGHTS}>{CALENDAR_WORDS.nightsAndPeople(bar.nights, bar.people)}</span>
			</span>
		</button>
	);
});
