"use client";
import { useMemo, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchInput } from "@/components/ui/search-input";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import type { Person, ReservationDetail } from "@/lib/shared/reservations";
import { count } from "../stay-words";
import { Email, Phones } from "./contact";
import { groupScope } from "./group-scope";
import { groupingOf } from "./group-words";
import { type PersonLinks, peopleGroups, personLinks } from "./people-groups";
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
	const unreachable = detail.people.filter(
		(person) => person.contactLoaded && !person.phones.some((phone) => phone.kind === "mobile"),
	).length;
	const pending = detail.people.filter((person) => !person.contactLoaded).length;

	if (detail.people.length === 0) {
		return (
			<EmptyState title="No people given" level={3}>
				The provider names nobody for this reservation. That is usual for blocks and some channels.
			</EmptyState>
		);
	}
	return (
		<div className="flex min-w-0 flex-col gap-2">
			<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
				{detail.people.length > 6 && (
					<SearchInput label="Find a person" placeholder="Name, e-mail or phone" value={text} onChange={setText} />
				)}
				<p role="status" className="text-n11 text-sm">
					{shown.length === detail.people.length
						? count(shown.length, "person", "people")
						: `${shown.length} of ${detail.people.length} people`}
					{unreachable > 0 && ` · ${unreachable} without mobile number`}
					{pending > 0 && ` · contact data of ${pending} not loaded yet`}
				</p>
			</div>
			<Table label="People" className="stack-table">
				<THead>
					<tr>
						<Th>Name</Th>
						<Th>Mobile</Th>
						<Th>Other phone</Th>
						<Th>E-mail</Th>
						<Th>Units</Th>
						<Th>Invoices</Th>
					</tr>
				</THead>
				{groups.map((group) => (
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
						{group.people.map((person) => (
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
					<bdi className={person.name === null ? "text-n10" : "foreign-text font-medium"}>{personName(person)}</bdi>
					{person.isPrimary && (
						<Badge tone="info" icon={null}>
							Main guest
						</Badge>
					)}
				</span>
			</Td>
			<Td data-label="Mobile">
				<Phones person={person} wanted="mobile" unlabelled />
			</Td>
			<Td data-label="Other phone">
				<Phones person={person} wanted="other" />
			</Td>
			<Td data-label="E-mail" className="max-w-60">
				<Email person={person} />
			</Td>
			<Td data-label="Units" className="max-w-52">
				{units.length === 0 ? (
					<span className="text-n10">no unit</span>
				) : (
					<ViewLink
						control={control}
						to={{ tab: "stay", by: null, choice: { kind: "person", id: person.id } }}
						title="Show in the stay"
						className="link foreign-text inline-block min-h-6 max-sm:min-h-8"
					>
						{units.length > 3 ? count(units.length, "unit", "units") : units.join(", ")}
					</ViewLink>
				)}
			</Td>
			<Td data-label="Invoices" className="max-w-52 sm:min-w-28">
				{invoices.length === 0 ? (
					<span className="text-n10">none</span>
				) : (
					<ViewLink
						control={control}
						to={{ tab: "invoices", choice: { kind: "person", id: person.id } }}
						title="Show the invoices"
						className="link foreign-text inline-block min-h-6 max-sm:min-h-8"
					>
						{invoices.length > 3 ? count(invoices.length, "invoice", "invoices") : invoices.join(", ")}
					</ViewLink>
				)}
			</Td>
		</Tr>
	);
}
