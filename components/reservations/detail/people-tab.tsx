"use client";
import { useMemo, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchInput } from "@/components/ui/search-input";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import type { Invoice, Person, ReservationDetail } from "@/lib/shared/reservations";
import { count } from "../stay-words";
import { Email, Phones } from "./contact";
import { invoiceName, personMatches, personName } from "./person-words";
import { chosenAssignments } from "./stay-matrix";
import { unitName } from "./stay-tab";

interface PeopleTabProps {
	detail: ReservationDetail;
	/** Shows a person's units in the matrix. */
	onShow: (personId: string) => void;
}

export function PeopleTab({ detail, onShow }: PeopleTabProps) {
	const [text, setText] = useState("");
	const links = useMemo(() => personLinks(detail), [detail]);
	const shown = detail.people.filter((person) => personMatches(person, text));
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
					{text === "" ? count(detail.people.length, "person", "people") : `${shown.length} of ${detail.people.length}`}
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
				<TBody>
					{shown.map((person) => (
						<PersonRow key={person.id} person={person} links={links} onShow={onShow} />
					))}
				</TBody>
			</Table>
		</div>
	);
}

interface Links {
	/** Names of the units a person sleeps in. */
	units: Map<string, string[]>;
	invoices: Map<string, string[]>;
	payers: Set<string>;
}

function personLinks(detail: ReservationDetail): Links {
	const units = new Map<string, string[]>();
	const invoices = new Map<string, string[]>();
	for (const person of detail.people) {
		const ids = chosenAssignments(detail, { kind: "person", id: person.id });
		const names = detail.assignments.filter((assignment) => ids?.has(assignment.id)).map(unitName);
		units.set(person.id, [...new Set(names)]);
		const own = detail.invoices.filter(
			(invoice: Invoice) => invoice.payerId === person.id || person.invoiceIds.includes(invoice.id),
		);
		invoices.set(
			person.id,
			own.map((invoice) => invoiceName(invoice, detail.invoices).replace(/^Invoice /, "")),
		);
	}
	return { units, invoices, payers: new Set(detail.invoices.flatMap((invoice) => invoice.payerId ?? [])) };
}

function PersonRow({ person, links, onShow }: { person: Person; links: Links; onShow: (id: string) => void }) {
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
					<button
						type="button"
						onClick={() => onShow(person.id)}
						title="Show in the stay"
						className="link foreign-text text-left max-sm:min-h-8"
					>
						{units.length > 3 ? count(units.length, "unit", "units") : units.join(", ")}
					</button>
				)}
			</Td>
			<Td data-label="Invoices" className="max-w-52 sm:min-w-28">
				{invoices.length === 0 ? (
					<span className="text-n10">none</span>
				) : (
					<span className="foreign-text">
						{links.payers.has(person.id) && <span className="text-n10">pays </span>}
						{invoices.length > 3 ? count(invoices.length, "invoice", "invoices") : invoices.join(", ")}
					</span>
				)}
			</Td>
		</Tr>
	);
}
