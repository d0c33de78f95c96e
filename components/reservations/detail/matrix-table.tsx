"use client";
import { memo } from "react";
import { classNames } from "@/components/ui/class-names";
import { formatDay } from "@/lib/shared/dates";
import type { Person } from "@/lib/shared/reservations";
import { bounded } from "../reservation-words";
import { count } from "../stay-words";
import { initials, personName } from "./person-words";
import type { Choice, MatrixRow, Segment } from "./stay-matrix";

interface MatrixTableProps {
	nights: readonly string[];
	rows: readonly MatrixRow[];
	people: ReadonlyMap<string, Person>;
	/** Assignments that a choice lights up; null when nothing is chosen. */
	lit: ReadonlySet<string> | null;
	choice: Choice | null;
	onChoose: (choice: Choice | null) => void;
}

/** Few rows may grow, so that they show whole names. In a big group names stand where the nights leave room, else initials. */
const NAMED_ROWS_MAX = 12;
/** Least width of a night's column, and what a whole name usually takes, in pixels. */
const NIGHT_WIDTH = 56;
const NAME_WIDTH = 120;

/** Rows units, columns nights. Head and unit names stay in view while the box scrolls. */
export function MatrixTable({ nights, rows, people, lit, choice, onChoose }: MatrixTableProps) {
	const named = rows.length <= NAMED_ROWS_MAX;
	return (
		<section
			aria-label="Who sleeps where"
			// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
			tabIndex={0}
			className="relative max-h-[75dvh] w-fit max-w-full overflow-auto rounded-md border border-n6"
		>
			<table className="border-separate border-spacing-0 text-left text-sm">
				<caption className="sr-only">Units by row, nights by column, people in the cells</caption>
				<thead>
					<tr>
						<th
							scope="col"
							className="sticky top-0 left-0 z-20 min-w-36 border-n6 border-r border-b bg-n2 px-2 py-1 font-medium text-n10 text-xs max-sm:min-w-28"
						>
							Unit
						</th>
						{nights.map((night) => (
							<NightHead key={night} night={night} />
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						<Row
							key={row.key}
							row={row}
							people={people}
							named={named}
							lit={
								lit !== null && row.segments.some((s) => s.assignment !== null && lit.has(s.assignment.id))
									? lit
									: lit === null
										? null
										: NONE
							}
							chosenPerson={choice?.kind === "person" ? choice.id : null}
							onChoose={onChoose}
						/>
					))}
				</tbody>
			</table>
		</section>
	);
}

/** One value for all rows that a choice leaves dark, so that they are not rendered again. */
const NONE: ReadonlySet<string> = new Set();

function NightHead({ night }: { night: string }) {
	const [weekday = "", day = "", month = ""] = formatDay(night).split(" ");
	const weekend = weekday === "Sat" || weekday === "Sun";
	return (
		<th
			scope="col"
			aria-label={`Night of ${formatDay(night)}`}
			className={classNames(
				"num sticky top-0 z-10 min-w-14 border-n6 border-r border-b px-1.5 py-1 text-center font-medium text-xs last:border-r-0",
				weekend ? "bg-n4 text-n12" : "bg-n2 text-n11",
			)}
		>
			<span className="block text-n10">{weekday}</span>
			{day} {month}
		</th>
	);
}

interface RowProps {
	row: MatrixRow;
	people: ReadonlyMap<string, Person>;
	named: boolean;
	lit: ReadonlySet<string> | null;
	chosenPerson: string | null;
	onChoose: (choice: Choice | null) => void;
}

const Row = memo(function Row({ row, people, named, lit, chosenPerson, onChoose }: RowProps) {
	const name = row.unit === null ? "no unit yet" : bounded(row.unit.name);
	const sub = row.unit === null ? row.unitType : (row.unit.property ?? row.unitType);
	const dark = lit !== null && lit.size === 0;
	return (
		<tr className={dark ? "opacity-40" : undefined}>
			<th
				scope="row"
				className="sticky left-0 z-10 max-w-64 border-n6 border-r border-b bg-n1 px-2 py-0.5 align-top font-medium max-sm:max-w-32"
			>
				<span className="flex min-h-7 items-center gap-1.5 max-sm:flex-col max-sm:items-start max-sm:gap-0">
					<bdi
						className={classNames("max-w-full truncate sm:max-w-40 sm:shrink-0", row.unit === null && "text-warn-text")}
						title={name}
					>
						{name}
					</bdi>
					{row.shared && <span className="font-normal text-warn-text text-xs sm:shrink-0">shares nights</span>}
					{!row.shared && sub !== null && (
						<bdi className="min-w-0 max-w-full truncate font-normal text-n10 text-xs" title={bounded(sub)}>
							{bounded(sub)}
						</bdi>
					)}
				</span>
			</th>
			{row.segments.map((segment) => (
				<SegmentCell
					key={segment.start}
					segment={segment}
					people={people}
					named={named}
					lit={lit !== null && segment.assignment !== null && lit.has(segment.assignment.id)}
					chosenPerson={chosenPerson}
					onChoose={onChoose}
				/>
			))}
		</tr>
	);
});

interface SegmentCellProps extends Omit<RowProps, "row" | "lit"> {
	segment: Segment;
	lit: boolean;
}

function SegmentCell({ segment, people, named, lit, chosenPerson, onChoose }: SegmentCellProps) {
	const { assignment } = segment;
	const roomForNames = segment.nights * NIGHT_WIDTH >= (assignment?.personIds.length ?? 0) * NAME_WIDTH;
	if (assignment === null) {
		return (
			<td colSpan={segment.nights} className="border-n6 border-b bg-n2">
				<span className="sr-only">not in use</span>
			</td>
		);
	}
	return (
		<td colSpan={segment.nights} className="border-n6 border-b p-0.5 align-top">
			<div
				className={classNames(
					"flex min-h-7 flex-wrap items-center gap-1 rounded-sm border px-1 py-0.5",
					lit ? "border-accent bg-accent-soft" : "border-n7 bg-n3",
				)}
			>
				<span className="sr-only">{count(segment.nights, "night", "nights")}:</span>
				{assignment.personIds.length === 0 && (
					<span className="text-n10 text-xs">
						{assignment.occupancy === null || assignment.occupancy === 0
							? "no people assigned"
							: `${count(assignment.occupancy, "person", "people")}, not named`}
					</span>
				)}
				{assignment.personIds.map((id) => (
					<PersonChip
						key={id}
						id={id}
						person={people.get(id)}
						named={named || roomForNames}
						chosen={id === chosenPerson}
						onChoose={onChoose}
					/>
				))}
			</div>
		</td>
	);
}

interface PersonChipProps {
	id: string;
	person: Person | undefined;
	named: boolean;
	chosen: boolean;
	onChoose: (choice: Choice | null) => void;
}

/** A person in a cell. Not a tab stop: with 300 of them the keyboard uses the list above the matrix. */
function PersonChip({ id, person, named, chosen, onChoose }: PersonChipProps) {
	const name = person === undefined ? "person not given" : personName(person);
	return (
		<button
			type="button"
			tabIndex={-1}
			title={name}
			aria-label={name}
			aria-pressed={chosen}
			onClick={() => onChoose(chosen ? null : { kind: "person", id })}
			className={classNames(
				"inline-flex h-5 min-w-6 max-w-full items-center justify-center rounded-sm border px-1 text-xs",
				chosen
					? "border-accent bg-accent font-semibold text-accent-ink"
					: "border-n7 bg-n1 text-n11 hover:border-accent hover:text-n12",
			)}
		>
			<bdi className="truncate">{named || chosen ? name : person === undefined ? "?" : initials(person)}</bdi>
		</button>
	);
}
