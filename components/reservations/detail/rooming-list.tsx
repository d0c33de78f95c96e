"use client";
import { Printer } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import type { Assignment, Person, ReservationDetail } from "@/lib/shared/reservations";
import { bounded, reservationTitle } from "../reservation-words";
import { count, formatStay, nightsWords } from "../stay-words";
import type { GroupScope } from "./group-scope";
import { choiceName, nightWords } from "./group-words";
import { personName } from "./person-words";
import type { ViewControl } from "./use-view";

interface RoomingListProps {
	detail: ReservationDetail;
	scope: GroupScope | null;
	thisYear: number;
	control: ViewControl;
}

/** Who has which unit, when, and how to reach them: to print and to write on. */
export function RoomingList({ detail, scope, thisYear, control }: RoomingListProps) {
	const people = useMemo(() => new Map(detail.people.map((person) => [person.id, person])), [detail.people]);
	const rows = useMemo(
		() => detail.assignments.filter(({ id }) => scope === null || scope.assignments.has(id)).sort(byUnitAndArrival),
		[detail.assignments, scope],
	);
	const housed = new Set(detail.assignments.flatMap(({ personIds }) => personIds));
	const without = scope === null ? detail.people.filter(({ id }) => !housed.has(id)) : [];
	const { choice, night } = control.view;
	const only = [
		choice === null ? null : choiceName(detail, choice),
		night === null ? null : nightWords(night, thisYear),
	].filter((words) => words !== null);
	return (
		<div className="flex min-w-0 flex-col gap-2">
			<div className="flex flex-wrap items-center justify-between gap-2">
				<p className="text-n11 text-sm">
					<span className="hidden print:inline">
						Rooming list: <bdi>{reservationTitle(detail)}</bdi>,{" "}
						{formatStay(detail.arrival, detail.departure, thisYear)}, <bdi>{bounded(detail.tenantName)}</bdi>.{" "}
					</span>
					{count(rows.length, "unit assignment", "unit assignments")}, {count(detail.people.length, "person", "people")}
					{only.length > 0 && <bdi>, only {only.join(", ")}</bdi>}. As of <Instant at={detail.asOf} />.
				</p>
				<Button onClick={() => window.print()} className="print:hidden">
					<Printer aria-hidden="true" />
					Print
				</Button>
			</div>
			<Table label="Rooming list" className="stack-table print:text-xs">
				<THead className="print:static">
					<tr>
						<Th>Unit</Th>
						<Th>Type</Th>
						<Th>Dates</Th>
						<Th>People</Th>
						<Th className="w-48">Notes</Th>
					</tr>
				</THead>
				<TBody>
					{rows.map((assignment) => (
						<RoomRow key={assignment.id} assignment={assignment} people={people} thisYear={thisYear} />
					))}
					{without.map((person) => (
						<Tr key={person.id} className="print:break-inside-avoid">
							<Td className="text-warn-text">no unit</Td>
							<Td data-label="Type" className="text-n10">
								not given
							</Td>
							<Td data-label="Dates" className="text-n10">
								not given
							</Td>
							<Td data-label="People">
								<PersonLine person={person} />
							</Td>
							<NotesCell />
						</Tr>
					))}
				</TBody>
			</Table>
		</div>
	);
}

interface RoomRowProps {
	assignment: Assignment;
	people: ReadonlyMap<string, Person>;
	thisYear: number;
}

function RoomRow({ assignment, people, thisYear }: RoomRowProps) {
	const type = assignment.unitType ?? assignment.unit?.type ?? null;
	const { personIds, occupancy } = assignment;
	return (
		<Tr className="print:break-inside-avoid">
			<Td className="max-w-52 align-top">
				<bdi className={assignment.unit === null ? "text-warn-text" : "foreign-text font-medium"}>
					{assignment.unit === null ? "no unit yet" : bounded(assignment.unit.name)}
				</bdi>
			</Td>
			<Td data-label="Type" className="max-w-44 align-top text-n11">
				{type === null ? (
					<span className="text-n10">not given</span>
				) : (
					<bdi className="foreign-text">{bounded(type)}</bdi>
				)}
			</Td>
			<Td data-label="Dates" className="num whitespace-nowrap align-top">
				{formatStay(assignment.arrival, assignment.departure, thisYear)}
				<span className="block text-n10 text-xs">{nightsWords(assignment.nights)}</span>
			</Td>
			<Td data-label="People" className="align-top">
				{personIds.length === 0 ? (
					<span className="text-n10">
						{occupancy ? `${count(occupancy, "person", "people")}, not named` : "nobody named"}
					</span>
				) : (
					<ul className="min-w-0">
						{personIds.map((id) => (
							<li key={id}>
								<PersonLine person={people.get(id)} />
							</li>
						))}
					</ul>
				)}
			</Td>
			<NotesCell />
		</Tr>
	);
}

/** Room to write by hand. */
function NotesCell() {
	return <Td data-label="Notes" className="border-n7 print:border-l" aria-label="Room for notes" />;
}

/** Numbers of one person that a list can hold. */
const PHONES_MAX = 3;

function PersonLine({ person }: { person: Person | undefined }) {
	if (person === undefined) return <span className="text-n10">person not given</span>;
	return (
		<span className="foreign-text">
			<bdi>{personName(person)}</bdi>{" "}
			<span className="num text-n11">
				{person.phones.length === 0 && !person.contactLoaded && "phone not loaded yet"}
				<bdi>
					{person.phones
						.slice(0, PHONES_MAX)
						.map(({ number }) => bounded(number))
						.join(", ")}
				</bdi>
			</span>
		</span>
	);
}

/** As one walks the corridor: "Cabin 2" before "Cabin 10"; what has no unit yet comes last. */
function byUnitAndArrival(a: Assignment, b: Assignment): number {
	if ((a.unit === null) !== (b.unit === null)) return a.unit === null ? 1 : -1;
	const byName = ORDER.compare(bounded(a.unit?.name ?? ""), bounded(b.unit?.name ?? ""));
	return byName !== 0 ? byName : (a.arrival ?? "") < (b.arrival ?? "") ? -1 : 1;
}

const ORDER = new Intl.Collator("en", { numeric: true });
