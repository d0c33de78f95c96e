import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { dayNumber, formatDay } from "@/lib/shared/dates";
import { BAR_SHAPES, BAR_TONES } from "./bar-looks";
import { barShape, barTone, groupHue } from "./bar-words";
import { CALENDAR_WORDS, DAY_LETTERS } from "./calendar-words";
import type { HeadDay } from "./chart-head";
import type { ChartLine, HeadingLine, PlacedBar, UnitLine } from "./chart-lines";
import { printedLines } from "./printed-lines";

interface PrintedChartProps {
	lines: readonly ChartLine[];
	days: readonly HeadDay[];
	thisYear: number;
}

const LANE_HEIGHT = 16;
const BAR_HEIGHT = 14;

/** The chart on paper: across the sheet, days on top of every page, no line cut in two, and units with something in them only. */
export function PrintedChart({ lines, days, thisYear }: PrintedChartProps) {
	const [first, last] = [days[0], days.at(-1)];
	const { shown, more } = printedLines(lines);
	if (first === undefined || last === undefined) return null;
	const start = dayNumber(first.date);
	return (
		<div className="hidden text-[0.5625rem] leading-tight print:block" data-across>
			<p className="mb-1 font-medium text-sm">
				{formatDay(first.date, thisYear)} – {formatDay(last.date, thisYear)}
			</p>
			{!days.every((day) => day.known) && <p>{CALENDAR_WORDS.notAllDaysLoaded}</p>}
			<table className="w-full table-fixed border-collapse">
				<colgroup>
					<col className="w-32" />
					{days.map(({ date }) => (
						<col key={date} />
					))}
				</colgroup>
				<thead>
					<tr className="border-n7 border-b">
						<th scope="col" className="text-left font-normal">
							{CALENDAR_WORDS.unitsTaken}
						</th>
						{days.map((day) => (
							<th key={day.date} scope="col" className="num overflow-hidden border-n6 border-l p-0.5 font-normal">
								{DAY_LETTERS[day.weekday - 1]}
								<span className="block font-medium text-xs">{Number(day.date.slice(-2))}</span>
								{day.known ? day.units > 0 && `${Math.round((day.occupied / day.units) * 100)}%` : "…"}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{shown.map(({ line, empty }) =>
						line.kind === "heading" ? (
							<HeadingRow key={line.key} line={line} empty={empty} days={days.length} />
						) : (
							<UnitRow key={line.key} line={line} first={start} days={days.length} />
						),
					)}
				</tbody>
			</table>
			{more > 0 && <p className="mt-1 text-xs">{CALENDAR_WORDS.notPrinted(more)}</p>}
		</div>
	);
}

function HeadingRow({ line, empty, days }: { line: HeadingLine; empty: number; days: number }) {
	return (
		<tr className="border-n7 border-b break-after-avoid">
			<th scope="rowgroup" colSpan={days + 1} className="pt-1.5 pb-0.5 text-left text-xs">
				<bdi className="foreign-text line-clamp-1">{line.label}</bdi>
				<span className="font-normal text-n11">
					{CALENDAR_WORDS.unitCount(line.units)}
					{empty > 0 && CALENDAR_WORDS.andEmpty(empty)}
				</span>
			</th>
		</tr>
	);
}

function UnitRow({ line, first, days }: { line: UnitLine; first: number; days: number }) {
	return (
		<tr className="border-n6 border-b">
			<th scope="row" className="overflow-hidden pr-1 text-left align-top font-normal">
				<bdi className="block truncate leading-4">{line.unit?.name ?? CALENDAR_WORDS.noUnitYet}</bdi>
			</th>
			<td colSpan={days} className="border-n7 border-l p-0">
				<div className="relative overflow-hidden" style={{ height: line.lanes * LANE_HEIGHT + 2 }}>
					{line.bars.map((bar) => (
						<PrintedBar key={bar.key} bar={bar} start={dayNumber(bar.arrival) - first} days={days} />
					))}
				</div>
			</td>
		</tr>
	);
}

function PrintedBar({ bar, start, days }: { bar: PlacedBar; start: number; days: number }) {
	const left = Math.max(0, start + 0.5);
	const right = Math.min(days, start + 0.5 + bar.nights);
	return (
		<div
			style={{
				left: `${(left / days) * 100}%`,
				width: `max(${((right - left) / days) * 100}%, 0.5rem)`,
				top: bar.lane * LANE_HEIGHT + 1,
				height: BAR_HEIGHT,
				...(bar.groupSize > 1 ? { borderBottom: `2px solid oklch(0.65 0.14 ${groupHue(bar.reservationId)})` } : {}),
			}}
			className={classNames(
				"absolute flex items-center gap-0.5 overflow-hidden rounded-sm border border-l-3 px-0.5",
				BAR_SHAPES[barShape(bar)],
				BAR_TONES[barTone(bar)],
			)}
		>
			<bdi className="min-w-0 truncate font-medium">{bar.title}</bdi>
			{bar.open !== null && <Icon name="banknote" className="size-2.5 shrink-0" />}
		</div>
	);
}
