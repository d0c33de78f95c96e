"use client";
import { useMemo, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { SearchInput } from "@/components/ui/search-input";
import { todayIn } from "@/lib/shared/dates";
import type { Assignment, Person, ReservationDetail } from "@/lib/shared/reservations";
import { bounded } from "../reservation-words";
import { formatShort, formatStay } from "../stay-words";
import { type GroupScope, groupScope } from "./group-scope";
import { choiceWords, groupingOf, unitName } from "./group-words";
import { MatrixTable } from "./matrix-table";
import { NightList } from "./night-list";
import { invoiceName, payerWords, personMatches, personName } from "./person-words";
import { RoomingList } from "./rooming-list";
import { type MatrixGroup, type MatrixRow, type StayMatrix, spanOf, stayMatrix } from "./stay-matrix";
import { STAY_TAB_WORDS } from "./stay-tab-words";
import type { ViewControl } from "./use-view";
import { ViewLink } from "./view-link";

interface StayTabProps {
	detail: ReservationDetail;
	control: ViewControl;
	thisYear: number;
	/** Milliseconds; today's night is shown first while the guests are there. */
	now: number;
}

/** Who sleeps where: rows × nights, one night, or the rooming list. */
export function StayTab({ detail, control, thisYear, now }: StayTabProps) {
	const { view } = control;
	const by = groupingOf("stay", view.by);
	const scope = useMemo(() => groupScope(detail, view.choice, view.night), [detail, view.choice, view.night]);
	if (detail.assignments.length === 0) {
		return (
			<EmptyState title={STAY_TAB_WORDS.noUnitAssignments} level={3}>
				{STAY_TAB_WORDS.noUnitAssignmentsText}
			</EmptyState>
		);
	}
	const today = todayIn(detail.tenantTimeZone, new Date(now));
	const span = spanOf(detail.assignments);
	// While the guests are there, today is what somebody wants to see; before and after, how the stay begins.
	const usual = span !== null && today >= span.first && today <= span.last ? today : (span?.first ?? null);
	if (by === "rooming") return <RoomingList detail={detail} scope={scope} thisYear={thisYear} control={control} />;
	if (by === "night" && usual !== null) {
		const night = view.night ?? usual;
		return <NightList detail={detail} night={night} scope={scope} thisYear={thisYear} control={control} />;
	}
	const rows = by === "people" || by === "invoices" ? by : "units";
	return <Matrix detail={detail} control={control} scope={scope} rows={rows} usual={usual} thisYear={thisYear} />;
}

interface MatrixProps {
	detail: ReservationDetail;
	control: ViewControl;
	scope: GroupScope | null;
	rows: "units" | "people" | "invoices";
	/** The night that is shown while none is asked for. */
	usual: string | null;
	thisYear: number;
}

function Matrix({ detail, control, scope, rows, usual, thisYear }: MatrixProps) {
	const { view, show } = control;
	const [text, setText] = useState("");
	const at = view.from ?? view.night ?? usual;
	const matrix = useMemo(() => stayMatrix(detail, rows, at), [detail, rows, at]);
	const people = useMemo(() => new Map(detail.people.map((person) => [person.id, person])), [detail.people]);
	const total = matrix.groups.reduce((sum, group) => sum + group.rows.length, 0);
	const groups = matrix.groups
		.map((group) => ({ ...group, rows: group.rows.filter((row) => rowMatches(row, people, text)) }))
		.filter((group) => group.rows.length > 0);
	return (
		<div className="flex min-w-0 flex-col gap-3">
			{(total > 6 || matrix.total > matrix.nights.length) && (
				<div className="flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden">
					{total > 6 && (
						<SearchInput
							label={STAY_TAB_WORDS.findRows}
							placeholder={STAY_TAB_WORDS.unitOrPerson}
							value={text}
							onChange={setText}
						/>
					)}
					<Pages matrix={matrix} control={control} thisYear={thisYear} />
				</div>
			)}
			<p role="status" className="foreign-text text-n11 empty:hidden">
				{choiceWords(detail, view.choice, thisYear, scope)}
			</p>
			{groups.length > 0 ? (
				<MatrixTable
					nights={matrix.nights}
					groups={groups}
					headingOf={(group) => headingOf(group, detail)}
					people={people}
					lit={scope?.assignments ?? null}
					choice={view.choice}
					night={view.night}
					onChoose={(choice) => show({ choice })}
					onNight={(night) => show({ night })}
				/>
			) : (
				matrix.nights.length > 0 && (
					<p className="text-n10">
						{text.trim() === "" ? STAY_TAB_WORDS.nobodyInNights : STAY_TAB_WORDS.noRowFits(bounded(text))}
					</p>
				)
			)}
			{matrix.undated.length > 0 && <Undated assignments={matrix.undated} people={people} thisYear={thisYear} />}
		</div>
	);
}

/** Which nights of a long stay are on the page, and the way to the others. */
function Pages({ matrix, control, thisYear }: { matrix: StayMatrix; control: ViewControl; thisYear: number }) {
	const { nights, total, before, after } = matrix;
	const [first] = nights;
	const last = nights.at(-1);
	if (first === undefined || last === undefined || nights.length === total) return null;
	const icon = buttonClass({ variant: "quiet", size: "sm", iconOnly: true });
	return (
		<nav aria-label={STAY_TAB_WORDS.nights} className="flex items-center gap-1 text-sm">
			{before !== null && (
				<ViewLink
					control={control}
					to={{ from: before, night: null }}
					className={icon}
					title={STAY_TAB_WORDS.earlierNights}
				>
					<Icon name="chevron-left" />
					<span className="sr-only">{STAY_TAB_WORDS.earlierNights}</span>
				</ViewLink>
			)}
			<span className="num text-n11">
				{STAY_TAB_WORDS.toOfNights(
					formatShort(first, thisYear),
					formatShort(last, thisYear),
					total.toLocaleString("en"),
				)}
			</span>
			{after !== null && (
				<ViewLink
					control={control}
					to={{ from: after, night: null }}
					className={icon}
					title={STAY_TAB_WORDS.laterNights}
				>
					<Icon name="chevron-right" />
					<span className="sr-only">{STAY_TAB_WORDS.laterNights}</span>
				</ViewLink>
			)}
		</nav>
	);
}

function headingOf({ invoiceId }: MatrixGroup, detail: ReservationDetail): string | null {
	if (invoiceId === undefined) return null;
	const invoice = detail.invoices.find(({ id }) => id === invoiceId);
	if (invoice === undefined) return STAY_TAB_WORDS.onNoInvoice;
	const payer = payerWords(invoice, detail.people);
	return STAY_TAB_WORDS.invoiceHeading(invoiceName(invoice, detail.invoices), payer.known, payer.text);
}

function rowMatches(row: MatrixRow, people: ReadonlyMap<string, Person>, text: string): boolean {
	const wanted = text.trim().toLocaleLowerCase();
	if (wanted === "") return true;
	const units = [row.unit?.name, row.unitType, ...row.segments.map(({ assignment }) => assignment?.unit?.name)];
	const words = units.filter((word) => word !== undefined && word !== null).join(" ");
	if (
		(row.personId === null && row.unit === null ? STAY_TAB_WORDS.searchedNoUnit(words) : words)
			.toLocaleLowerCase()
			.includes(wanted)
	)
		return true;
	const ids = row.personId === null ? row.segments.flatMap((s) => s.assignment?.personIds ?? []) : [row.personId];
	return ids.some((id) => {
		const person = people.get(id);
		return person !== undefined && personMatches(person, wanted);
	});
}

interface UndatedProps {
	assignments: readonly Assignment[];
	people: ReadonlyMap<string, Person>;
	thisYear: number;
}

/** Assignments without usable dates: they cannot stand in the matrix, and must not vanish. */
function Undated({ assignments, people, thisYear }: UndatedProps) {
	return (
		<section>
			<h3 className="font-semibold">{STAY_TAB_WORDS.withoutUsableDates}</h3>
			<ul className="mt-1 flex flex-col gap-1 text-sm">
				{assignments.map((assignment) => (
					<li key={assignment.id} className="foreign-text">
						{unitName(assignment)}: {formatStay(assignment.arrival, assignment.departure, thisYear)};{" "}
						{assignment.personIds.length === 0
							? STAY_TAB_WORDS.noPeopleAssigned
							: assignment.personIds.map((id) => personName(people.get(id) ?? { name: null })).join(", ")}
					</li>
				))}
			</ul>
		</section>
	);
}
