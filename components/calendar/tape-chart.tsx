"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useMemo, useRef, useState } from "react";
import { dayNumber } from "@/lib/shared/dates";
import { CALENDAR_WORDS } from "./calendar-words";
import { ChartHead, type HeadDay } from "./chart-head";
import { LineName, UnitBars } from "./chart-line";
import type { ChartLine, UnitLine } from "./chart-lines";
import { DAY_MIN, lineHeight } from "./chart-size";
import { PrintedChart } from "./printed-chart";
import { useChartKeys } from "./use-chart-keys";
import { useDrag } from "./use-drag";
import { usePrinting } from "./use-printing";

interface TapeChartProps {
	lines: readonly ChartLine[];
	/** The days shown. */
	days: readonly HeadDay[];
	thisYear: number;
	phone: boolean;
	opened: string | null;
	onOpen: (reservationId: string) => void;
	/** Moves the days shown by so many. */
	onPan: (days: number) => void;
	/** A pointer or the focus has come: a bar may be opened. */
	onReach: () => void;
	/** Older than asked for: still being fetched. */
	waiting: boolean;
}

const NAME_WIDTH = 176;
const NAME_WIDTH_PHONE = 96;

/** Units × days. Only the lines and bars in view are in the page. */
export const TapeChart = memo(function TapeChart(props: TapeChartProps) {
	const { lines, days } = props;
	const scroller = useRef<HTMLElement>(null);
	const [lit, setLit] = useState<string | null>(null);
	const first = dayNumber(days[0]?.date ?? "1970-01-01");
	const nameWidth = props.phone ? NAME_WIDTH_PHONE : NAME_WIDTH;
	const rows = useVirtualizer({
		count: lines.length,
		getScrollElement: () => scroller.current,
		estimateSize: (index) => {
			const line = lines[index];
			return line === undefined ? 0 : lineHeight(line);
		},
		getItemKey: (index) => lines[index]?.key ?? index,
		overscan: 5,
		// A frame draws what is there; lines that come into view follow it, and those beyond the edge hide that.
		useFlushSync: false,
	});
	// The sizes are exact, not measured: when lines change, what was remembered of them is wrong.
	const sizes = useMemo(() => lines.map(lineHeight).join(","), [lines]);
	const known = useRef(sizes);
	if (known.current !== sizes) {
		known.current = sizes;
		rows.measure();
	}
	const keys = useChartKeys({
		scroller,
		lines,
		scrollTo: (index) => rows.scrollToIndex(index),
		onPan: props.onPan,
		onOpen: props.onOpen,
	});
	const printing = usePrinting();
	const dayWidth = Math.max(DAY_MIN, ((rows.scrollRect?.width ?? 0) - nameWidth) / days.length);
	const drag = useDrag(scroller, nameWidth, days.length, props.onPan);
	const inView = rows.getVirtualItems().flatMap((item) => {
		const line = lines[item.index];
		return line === undefined ? [] : [{ line, item }];
	});

	return (
		<>
			<section
				ref={scroller}
				aria-label={CALENDAR_WORDS.chartLabel}
				aria-busy={props.waiting}
				className="relative isolate max-h-[calc(100dvh-13rem)] min-h-72 touch-pan-y overflow-auto overscroll-contain rounded-md border border-n6 bg-n1 select-none print:hidden"
				onKeyDown={keys.onKeyDown}
				onPointerEnter={props.onReach}
				onFocus={(event) => {
					props.onReach();
					keys.onFocus(event);
					setLit(groupOf(event.target));
				}}
				onBlur={() => setLit(null)}
				onPointerOver={(event) => setLit(groupOf(event.target))}
				onPointerLeave={() => setLit(null)}
				{...drag}
			>
				<div style={{ minWidth: nameWidth + days.length * DAY_MIN }}>
					<ChartHead days={days} nameWidth={nameWidth} />
					<div className="flex" style={{ height: rows.getTotalSize() }}>
						{/* One column for all names: a name that sticks by itself is a layer by itself, in every line and frame. */}
						<div
							className="sticky left-0 z-10 shrink-0 border-n7 border-r bg-n1 [contain:size_layout_style]"
							style={{ width: nameWidth }}
						>
							{inView.map(({ line, item }) => (
								<LineName key={item.key} line={line} top={item.start} height={item.size} phone={props.phone} />
							))}
						</div>
						{/* What a drag uncovers is not known yet, and must not look free. */}
						<div className="relative min-w-0 flex-1 overflow-clip bg-n4">
							<div data-pan className="absolute inset-0 bg-n1 [contain:size_layout_style]">
								<DayColumns days={days} />
								{inView.map(({ line, item }) =>
									line.kind === "heading" ? (
										<div
											key={item.key}
											className="absolute inset-x-0 border-n6 border-b bg-n3"
											style={{ height: item.size, top: item.start }}
										/>
									) : (
										<UnitBars
											key={item.key}
											line={line}
											// Not a transform: each would be a layer to be put together anew in every frame.
											top={item.start}
											height={item.size}
											first={first}
											days={days.length}
											dayWidth={dayWidth}
											phone={props.phone}
											thisYear={props.thisYear}
											lit={ofLine(line, lit)}
											opened={ofLine(line, props.opened)}
											currentKey={line.bars.some((bar) => bar.key === keys.currentKey) ? keys.currentKey : null}
											onOpen={props.onOpen}
										/>
									),
								)}
							</div>
						</div>
					</div>
				</div>
			</section>
			{printing && <PrintedChart lines={lines} days={days} thisYear={props.thisYear} />}
		</>
	);
});

/** The group whose bar that is: all its bars are lit together. */
function groupOf(target: EventTarget): string | null {
	return target instanceof Element ? (target.closest<HTMLElement>("[data-group]")?.dataset.reservation ?? null) : null;
}

/** The reservation when it has a bar in this line, else null: what happens in other lines draws none of this one. */
function ofLine(line: UnitLine, reservationId: string | null): string | null {
	return line.bars.some((bar) => bar.reservationId === reservationId) ? reservationId : null;
}

/** Weekends, today and days that are still to come from the server, behind all lines, once. */
const DayColumns = memo(function DayColumns({ days }: { days: readonly HeadDay[] }) {
	return (
		<div aria-hidden="true" className="pointer-events-none absolute inset-0 flex">
			{days.map((day) => (
				<div
					key={day.date}
					className={`relative min-w-0 flex-1 border-n6 border-l first:border-l-0 ${day.known ? (day.isWeekend ? "bg-n2" : "") : "bg-n4"}`}
				>
					{day.isToday && <div className="absolute inset-y-0 left-0 w-0.5 bg-accent" />}
				</div>
			))}
		</div>
	);
});
