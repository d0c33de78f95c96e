/** What differs between two states of one record, field by field, in the words of the screen. Pure. */
import "server-only";
import type { CanonicalInvoice, CanonicalPerson, CanonicalReservation } from "@/lib/providers/canonical";
import { formatMoney } from "@/lib/shared/money";
import { MONEY_LINE_LABELS, PHONE_LABELS } from "@/lib/shared/record-labels";
import { KIND_LABELS, STATUS_LABELS } from "@/lib/shared/reservation-labels";
import type { HistoryEntry } from "@/lib/shared/reservations";
import { personName } from "./project";

export type Change = HistoryEntry["changes"][number];

interface Words {
	unitName(remoteId: string): string;
}

/** Field name → its text; absent and null mean "not given". Part names such as "Person Ann Lee" come from `partNames`. */
type Fields = Map<string, string | null>;
interface Part {
	key: string;
	name: string;
	fields: Fields;
	/** One line that stands for the whole part when it comes or goes. */
	summary: string;
}

/** Changes in the order of the screen: the record itself, unit assignments, people, invoices. */
export function diffCanonical(before: CanonicalReservation, after: CanonicalReservation, words: Words): Change[] {
	return [
		...diffFields("", recordFields(before), recordFields(after)),
		...diffParts(assignmentParts(before, words), assignmentParts(after, words)),
		...diffParts(personParts(before), personParts(after)),
		...diffParts(invoiceParts(before), invoiceParts(after)),
	];
}

/** The name under which notes appear, for readers who may not see them. */
export const NOTES_FIELD = "Notes";

function recordFields(record: CanonicalReservation): Fields {
	const { currency } = record;
	return new Map([
		["Number", record.number],
		["Kind", KIND_LABELS[record.kind]],
		["Kind at the provider", record.rawKind],
		["Status", STATUS_LABELS[record.status]],
		["Status at the provider", record.rawStatus],
		["Arrival", record.arrival],
		["Departure", record.departure],
		["Check-in", record.checkIn],
		["Check-out", record.checkOut],
		["Title", record.title],
		[NOTES_FIELD, record.notes],
		["Channel", record.channel],
		["Channel code", record.channelCode],
		["Adults", numberText(record.adults)],
		["Children", numberText(record.children)],
		["Infants", numberText(record.infants)],
		["Pets", numberText(record.pets)],
		["Total", moneyText(record.total, currency)],
		["Paid", moneyText(record.paid, currency)],
		["Balance", moneyText(record.balance, currency)],
		["Booked", record.bookedAt],
		["Cancelled", record.cancelledAt],
	]);
}

function assignmentParts(record: CanonicalReservation, { unitName }: Words): Part[] {
	return record.assignments.map((assignment, index) => {
		const unit = assignment.unitId === null ? "no unit yet" : unitName(assignment.unitId);
		return {
			key: assignment.id,
			name: `Unit assignment ${index + 1}`,
			summary: `${unit}, ${assignment.arrival ?? "?"} to ${assignment.departure ?? "?"}`,
			fields: new Map([
				["unit", unit],
				["arrival", assignment.arrival],
				["departure", assignment.departure],
				["occupancy", numberText(assignment.occupancy)],
				["people", namesOf(record.people, assignment.personIds)],
				["invoices", invoiceNames(record.invoices, assignment.invoiceIds)],
				["revenue", moneyText(assignment.revenue, record.currency)],
				["tax", moneyText(assignment.tax, record.currency)],
				["fee", moneyText(assignment.fee, record.currency)],
			]),
		};
	});
}

function personParts(record: CanonicalReservation): Part[] {
	return record.people.map((person, index) => {
		const name = personName(person) ?? `Person ${index + 1}`;
		return {
			key: person.id,
			name: personName(person) === null ? name : `Person ${name}`,
			summary: name,
			fields: new Map([
				["first name", person.firstName],
				["last name", person.lastName],
				["main guest", person.isPrimary ? "yes" : "no"],
				["e-mail", person.email],
				["phones", listText(person.phones.map(({ kind, number }) => `${PHONE_LABELS[kind]} ${number}`))],
				["address", addressText(person)],
			]),
		};
	});
}

function invoiceParts(record: CanonicalReservation): Part[] {
	const assignmentNames = new Map(record.assignments.map(({ id }, index) => [id, `Unit assignment ${index + 1}`]));
	return record.invoices.map((invoice, index) => ({
		key: invoice.id,
		name: invoiceName(invoice, index),
		summary: moneyText(invoice.total, record.currency) ?? "no total given",
		fields: new Map([
			["payer", invoice.payerId === null ? null : namesOf(record.people, [invoice.payerId])],
			["unit assignments", listText(invoice.assignmentIds.map((id) => assignmentNames.get(id) ?? id))],
			["total", moneyText(invoice.total, record.currency)],
			["paid", moneyText(invoice.paid, record.currency)],
			["balance", moneyText(invoice.balance, record.currency)],
			...invoice.lines.map((line): [string, string] => [
				// The id keeps two lines of one description apart; it is not shown.
				`line ${line.description ?? MONEY_LINE_LABELS[line.kind]}\u0000${line.id}`,
				`${MONEY_LINE_LABELS[line.kind]} ${moneyText(line.amount, record.currency)}`,
			]),
		]),
	}));
}

function diffParts(before: readonly Part[], after: readonly Part[]): Change[] {
	const old = new Map(before.map((part) => [part.key, part]));
	const kept = new Set(after.map((part) => part.key));
	return [
		...before
			.filter((part) => !kept.has(part.key))
			.map((part) => ({ field: part.name, before: part.summary, after: null })),
		...after.flatMap((part) => {
			const previous = old.get(part.key);
			if (previous === undefined) return [{ field: part.name, before: null, after: part.summary }];
			return diffFields(`${part.name} · `, previous.fields, part.fields);
		}),
	];
}

function diffFields(prefix: string, before: Fields, after: Fields): Change[] {
	const names = new Set([...before.keys(), ...after.keys()]);
	return [...names].flatMap((name) => {
		const [was, is] = [before.get(name) ?? null, after.get(name) ?? null];
		const [shown = name] = name.split("\u0000");
		return was === is ? [] : [{ field: `${prefix}${shown}`, before: was, after: is }];
	});
}

function invoiceName(invoice: CanonicalInvoice, index: number): string {
	return `Invoice ${invoice.number ?? index + 1}`;
}

function invoiceNames(invoices: readonly CanonicalInvoice[], ids: readonly string[]): string | null {
	const names = new Map(invoices.map((invoice, index) => [invoice.id, invoiceName(invoice, index)]));
	return listText(ids.map((id) => names.get(id) ?? id));
}

function namesOf(people: readonly CanonicalPerson[], ids: readonly string[]): string | null {
	const names = new Map(people.map((person) => [person.id, personName(person)]));
	return listText(ids.map((id) => names.get(id) ?? id));
}

function addressText({ address }: CanonicalPerson): string | null {
	if (address === null) return null;
	const { street, postalCode, city, region, country } = address;
	return listText([street, postalCode, city, region, country].filter((part) => part !== null));
}

function listText(items: readonly string[]): string | null {
	return items.length === 0 ? null : items.join(", ");
}

function numberText(value: number | null): string | null {
	return value === null ? null : String(value);
}

function moneyText(amount: string | null, currency: string | null): string | null {
	return amount === null ? null : formatMoney({ amount, currency });
}
