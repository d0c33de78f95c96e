"use client";
import { useMemo, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchInput } from "@/components/ui/search-input";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { firstOfGroups, useDrawnCount } from "@/components/ui/use-drawn-count";
import type { Person, ReservationDetail } from "@/lib/shared/reservations";
import { Email, Phones } from "./contact";
import { groupScope } from "./group-scope";
import { groupingOf } from "./group-words";
import { type PersonLinks, peopleGroups, personLinks } from "./people-groups";
import { PEOPLE_WORDS } from "./people-words";
import { personMatches, personName } from "./person-words";
import type { ViewControl } from "./use-view";
import { ViewLink } from "./view-link";

interface PeopleTabProps {
	detail: ReservationDetail;
	control: ViewControl;
}

export function PeopleTab({ detail, control }: PeopleTabProps) {
	const { choice, night, by } = control.view;
	const [text, setText] = useState("");
	const links = useMemo(() => personLinks(detail), [detail]);
	const scope = useMemo(() => groupScope(detail, choice, night), [detail, choice, night]);
	const shown = detail.people.filter(
		(person) => (scope === null || scope.people.has(person.id)) && personMatches(person, text),
	);
	const groups = useMemo(() => peopleGroups(detail, shown, groupingOf("people", by)), [detail, shown, by]);
	const drawn = useDrawnCount(shown.length);
	const unreachable = detail.people.filter(
		(person) => person.contactLoaded && !person.phones.some((phone) => phone.kind === "mobile"),
	).length;
	const pending = detail.people.filter((person) => !person.contactLoaded).length;

	if (detail.people.length === 0) {
		return (
			<EmptyState title={PEOPLE_WORDS.noPeopleGiven} level={3}>
				{PEOPLE_WORDS.noPeopleGivenText}
			</EmptyState>
		);
	}
	return (
		<div className="flex min-w-0 flex-col gap-2">
			<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
				{detail.people.length > 6 && (
					<SearchInput
						label={PEOPLE_WORDS.findAPerson}
						placeholder={PEOPLE_WORDS.nameEmailOrPhone}
						value={text}
						onChange={setText}
					/>
				)}
				<p role="status" className="text-n11 text-sm">
					{shown.length === detail.people.length
						? PEOPLE_WORDS.personCount(shown.length)
						: PEOPLE_WORDS.shownOf(shown.length, detail.people.length)}
					{unreachable > 0 && PEOPLE_WORDS.withoutMobileNumber(unreachable)}
					{pending > 0 && PEOPLE_WORDS.contactPending(pending)}
				</p>
			</div>
			<Table label={PEOPLE_WORDS.people} className="stack-table">
				<THead>
					<tr>
						<Th>{PEOPLE_WORDS.name}</Th>
						<Th>{PEOPLE_WORDS.mobile}</Th>
						<Th>{PEOPLE_WORDS.otherPhone}</Th>
						<Th>{PEOPLE_WORDS.email}</Th>
						<Th>{PEOPLE_WORDS.units}</Th>
						<Th>{PEOPLE_WORDS.invoices}</Th>
					</tr>
				</THead>
				{firstOfGroups(groups, (group) => group.people, drawn).map(({ group, members }) => (
					<TBody key={group.key}>
						{group.title !== null && (
							<tr>
								<th
									scope="rowgroup"
									colSpan={6}
									className="border-n6 border-b bg-n3 px-3 py-1 font-semibold text-sm max-sm:block"
								>
									<bdi className="foreign-text">{group.title}</bdi>{" "}
									<span className="num font-normal text-n10">{group.people.length}</span>
								</th>
							</tr>
						)}
						{members.map((person) => (
							<PersonRow key={person.id} person={person} links={links} control={control} />
						))}
					</TBody>
				))}
			</Table>
		</div>
	);
}

interface PersonRowProps {
	person: Person;
	links: PersonLinks;
	control: ViewControl;
}

function PersonRow({ person, links, control }: PersonRowProps) {
	const units = links.units.get(person.id) ?? [];
	const invoices = links.invoices.get(person.id) ?? [];
	return (
		<Tr>
			<Td className="max-w-72 sm:min-w-40">
				<span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
					<bdi className={person.name === null ? "text-n10" : "foreign-text line-clamp-3 font-medium"}>
						{personName(person)}
					</bdi>
					{person.isPrimary && (
						<Badge tone="info" icon={null}>
							{PEOPLE_WORDS.mainGuest}
						</Badge>
					)}
				</span>
			</Td>
			<Td data-label={PEOPLE_WORDS.mobile}>
				<Phones person={person} wanted="mobile" unlabelled />
			</Td>
			<Td data-label={PEOPLE_WORDS.otherPhone}>
				<Phones person={person} wanted="other" />
			</Td>
			<Td data-label={PEOPLE_WORDS.email} className="max-w-52">
				<Email person={person} />
			</Td>
			<Td data-label={PEOPLE_WORDS.units} className="max-w-52 sm:min-w-16">
				{units.length === 0 ? (
					<span className="text-n10">{PEOPLE_WORDS.noUnit}</span>
				) : (
					<ViewLink
						control={control}
						to={{ tab: "stay", by: null, choice: { kind: "person", id: person.id } }}
						title={PEOPLE_WORDS.showInTheStay}
						className="link foreign-text line-clamp-3 min-h-6 max-sm:min-h-8"
					>
						{units.length > 3 ? PEOPLE_WORDS.unitCount(units.length) : units.join(", ")}
					</ViewLink>
				)}
			</Td>
			<Td data-label={PEOPLE_WORDS.invoices} className="max-w-52 sm:min-w-28">
				{invoices.length === 0 ? (
					<span className="text-n10">{PEOPLE_WORDS.none}</span>
				) : (
					<ViewLink
						control={control}
						to={{ tab: "invoices", choice: { kind: "person", id: person.id } }}
						title={PEOPLE_WORDS.showTheInvoices}
						className="link foreign-text inline-block min-h-6 max-sm:min-h-8"
					>
						{invoices.length > 3 ? PEOPLE_WORDS.invoiceCount(invoices.length) : invoices.join(", ")}
					</ViewLink>
				)}
			</Td>
		</Tr>
	);
}
