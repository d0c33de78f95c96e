"use client";
import { memo } from "react";
import { classNames } from "@/components/ui/class-names";
import { firstOfGroups, useDrawnCount } from "@/components/ui/use-drawn-count";
import { formatDay } from "@/lib/shared/dates";
import type { Assignment, Person } from "@/lib/shared/reservations";
import { bounded } from "../reservation-words";
import type { Choice } from "./group-scope";
import { unitName } from "./group-words";
import { initials, personName } from "./person-words";
import type { MatrixGroup, MatrixRow, Segment } from "./stay-matrix";
import { STAY_TAB_WORDS } from "./stay-tab-words";

interface MatrixTableProps {
	nights: readonly string[];
	groups: readonly MatrixGroup[];
	/** Heading of a group of rows; null where rows are not grouped. */
	headingOf: (group: MatrixGroup) => string | null;
	people: ReadonlyMap<string, Person>;
	/** Assignments that a choice or night lights up; null when nothing is chosen. */
	lit: ReadonlySet<string> | null;
	choice: Choice | null;
	night: string | null;
	onChoose: (choice: Choice | null) => void;
	onNight: (night: string | null) => void;
}

/** Few rows may grow, so that they show whole names. In a big group names stand where the nights leave room, else initials. */
const NAMED_ROWS_MAX = 12;
/** Least width of a night's column, and what a whole name usually takes, in pixels. */
const NIGHT_WIDTH = 56;
const NAME_WIDTH = 120;

/** Rows units or people, columns nights. Head and row names stay in view while the box scrolls. */
export function MatrixTable(props: MatrixTableProps) {
	const { nights, groups, lit, choice } = props;
	const total = groups.reduce((sum, group) => sum + group.rows.length, 0);
	const named = total <= NAMED_ROWS_MAX;
	const drawn = useDrawnCount(total);
	const ofPeople = groups.some(({ rows }) => rows.some(({ personId }) => personId !== null));
	return (
		<section
			aria-label={STAY_TAB_WORDS.whoSleepsWhere}
			// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
			tabIndex={0}
			className="relative max-h-[75dvh] w-fit max-w-full overflow-auto rounded-md border border-n6 print:max-h-none"
		>
			<table className="border-separate border-spacing-0 text-left text-sm">
				<caption className="sr-only">{ofPeople ? STAY_TAB_WORDS.peopleByNight : STAY_TAB_WORDS.unitsByNight}</caption>
				<thead>
					<tr>
						<th
							scope="col"
							className="sticky top-0 left-0 z-20 min-w-36 border-n6 border-r border-b bg-n2 px-2 py-1 font-medium text-n10 text-xs max-sm:min-w-28"
						>
							{ofPeople ? STAY_TAB_WORDS.person : STAY_TAB_WORDS.unit}
						</th>
						{nights.map((night) => (
							<NightHead key={night} night={night} chosen={night === props.night} onNight={props.onNight} />
						))}
					</tr>
				</thead>
				{firstOfGroups(groups, (group) => group.rows, drawn).map(({ group, members }) => {
					const heading = props.headingOf(group);
					return (
						<tbody key={group.key}>
							{heading !== null && (
								<tr>
									<th
										scope="rowgroup"
										colSpan={nights.length + 1}
										className="border-n6 border-b bg-n3 px-2 py-1 font-semibold"
									>
										<bdi className="sticky left-2 inline-block max-w-[70vw] truncate align-bottom">{heading}</bdi>
									</th>
								</tr>
							)}
							{members.map((row) => (
								<Row
									key={row.key}
									row={row}
									people={props.people}
									named={named}
									lit={
										lit !== null && row.segments.some((s) => s.assignment !== null && lit.has(s.assignment.id))
											? lit
											: lit === null
												? null
												: NONE
									}
									chosenPerson={choice?.kind === "person" ? choice.id : null}
									onChoose={props.onChoose}
								/>
							))}
						</tbody>
					);
				})}
			</table>
		</section>
	);
}

/** One value for all rows that a choice leaves dark, so that they are not rendered again. */
const NONE: ReadonlySet<string> = new Set();

interface NightHeadProps {
	night: string;
	chosen: boolean;
	onNight: (night: string | null) => void;
}

/** A press shows who is where in that night. Not a tab stop: the keyboard has the date field and [ ]. */
function NightHead({ night, chosen, onNight }: NightHeadProps) {
	const [weekday = "", day = "", month = ""] = formatDay(night).split(" ");
	const weekend = weekday === "Sat" || weekday === "Sun";
	return (
		<th
			scope="col"
			aria-label={STAY_TAB_WORDS.nightOf(formatDay(night))}
			className={classNames(
				"num sticky top-0 z-10 min-w-14 border-n6 border-r border-b p-0 text-center font-medium text-xs last:border-r-0",
				chosen ? "bg-accent-soft text-accent-strong" : weekend ? "bg-n4 text-n12" : "bg-n2 text-n11",
			)}
		>
			<button
				type="button"
				tabIndex={-1}
				aria-pressed={chosen}
				aria-label={STAY_TAB_WORDS.nightOf(formatDay(night))}
				onClick={() => onNight(chosen ? null : night)}
				className="-outline-offset-2 block w-full whitespace-nowrap px-1.5 py-1 hover:underline print:hidden"
			>
				<span className={chosen ? "block" : "block text-n10"}>{weekday}</span>
				{day} {month}
			</button>
			{/* A head that stands on every sheet repeats its text, but no button. */}
			<span aria-hidden="true" className="hidden whitespace-nowrap px-1.5 py-1 print:block">
				<span className="block text-n10">{weekday}</span>
				{day} {month}
			</span>
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
	const dark = lit !== null && lit.size === 0;
	return (
		<tr className={dark ? "opacity-40" : undefined}>
			<th
				scope="row"
				className="sticky left-0 z-10 max-w-64 border-n6 border-r border-b bg-n1 px-2 py-0.5 align-top font-medium max-sm:max-w-32"
			>
				<span className="flex min-h-7 items-center gap-1.5 max-sm:flex-col max-sm:items-start max-sm:gap-0">
					<RowName row={row} people={people} onChoose={onChoose} />
				</span>
			</th>
			{row.segments.map((segment) => (
				<SegmentCell
					key={segment.start}
					segment={segment}
					ofPerson={row.personId !== null}
					nowhere={row.personId !== null && row.segments.every((part) => part.assignment === null)}
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

/** What the row is about; a press chooses it. Not a tab stop: the keyboard has the lists above the matrix. */
function RowName({ row, people, onChoose }: Pick<RowProps, "row" | "people" | "onChoose">) {
	const person = row.personId === null ? undefined : people.get(row.personId);
	const name =
		row.personId !== null
			? person === undefined
				? STAY_TAB_WORDS.personNotGiven
				: personName(person)
			: row.unit === null
				? STAY_TAB_WORDS.noUnitYet
				: bounded(row.unit.name);
	const sub = row.personId !== null ? null : row.unit === null ? row.unitType : (row.unit.property ?? row.unitType);
	const missing = row.personId === null && row.unit === null;
	const choice: Choice =
		row.personId !== null ? { kind: "person", id: row.personId } : { kind: "unit", id: row.unitKey ?? "" };
	return (
		<>
			<button
				type="button"
				tabIndex={-1}
				title={name}
				onClick={() => onChoose(choice)}
				className={classNames(
					"max-w-full truncate text-left hover:underline sm:max-w-40 sm:shrink-0",
					missing && "text-warn-text",
				)}
			>
				<bdi>{name}</bdi>
			</button>
			{row.shared && (
				<span className="font-normal text-warn-text text-xs sm:shrink-0">
					{row.personId === null ? STAY_TAB_WORDS.sharesNights : STAY_TAB_WORDS.inTwoUnits}
				</span>
			)}
			{!row.shared && sub !== null && (
				<bdi className="min-w-0 max-w-full truncate font-normal text-n10 text-xs" title={bounded(sub)}>
					{bounded(sub)}
				</bdi>
			)}
		</>
	);
}

interface SegmentCellProps extends Omit<RowProps, "row" | "lit"> {
	segment: Segment;
	/** The row is a person's: the cell says the unit. */
	ofPerson: boolean;
	/** The row's person has no unit in any night shown. */
	nowhere: boolean;
	lit: boolean;
}

function SegmentCell({ segment, ofPerson, nowhere, lit, ...props }: SegmentCellProps) {
	const { assignment } = segment;
	if (assignment === null) {
		return (
			<td colSpan={segment.nights} className="border-n6 border-b bg-n2">
				<span className={nowhere ? "px-2 text-warn-text text-xs" : "sr-only"}>
					{nowhere ? STAY_TAB_WORDS.noUnit : ofPerson ? STAY_TAB_WORDS.notHere : STAY_TAB_WORDS.notInUse}
				</span>
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
				<span className="sr-only">{STAY_TAB_WORDS.nightCount(segment.nights)}:</span>
				{ofPerson ? (
					<bdi
						className={classNames(
							"min-w-0 max-w-64 truncate px-1 text-xs",
							assignment.unit === null && "text-warn-text",
						)}
						title={unitName(assignment)}
					>
						{unitName(assignment)}
					</bdi>
				) : (
					<PeopleOf assignment={assignment} nights={segment.nights} {...props} />
				)}
			</div>
		</td>
	);
}

interface PeopleOfProps extends Pick<RowProps, "people" | "named" | "chosenPerson" | "onChoose"> {
	assignment: Assignment;
	nights: number;
}

/** More people than this in one cell are counted: the tab of people has them all. */
const CHIPS_MAX = 24;

function PeopleOf({ assignment, nights, people, named, chosenPerson, onChoose }: PeopleOfProps) {
	const { personIds, occupancy } = assignment;
	if (personIds.length === 0) {
		return (
			<span className="text-n10 text-xs">
				{occupancy === null || occupancy === 0
					? STAY_TAB_WORDS.noPeopleAssigned
					: STAY_TAB_WORDS.personsNotNamed(occupancy)}
			</span>
		);
	}
	const roomForNames = nights * NIGHT_WIDTH >= personIds.length * NAME_WIDTH;
	return (
		<>
			{personIds.slice(0, CHIPS_MAX).map((id) => (
				<PersonChip
					key={id}
					id={id}
					person={people.get(id)}
					named={named || roomForNames}
					chosen={id === chosenPerson}
					onChoose={onChoose}
				/>
			))}
			{personIds.length > CHIPS_MAX && (
				<span className="text-n10 text-xs">{STAY_TAB_WORDS.andMore(personIds.length - CHIPS_MAX)}</span>
			)}
		</>
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
	const name = person === undefined ? STAY_TAB_WORDS.personNotGiven : personName(person);
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
