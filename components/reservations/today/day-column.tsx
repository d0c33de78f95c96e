"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { memo, useDeferredValue } from "react";
import { classNames } from "@/components/ui/class-names";
import { CurrencyNote } from "@/components/ui/money-text";
import { SkeletonRows } from "@/components/ui/skeleton";
import { DAY_ROWS, DAY_ROWS_MAX, dayRowsQuery } from "@/lib/queries/day";
import type { DayNumbers } from "@/lib/shared/day-board";
import { type DAY_GROUPS, dayListParams } from "@/lib/shared/day-lists";
import type { ReservationList } from "@/lib/shared/reservations";
import { DayRow } from "./day-row";
import {
	allWords,
	COLUMN_WORDS,
	DAY_WORDS,
	type DayColumnGroup,
	type DayLink,
	printedWords,
	sizeWords,
	TENANT_HEADS,
	toDoLinks,
	toDoWords,
} from "./day-words";
import { NumberLink } from "./number-link";

interface DayColumnProps {
	group: DayColumnGroup;
	date: string;
	tenant: string | null;
	numbers: DayNumbers;
	thisYear: number;
	/** While a mirror fills, a zero would be a claim that nobody can make. */
	partial: boolean;
	/** All rows that one answer gives, for paper. */
	full: boolean;
	/** The numbers are still those of the day before. */
	waiting: boolean;
	initial: { params: string; data: ReservationList; readAt: number } | undefined;
}

/** One of the three columns: how many, what is left to do, and who. */
export const DayColumn = memo(function DayColumn(props: DayColumnProps) {
	const { group, date, tenant, numbers, thisYear, partial, full, waiting, initial } = props;
	const params = dayListParams(group, date, tenant);
	const query = useQuery({
		...dayRowsQuery(params, full ? DAY_ROWS_MAX : DAY_ROWS, !full && initial?.params === params ? initial : undefined),
		placeholderData: keepPreviousData,
	});
	const { error, isPlaceholderData } = query;
	// The rows are drawn behind whatever is pressed meanwhile.
	const data = useDeferredValue(query.data);
	const stale = waiting || isPlaceholderData || data !== query.data;
	const { title, none } = COLUMN_WORDS[group];
	const total = numbers[group].total;
	const totalText = total.toLocaleString("en");
	return (
		<section
			aria-label={title}
			aria-busy={stale}
			className="flex min-w-0 flex-col rounded-md border border-n6 print:mb-4"
		>
			<header className="border-n6 border-b px-3 py-1.5">
				<div className="flex items-center gap-2">
					<h2 className="font-semibold">{title}</h2>
					<span className="num ml-auto flex items-center">
						{partial && <span className="mr-1 text-n10 text-sm">{DAY_WORDS.soFar}</span>}
						<NumberLink
							params={params}
							label={`${totalText} ${title.toLowerCase()}`}
							className={classNames("font-semibold text-xl", waiting && "veiled")}
						>
							{totalText}
						</NumberLink>
					</span>
				</div>
				<p className="flex min-h-6 flex-wrap items-center gap-x-3 text-n10 text-sm">
					<span className="num">{sizeWords(numbers[group])}</span>
					{group === "inHouse" && <StayingOver stayovers={numbers.stayovers} date={date} tenant={tenant} />}
				</p>
				<ToDo links={toDoLinks(group, numbers)} date={date} tenant={tenant} />
			</header>
			{error !== null && <p className="px-3 py-2 text-sm text-warn-text">{DAY_WORDS.notRefreshed(error.message)}</p>}
			{data === undefined && error === null && <SkeletonRows rows={4} label={DAY_WORDS.loading} />}
			{data !== undefined && data.items.length === 0 && (
				<p className="px-3 py-3 text-n10 text-sm">{partial ? DAY_WORDS.noneSoFar : none}</p>
			)}
			<ul className={classNames(stale && "veiled")}>
				{data?.items.map((row) => (
					<DayRow key={row.id} row={row} group={group} thisYear={thisYear} />
				))}
			</ul>
			<CurrencyNote amounts={data?.items.map((row) => row.balance) ?? []} className="px-3 py-1 text-n10 text-sm" />
			{data !== undefined && data.total > data.items.length && (
				<p className="border-n6 border-t px-3 py-1 text-sm">
					<NumberLink params={params} className="link print:hidden">
						{allWords(totalText)}
					</NumberLink>
					<span className="hidden print:inline">{printedWords(data.items.length, totalText)}</span>
				</p>
			)}
		</section>
	);
});

interface StayingOverProps {
	stayovers: DayNumbers["stayovers"];
	date: string;
	tenant: string | null;
}

/** Of those in house, who neither arrives nor departs on the day. */
function StayingOver({ stayovers: { total, toDo }, date, tenant }: StayingOverProps) {
	const name = TENANT_HEADS.stayovers.toLowerCase();
	return (
		// Together on a line: what is to do of those who stay over would else look like a sum of its own.
		<span className="inline-flex gap-x-2">
			<NumberLink params={dayListParams("stayovers", date, tenant)} tone="text-n11">
				{`${total.toLocaleString("en")} ${name}`}
			</NumberLink>
			{toDo > 0 && (
				<NumberLink
					params={dayListParams("stayoversToDo", date, tenant)}
					label={`${toDoWords(toDo)}, ${name}`}
					tone="text-due-text"
				>
					{toDoWords(toDo)}
				</NumberLink>
			)}
		</span>
	);
}

interface ToDoProps {
	links: readonly DayLink[];
	date: string;
	tenant: string | null;
}

/** "5 to do: 3 without unit, 2 open balances", each with its list. The line keeps its height when nothing is. */
function ToDo({ links: [sum, ...parts], date, tenant }: ToDoProps) {
	if (sum === undefined) return <p className="min-h-6 text-n10 text-sm max-sm:hidden">{DAY_WORDS.nothingToDo}</p>;
	return (
		<p className="flex min-h-6 flex-wrap items-center gap-x-2 text-sm">
			<NumberLink params={dayListParams(sum.list, date, tenant)} tone="font-medium text-due-text">
				{sum.words}
			</NumberLink>
			{parts.map((part) => (
				<NumberLink key={part.words} params={dayListParams(part.list, date, tenant)} tone="text-warn-text">
					{part.words}
				</NumberLink>
			))}
		</p>
	);
}

/** The columns in their order. */
export const COLUMNS = ["arrivals", "inHouse", "departures"] as const satisfies readonly (keyof typeof DAY_GROUPS)[];
