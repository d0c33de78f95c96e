"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, type PointerEvent, useCallback, useMemo, useRef, useState } from "react";
import { ProviderMark } from "@/components/ui/provider-mark";
import { dayNumber } from "@/lib/shared/dates";
import { CALENDAR_WORDS } from "./calendar-words";
import { ChartBar } from "./chart-bar";
import { ChartHead, type HeadDay } from "./chart-head";
import type { ChartLine, HeadingLine, UnitLine } from "./chart-lines";
import { DAY_MIN, lineHeight } from "./chart-size";
import { PrintedChart } from "./printed-chart";
import { useChartKeys } from "./use-chart-keys";
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
	/** Older than asked for: still being fetched. */
	waiting: boolean;
}

const NAME_WIDTH = 176;
const NAME_WIDTH_PHONE = 96;
/** A press that moves less than this is a click. */
const DRAG_FROM = 6;

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
	const drag = useDrag(scroller, nameWidth, days.length, props.onPan);

	return (
		<>
			<section
				ref={scroller}
				aria-label={CALENDAR_WORDS.chartLabel}
				aria-busy={props.waiting}
				className="relative max-h-[calc(100dvh-13rem)] min-h-72 touch-pan-y overflow-auto overscroll-contain rounded-md border border-n6 select-none print:hidden"
				onKeyDown={keys.onKeyDown}
				onFocus={(event) => {
					keys.onFocus(event);
					setLit(reservationOf(event.target));
				}}
				onBlur={() => setLit(null)}
				onPointerOver={(event) => setLit(reservationOf(event.target))}
				onPointerLeave={() => setLit(null)}
				{...drag}
			>
				<div style={{ minWidth: nameWidth + days.length * DAY_MIN }}>
					<ChartHead days={days} nameWidth={nameWidth} />
					<div className="relative" style={{ height: rows.getTotalSize() }}>
						<DayColumns days={days} nameWidth={nameWidth} />
						{rows.getVirtualItems().map((item) => {
							const line = lines[item.index];
							return line === undefined ? null : (
								<div
									key={item.key}
									className="absolute inset-x-0 flex border-n6 border-b contain-layout"
									// Not a transform: each would be a layer to be put together anew in every frame.
									style={{ height: item.size, top: item.start }}
								>
									{line.kind === "heading" ? (
										<Heading line={line} />
									) : (
										<UnitRow
											line={line}
											nameWidth={nameWidth}
											phone={props.phone}
											first={first}
											days={days.length}
											thisYear={props.thisYear}
											lit={ofLine(line, lit)}
											opened={ofLine(line, props.opened)}
											currentKey={line.bars.some((bar) => bar.key === keys.currentKey) ? keys.currentKey : null}
											onOpen={props.onOpen}
										/>
									)}
								</div>
							);
						})}
					</div>
				</div>
			</section>
			{printing && <PrintedChart lines={lines} days={days} thisYear={props.thisYear} />}
		</>
	);
});

function reservationOf(target: EventTarget): string | null {
	return target instanceof Element
		? (target.closest<HTMLElement>("[data-reservation]")?.dataset.reservation ?? null)
		: null;
}

function Heading({ line }: { line: HeadingLine }) {
	return (
		<h3
			className="sticky left-0 flex items-center gap-1.5 bg-n3 px-2 font-semibold text-sm"
			style={{ minWidth: "100%" }}
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

/** The reservation when it has a bar in this line, else null: what happens in other lines draws none of this one. */
function ofLine(line: UnitLine, reservationId: string | null): string | null {
	return line.bars.some((bar) => bar.reservationId === reservationId) ? reservationId : null;
}

interface UnitRowProps {
	line: UnitLine;
	nameWidth: number;
	phone: boolean;
	/** Number of the first day shown, and how many are. */
	first: number;
	days: number;
	thisYear: number;
	lit: string | null;
	opened: string | null;
	currentKey: string | null;
	onOpen: (reservationId: string) => void;
}

const UnitRow = memo(function UnitRow(props: UnitRowProps) {
	const { line, nameWidth, phone } = props;
	const name = line.unit?.name ?? CALENDAR_WORDS.noUnitYet;
	return (
		<>
			<div
				className="sticky left-0 z-10 flex shrink-0 flex-col justify-center border-n7 border-r bg-n1 px-2"
				style={{ width: nameWidth }}
			>
				<bdi
					className={line.unit === null ? "truncate font-medium text-sm text-warn-text" : "truncate text-sm"}
					title={name}
				>
					{name}
				</bdi>
				{line.unit !== null && !phone && (line.unit.type !== null || !line.unit.active) && (
					<bdi className="truncate text-n10 text-xs">
						{line.unit.active ? line.unit.type : CALENDAR_WORDS.noLongerListed}
					</bdi>
				)}
			</div>
			<div className="relative min-w-0 flex-1 overflow-clip">
				<div className="absolute inset-0" style={{ transform: "var(--pan, none)" }}>
					{line.bars.map((bar) => (
						<ChartBar
							key={bar.key}
							bar={bar}
							unitName={line.unit?.name ?? null}
							start={dayNumber(bar.arrival) - props.first}
							days={props.days}
							thisYear={props.thisYear}
							lit={bar.groupSize > 1 && props.lit === bar.reservationId}
							current={bar.key === props.currentKey}
							opened={props.opened === bar.reservationId}
							onOpen={props.onOpen}
						/>
					))}
				</div>
			</div>
		</>
	);
});

/** Weekends, today and days that are still to come from the server, behind all lines, once. */
function DayColumns({ days, nameWidth }: { days: readonly HeadDay[]; nameWidth: number }) {
	return (
		<div aria-hidden="true" className="pointer-events-none absolute inset-y-0 right-0 flex" style={{ left: nameWidth }}>
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
}

/** Dragging the ground moves the days. While it lasts only one CSS variable changes; letting go moves by whole days. */
function useDrag(
	scroller: React.RefObject<HTMLElement | null>,
	nameWidth: number,
	days: number,
	onPan: (days: number) => void,
) {
	const start = useRef<{ x: number; y: number; top: number; moved: boolean } | null>(null);
	const end = useCallback(
		(event: PointerEvent) => {
			const begun = start.current;
			start.current = null;
			const box = scroller.current;
			if (begun === null || box === null) return;
			box.style.removeProperty("--pan");
			if (!begun.moved) return;
			const width = Math.max(DAY_MIN, (box.clientWidth - nameWidth) / days);
			const shift = Math.round((begun.x - event.clientX) / width);
			if (shift !== 0) onPan(shift);
		},
		[scroller, nameWidth, days, onPan],
	);
	return {
		onPointerDown: (event: PointerEvent) => {
			const onBar = event.target instanceof Element && event.target.closest("button") !== null;
			if (event.button !== 0 || event.pointerType === "touch" || onBar) return;
			start.current = { x: event.clientX, y: event.clientY, top: scroller.current?.scrollTop ?? 0, moved: false };
		},
		onPointerMove: (event: PointerEvent) => {
			const begun = start.current;
			const box = scroller.current;
			if (begun === null || box === null) return;
			if (!begun.moved && Math.hypot(event.clientX - begun.x, event.clientY - begun.y) < DRAG_FROM) return;
			if (!begun.moved) box.setPointerCapture(event.pointerId);
			begun.moved = true;
			box.scrollTop = begun.top - (event.clientY - begun.y);
			box.style.setProperty("--pan", `translateX(${event.clientX - begun.x}px)`);
		},
		onPointerUp: end,
		onPointerCancel: end,
	};
}
