"use client";
/** One line of the chart: its name in the column that sticks, and its bars on the ground of days. */
import { memo } from "react";
import { ProviderMark } from "@/components/ui/provider-mark";
import { dayNumber } from "@/lib/shared/dates";
import { CALENDAR_WORDS } from "./calendar-words";
import { ChartBar } from "./chart-bar";
import type { ChartLine, HeadingLine, UnitLine } from "./chart-lines";

interface LineNameProps {
	line: ChartLine;
	/** Pixels from the top of the first line. */
	top: number;
	height: number;
	phone: boolean;
}

export const LineName = memo(function LineName({ line, top, height, phone }: LineNameProps) {
	return line.kind === "heading" ? (
		<HeadingName line={line} top={top} height={height} />
	) : (
		<UnitName line={line} top={top} height={height} phone={phone} />
	);
});

/** Wider than the column: nothing but ground is beside it. */
function HeadingName({ line, top, height }: { line: HeadingLine; top: number; height: number }) {
	return (
		<h3
			className="absolute left-0 flex w-max min-w-full max-w-[calc(100vw-3rem)] items-center gap-1.5 border-n6 border-b bg-n3 px-2 font-semibold text-sm"
			style={{ top, height }}
		>
			<ProviderMark id={line.tenant.provider} />
			<bdi className="truncate">{line.label}</bdi>
			<span className="num shrink-0 font-normal text-n10">{CALENDAR_WORDS.unitCount(line.units)}</span>
			{line.tenant.timeZone !== null && line.label === line.tenant.name && (
				<span className="shrink-0 font-normal text-n10 max-sm:hidden">{line.tenant.timeZone}</span>
			)}
		</h3>
	);
}

function UnitName({ line, top, height, phone }: { line: UnitLine; top: number; height: number; phone: boolean }) {
	const { unit } = line;
	const name = unit?.name ?? CALENDAR_WORDS.noUnitYet;
	return (
		<div className="absolute inset-x-0 flex flex-col justify-center border-n6 border-b px-2" style={{ top, height }}>
			<bdi className={unit === null ? "truncate font-medium text-sm text-warn-text" : "truncate text-sm"} title={name}>
				{name}
			</bdi>
			{unit !== null && !phone && (unit.type !== null || !unit.active) && (
				<bdi className="truncate text-n10 text-xs">{unit.active ? unit.type : CALENDAR_WORDS.noLongerListed}</bdi>
			)}
		</div>
	);
}

interface UnitBarsProps {
	line: UnitLine;
	/** Pixels from the top of the first line. */
	top: number;
	height: number;
	/** Number of the first day shown, and how many are. */
	first: number;
	days: number;
	/** Pixels. */
	dayWidth: number;
	phone: boolean;
	thisYear: number;
	lit: string | null;
	opened: string | null;
	currentKey: string | null;
	onOpen: (reservationId: string) => void;
}

export const UnitBars = memo(function UnitBars(props: UnitBarsProps) {
	const { line } = props;
	return (
		<div
			className="absolute inset-x-0 border-n6 border-b [contain:size_layout_style]"
			style={{ top: props.top, height: props.height }}
		>
			{line.bars.map((bar) => (
				<ChartBar
					key={bar.key}
					bar={bar}
					unitName={line.unit?.name ?? null}
					start={dayNumber(bar.arrival) - props.first}
					days={props.days}
					dayWidth={props.dayWidth}
					phone={props.phone}
					thisYear={props.thisYear}
					lit={bar.groupSize > 1 && props.lit === bar.reservationId}
					current={bar.key === props.currentKey}
					opened={props.opened === bar.reservationId}
					onOpen={props.onOpen}
				/>
			))}
		</div>
	);
});
