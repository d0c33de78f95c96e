"use client";
import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { filled } from "@/components/ui/filled";
import { Icon } from "@/components/ui/icon";
import { Instant } from "@/components/ui/instant";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import type { Assignment, Person, ReservationDetail } from "@/lib/shared/reservations";
import { bounded, reservationTitle } from "../reservation-words";
import { formatStay, nightsWords } from "../stay-words";
import type { GroupScope } from "./group-scope";
import { choiceName, nightWords } from "./group-words";
import { personName } from "./person-words";
import { STAY_TAB_WORDS } from "./stay-tab-words";
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
						{STAY_TAB_WORDS.roomingListOf} <bdi>{reservationTitle(detail)}</bdi>,{" "}
						{formatStay(detail.arrival, detail.departure, thisYear)}, <bdi>{bounded(detail.tenantName)}</bdi>.{" "}
					</span>
					{filled(STAY_TAB_WORDS.roomingSummary(rows.length, detail.people.length), {
						only: only.length > 0 ? <bdi>{STAY_TAB_WORDS.only(only.join(", "))}</bdi> : null,
						asOf: <Instant at={detail.asOf} />,
					})}
				</p>
				<Button onClick={() => window.print()} className="print:hidden">
					<Icon name="printer" />
					{STAY_TAB_WORDS.print}
				</Button>
			</div>
			<Table label={STAY_TAB_WORDS.roomingList} className="stack-table print:text-xs">
				<THead className="print:static">
					<tr>
						<Th>{STAY_TAB_WORDS.unit}</Th>
						<Th>{STAY_TAB_WORDS.type}</Th>
						<Th>{STAY_TAB_WORDS.dates}</Th>
						<Th>{STAY_TAB_WORDS.people}</Th>
						<Th className="w-48">{STAY_TAB_WORDS.notes}</Th>
					</tr>
				</THead>
				<TBody>
					{rows.map((assignment) => (
						<RoomRow key={assignment.id} assignment={assignment} people={people} thisYear={thisYear} />
					))}
					{without.map((person) => (
						<Tr key={person.id} className="print:break-inside-avoid">
							<Td className="text-warn-text">{STAY_TAB_WORDS.noUnit}</Td>
							<Td data-label={STAY_TAB_WORDS.type} className="text-n10">
								{STAY_TAB_WORDS.notGiven}
							</Td>
							<Td data-label={STAY_TAB_WORDS.dates} className="text-n10">
								{STAY_TAB_WORDS.notGiven}
							</Td>
							<Td data-label={STAY_TAB_WORDS.people}>
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
			<Td className="max-w-52 align-top sm:min-w-28">
				<bdi className={assignment.unit === null ? "text-warn-text" : "foreign-text font-medium"}>
					{assignment.unit === null ? STAY_TAB_WORDS.noUnitYet : bounded(assignment.unit.name)}
				</bdi>
			</Td>
			<Td data-label={STAY_TAB_WORDS.type} className="max-w-44 align-top text-n11 sm:min-w-28">
				{type === null ? (
					<span className="text-n10">{STAY_TAB_WORDS.notGiven}</span>
				) : (
					<bdi className="foreign-text">{bounded(type)}</bdi>
				)}
			</Td>
			<Td data-label={STAY_TAB_WORDS.dates} className="num whitespace-nowrap align-top">
				{formatStay(assignment.arrival, assignment.departure, thisYear)}
				<span className="block text-n10 text-xs">{nightsWords(assignment.nights)}</span>
			</Td>
			<Td data-label={STAY_TAB_WORDS.people} className="align-top">
				{personIds.length === 0 ? (
					<span className="text-n10">
						{occupancy ? STAY_TAB_WORDS.personsNotNamed(occupancy) : STAY_TAB_WORDS.nobodyNamed}
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
	return (
		<Td
			data-label={STAY_TAB_WORDS.notes}
			className="border-n7 print:border-l"
			aria-label={STAY_TAB_WORDS.roomForNotes}
		/>
	);
}

/** Numbers of one person that a list can hold. */
const PHONES_MAX = 3;

function PersonLine({ person }: { person: Person | undefined }) {
	if (person === undefined) return <span className="text-n10">{STAY_TAB_WORDS.personNotGiven}</span>;
	return (
		<span className="foreign-text">
			<bdi>{personName(person)}</bdi>{" "}
			<span className="num text-n11">
				{person.phones.length === 0 && !person.contactLoaded && STAY_TAB_WORDS.phoneNotLoadedYet}
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
