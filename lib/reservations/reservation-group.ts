/** Canonical people, assignments and invoices → DTOs with links in both directions. Pure; linear in the group's size. */
import "server-only";
import type { CanonicalInvoice, CanonicalPerson, CanonicalReservation } from "@/lib/providers/canonical";
import type { Money } from "@/lib/shared/money";
import type { Assignment, Invoice, Person, ReservationDetail } from "@/lib/shared/reservations";
import { personName, withContact } from "./project";
import { nightsOrNull } from "./reservation-row";
import { unlistedUnit } from "./reservation-units";

export interface KnownUnit {
	id: string;
	remoteId: string;
	name: string;
	typeId: string | null;
	typeName: string | null;
	propertyName: string | null;
}

interface KnownContacts {
	known: ReadonlyMap<string, CanonicalPerson>;
	asked: ReadonlySet<string>;
}

/** Links to people, assignments and invoices that the record does not hold are kept as they are. */
export function groupOf(
	canonical: CanonicalReservation,
	knownUnits: readonly KnownUnit[],
	contacts: KnownContacts,
): Pick<ReservationDetail, "people" | "assignments" | "invoices"> {
	const { currency } = canonical;
	const units = new Map(knownUnits.map((unit) => [unit.remoteId, unit]));
	const typeNames = new Map(knownUnits.map((unit) => [unit.typeId, unit.typeName]));
	const toMoney = (amount: string | null): Money | null => (amount === null ? null : { amount, currency });
	// Either side may name the link; a reader gets it from both.
	const assignmentInvoices = links(
		canonical.assignments.map(({ id, invoiceIds }) => [id, invoiceIds]),
		canonical.invoices.map(({ id, assignmentIds }) => [id, assignmentIds]),
	);
	const invoiceAssignments = links(
		canonical.invoices.map(({ id, assignmentIds }) => [id, assignmentIds]),
		canonical.assignments.map(({ id, invoiceIds }) => [id, invoiceIds]),
	);
	const personAssignments = links(
		[],
		canonical.assignments.map(({ id, personIds }) => [id, personIds]),
	);
	const personInvoices = links(
		[],
		canonical.invoices.map(({ id, payerId }) => [id, payerId === null ? [] : [payerId]]),
	);

	const people = canonical.people.map((person): Person => {
		const full = canonical.contactsSeparate ? withContact(person, contacts.known.get(person.id)) : person;
		return {
			...full,
			name: personName(full),
			contactLoaded: !canonical.contactsSeparate || contacts.asked.has(person.id),
			assignmentIds: personAssignments.get(person.id) ?? [],
			invoiceIds: personInvoices.get(person.id) ?? [],
		};
	});
	const assignments = canonical.assignments.map((assignment): Assignment => {
		const { id, arrival, departure, unitId, unitTypeId, occupancy, personIds } = assignment;
		return {
			id,
			arrival,
			departure,
			nights: nightsOrNull(arrival, departure),
			unit: unitId === null ? null : unitWithType(unitId, units.get(unitId)),
			// The type that was booked, which may differ from the unit's; the provider's own id while its name is unknown.
			unitType: unitTypeId === null ? null : (typeNames.get(unitTypeId) ?? unitTypeId),
			occupancy,
			personIds,
			invoiceIds: assignmentInvoices.get(id) ?? [],
			revenue: toMoney(assignment.revenue),
			tax: toMoney(assignment.tax),
			fee: toMoney(assignment.fee),
		};
	});
	const invoices = canonical.invoices.map(
		(invoice): Invoice => ({
			id: invoice.id,
			number: invoice.number,
			payerId: invoice.payerId,
			assignmentIds: invoiceAssignments.get(invoice.id) ?? [],
			lines: invoice.lines.map((line) => ({ ...line, amount: { amount: line.amount, currency } })),
			...invoiceTotals(invoice, toMoney),
		}),
	);
	return { people, assignments, invoices };
}

function invoiceTotals({ total, paid, balance }: CanonicalInvoice, toMoney: (amount: string | null) => Money | null) {
	return { total: toMoney(total), paid: toMoney(paid), balance: toMoney(balance) };
}

function unitWithType(unitId: string, unit: KnownUnit | undefined) {
	if (unit === undefined) return { ...unlistedUnit(unitId), type: null, property: null };
	return { id: unit.id, name: unit.name, type: unit.typeName, property: unit.propertyName };
}

/** id → linked ids: its own first, then those that name it from the other side. Each once. */
function links(
	own: readonly (readonly [string, readonly string[]])[],
	reverse: readonly (readonly [string, readonly string[]])[],
): Map<string, string[]> {
	const sets = new Map<string, Set<string>>();
	const add = (id: string, linked: string) => {
		const set = sets.get(id);
		if (set === undefined) sets.set(id, new Set([linked]));
		else set.add(linked);
	};
	for (const [id, linkedIds] of own) for (const linked of linkedIds) add(id, linked);
	for (const [linked, ids] of reverse) for (const id of ids) add(id, linked);
	return new Map([...sets].map(([id, set]) => [id, [...set]]));
}
