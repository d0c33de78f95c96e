"use client";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import type { Assignment, Person, ReservationDetail } from "@/lib/shared/reservations";
import { bounded } from "../reservation-words";
import { count, formatStay } from "../stay-words";
import { MatrixTable } from "./matrix-table";
import { invoiceName, payerWords, personMatches, personName } from "./person-words";
import { type Choice, chosenAssignments, type MatrixRow, stayMatrix } from "./stay-matrix";

interface StayTabProps {
	detail: ReservationDetail;
	choice: Choice | null;
	onChoose: (choice: Choice | null) => void;
	thisYear: number;
}

/** Who sleeps where: units × nights. A chosen person or invoice lights up. */
export function StayTab({ detail, choice, onChoose, thisYear }: StayTabProps) {
	const [text, setText] = useState("");
	const matrix = useMemo(() => stayMatrix(detail.assignments), [detail.assignments]);
	const people = useMemo(() => new Map(detail.people.map((person) => [person.id, person])), [detail.people]);
	const lit = useMemo(() => chosenAssignments(detail, choice), [detail, choice]);
	const rows = matrix.rows.filter((row) => rowMatches(row, people, text));

	if (detail.assignments.length === 0) {
		return (
			<EmptyState title="No unit assignments" level={3}>
				The provider gave none for this reservation, so it is not known who sleeps where.
			</EmptyState>
		);
	}
	return (
		<div className="flex min-w-0 flex-col gap-3">
			{(detail.assignments.length > 1 || detail.people.length > 1) && (
				<div className="flex flex-wrap items-center gap-2">
					{matrix.rows.length > 6 && (
						<SearchInput
							label="Show only rows of a unit or person"
							placeholder="Unit or person"
							value={text}
							onChange={setText}
						/>
					)}
					<PersonSelect people={detail.people} choice={choice} onChoose={onChoose} />
					<InvoiceSelect detail={detail} choice={choice} onChoose={onChoose} />
					{choice !== null && (
						<Button variant="quiet" onClick={() => onChoose(null)}>
							Clear
						</Button>
					)}
				</div>
			)}
			<p role="status" className="text-n11 empty:hidden">
				{choiceWords(detail, choice, lit, thisYear)}
			</p>
			{rows.length > 0 ? (
				<MatrixTable nights={matrix.nights} rows={rows} people={people} lit={lit} choice={choice} onChoose={onChoose} />
			) : (
				matrix.rows.length > 0 && <p className="text-n10">No row fits “{bounded(text)}”.</p>
			)}
			{matrix.cut > 0 && (
				<p className="text-n10 text-sm">{count(matrix.cut, "later night is", "later nights are")} not drawn.</p>
			)}
			{matrix.undated.length > 0 && <Undated assignments={matrix.undated} people={people} thisYear={thisYear} />}
		</div>
	);
}

function rowMatches(row: MatrixRow, people: ReadonlyMap<string, Person>, text: string): boolean {
	const wanted = text.trim().toLocaleLowerCase();
	if (wanted === "") return true;
	if (`${row.unit?.name ?? "no unit yet"} ${row.unitType ?? ""}`.toLocaleLowerCase().includes(wanted)) return true;
	return row.segments.some(({ assignment }) =>
		(assignment?.personIds ?? []).some((id) => {
			const person = people.get(id);
			return person !== undefined && personMatches(person, wanted);
		}),
	);
}

interface ChooserProps {
	choice: Choice | null;
	onChoose: (choice: Choice | null) => void;
}

function PersonSelect({ people, choice, onChoose }: ChooserProps & { people: readonly Person[] }) {
	if (people.length < 2) return null;
	return (
		<Select
			aria-label="Light up a person's units"
			value={choice?.kind === "person" ? choice.id : ""}
			onChange={(event) => onChoose(event.target.value === "" ? null : { kind: "person", id: event.target.value })}
			className="w-56 max-sm:w-full"
		>
			<option value="">Light up a person</option>
			{people.map((person) => (
				<option key={person.id} value={person.id}>
					{personName(person)}
				</option>
			))}
		</Select>
	);
}

function InvoiceSelect({ detail, choice, onChoose }: ChooserProps & { detail: ReservationDetail }) {
	if (detail.invoices.length === 0) return null;
	return (
		<Select
			aria-label="Light up what an invoice pays"
			value={choice?.kind === "invoice" ? choice.id : ""}
			onChange={(event) => onChoose(event.target.value === "" ? null : { kind: "invoice", id: event.target.value })}
			className="w-64 max-sm:w-full"
		>
			<option value="">Light up an invoice</option>
			{detail.invoices.map((invoice) => (
				<option key={invoice.id} value={invoice.id}>
					{invoiceName(invoice, detail.invoices)}, {payerWords(invoice, detail.people).text}
				</option>
			))}
		</Select>
	);
}

/** The choice as a sentence, so that it does not hang on colour: where and when somebody sleeps, what an invoice pays. */
function choiceWords(
	detail: ReservationDetail,
	choice: Choice | null,
	lit: Set<string> | null,
	thisYear: number,
): string {
	if (choice === null || lit === null) return "";
	const places = detail.assignments
		.filter((assignment) => lit.has(assignment.id))
		.map((assignment) => `${unitName(assignment)} (${formatStay(assignment.arrival, assignment.departure, thisYear)})`);
	const shown =
		places.length > 6 ? `${places.slice(0, 6).join(", ")} and ${places.length - 6} more` : places.join(", ");
	if (choice.kind === "person") {
		const person = detail.people.find((item) => item.id === choice.id);
		if (person === undefined) return "This person is not among the people given.";
		return places.length === 0
			? `${personName(person)} is not assigned to a unit.`
			: `${personName(person)} sleeps in ${shown}.`;
	}
	const invoice = detail.invoices.find((item) => item.id === choice.id);
	if (invoice === undefined) return "This invoice is not among the invoices given.";
	const payer = payerWords(invoice, detail.people);
	const lead = `${invoiceName(invoice, detail.invoices)} (${payer.known ? `paid by ${payer.text}` : payer.text})`;
	return places.length === 0 ? `${lead} names no unit assignment.` : `${lead} is for ${shown}.`;
}

export function unitName(assignment: Pick<Assignment, "unit" | "unitType">): string {
	if (assignment.unit !== null) return bounded(assignment.unit.name);
	return assignment.unitType === null ? "no unit yet" : `no unit yet, ${bounded(assignment.unitType)}`;
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
			<h3 className="font-semibold">Without usable dates</h3>
			<ul className="mt-1 flex flex-col gap-1 text-sm">
				{assignments.map((assignment) => (
					<li key={assignment.id} className="foreign-text">
						{unitName(assignment)}: {formatStay(assignment.arrival, assignment.departure, thisYear)};{" "}
						{assignment.personIds.length === 0
							? "no people assigned"
							: assignment.personIds.map((id) => personName(people.get(id) ?? { name: null })).join(", ")}
					</li>
				))}
			</ul>
		</section>
	);
}
