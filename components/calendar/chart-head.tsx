import { memo } from "react";
import { classNames } from "@/components/ui/class-names";
import type { CalendarDay } from "@/lib/shared/calendar";
import { formatDay, weekdayOf } from "@/lib/shared/dates";
import { CALENDAR_WORDS, DAY_LETTERS, MONTH_NAMES } from "./calendar-words";

export interface HeadDay extends CalendarDay {
	weekday: number;
	isWeekend: boolean;
	isToday: boolean;
	/** False: nothing is known of it yet. */
	known: boolean;
}

/** A day without its numbers is given by its date. */
export function headDays(days: readonly (CalendarDay | string)[], today: string): HeadDay[] {
	return days.map((given) => {
		const known = typeof given !== "string";
		const day = known ? given : { date: given, occupied: 0, blocked: 0, units: 0 };
		const weekday = weekdayOf(day.date);
		return { ...day, weekday, isWeekend: weekday >= 6, isToday: day.date === today, known };
	});
}

interface ChartHeadProps {
	days: readonly HeadDay[];
	/** Pixels of the column of names. */
	nameWidth: number;
}

/** Days on top, with how many units are taken in each night. */
export const ChartHead = memo(function ChartHead({ days, nameWidth }: ChartHeadProps) {
	return (
		<div className="sticky top-0 z-20 flex border-n7 border-b bg-n2" data-chart-head>
			<div
				className="sticky left-0 z-10 flex shrink-0 flex-col justify-end border-n7 border-r bg-n2 px-2 pb-1 text-n10 text-xs"
				style={{ width: nameWidth }}
			>
				<span>{CALENDAR_WORDS.unitsTaken}</span>
			</div>
			<div className="min-w-0 flex-1 overflow-clip bg-n4">
				<div data-pan className="flex bg-n2">
					{days.map((day, index) => (
						<DayHead key={day.date} day={day} first={index === 0} />
					))}
				</div>
			</div>
		</div>
	);
});

function DayHead({ day, first }: { day: HeadDay; first: boolean }) {
	const dayOfMonth = Number(day.date.slice(-2));
	const share = day.units === 0 ? 0 : Math.round((day.occupied / day.units) * 100);
	const label = day.known
		? CALENDAR_WORDS.dayLabel(formatDay(day.date), day.occupied, day.units, day.blocked)
		: CALENDAR_WORDS.dayNotLoaded(formatDay(day.date));
	return (
		<div
			title={label}
			className={classNames(
				"relative min-w-0 flex-1 border-n6 border-l py-1 text-center text-xs first:border-l-0",
				day.isWeekend && "bg-n3",
				day.isToday && "font-semibold text-accent",
			)}
		>
			<span className="sr-only">{label}</span>
			<span aria-hidden="true" className="block whitespace-nowrap text-[0.6875rem] text-n10">
				{first || dayOfMonth === 1 ? MONTH_NAMES[Number(day.date.slice(-5, -3)) - 1] : DAY_LETTERS[day.weekday - 1]}
			</span>
			<span aria-hidden="true" className="num block text-sm">
				{dayOfMonth}
			</span>
			<span aria-hidden="true" className="num block text-[0.6875rem] text-n10">
				{!day.known ? "…" : day.units === 0 ? "–" : `${share}%`}
			</span>
			<span aria-hidden="true" className="mx-auto block h-1 w-3/4 bg-n4">
				<span className="block h-full bg-accent" style={{ width: `${Math.min(100, share)}%` }} />
			</span>
		</div>
	);
}
