/** What does not fit together inside one record. Pure; conflicts between reservations are found by queries (list-conditions.ts). */
import "server-only";
import type { CanonicalAssignment, CanonicalReservation } from "@/lib/providers/canonical";
import type { ConflictKind } from "@/lib/shared/conflicts";

export interface FoundConflict {
	kind: ConflictKind;
	personId: string | null;
	assignmentId: string | null;
	invoiceId: string | null;
}

/** In the record's own order. A cancelled reservation, a block and a hold have nothing to put right. */
export function findConflicts(record: CanonicalReservation): FoundConflict[] {
	if (record.status === "cancelled" || (record.kind !== "stay" && record.kind !== "owner_stay")) return [];
	return [...peopleAndUnits(record), ...moneyWithoutHome(record), ...outsideStay(record), ...takenTwice(record)];
}

/** Kinds, each once, for the list. */
export function conflictKinds(record: CanonicalReservation): ConflictKind[] {
	return [...new Set(findConflicts(record).map(({ kind }) => kind))];
}

/** With one unit everybody is in it, whether the provider links them or not: only a group can be divided wrongly. */
function peopleAndUnits({ people, assignments }: CanonicalReservation): FoundConflict[] {
	if (assignments.length < 2 || people.length === 0) return [];
	const housed = new Set(assignments.flatMap(({ personIds }) => personIds));
	return [
		...people.filter(({ id }) => !housed.has(id)).map(({ id }) => found("person_without_unit", { personId: id })),
		...assignments
			.filter(({ personIds }) => personIds.length === 0)
			.map(({ id }) => found("unit_without_person", { assignmentId: id })),
	];
}

function moneyWithoutHome({ invoices, assignments }: CanonicalReservation): FoundConflict[] {
	if (invoices.length === 0) return [];
	const billed = new Set(invoices.flatMap(({ assignmentIds }) => assignmentIds));
	return [
		...invoices
			.filter(({ payerId }) => payerId === null)
			.map(({ id }) => found("invoice_without_payer", { invoiceId: id })),
		...assignments
			.filter((assignment) => costs(assignment) && assignment.invoiceIds.length === 0 && !billed.has(assignment.id))
			.map(({ id }) => found("line_without_invoice", { assignmentId: id })),
	];
}

function costs({ revenue, tax, fee }: CanonicalAssignment): boolean {
	return [revenue, tax, fee].some((amount) => amount !== null && /[1-9]/.test(amount));
}

/** Dates are texts YYYY-MM-DD and compare as such. */
function outsideStay({ arrival, departure, assignments }: CanonicalReservation): FoundConflict[] {
	return assignments
		.filter(
			(assignment) =>
				(arrival !== null && assignment.arrival !== null && assignment.arrival < arrival) ||
				(departure !== null && assignment.departure !== null && assignment.departure > departure),
		)
		.map(({ id }) => found("assignment_outside_stay", { assignmentId: id }));
}

/** One unit in two assignments of the record that share a night: the later one is named. */
function takenTwice({ assignments }: CanonicalReservation): FoundConflict[] {
	const takenUntil = new Map<string, string>();
	return assignments
		.flatMap(({ id, unitId, arrival, departure }) =>
			unitId === null || arrival === null || departure === null || departure <= arrival
				? []
				: [{ id, unitId, arrival, departure }],
		)
		.sort((a, b) => (a.arrival < b.arrival ? -1 : a.arrival > b.arrival ? 1 : 0))
		.filter(({ unitId, arrival, departure }) => {
			const until = takenUntil.get(unitId) ?? "";
			if (departure > until) takenUntil.set(unitId, departure);
			return arrival < until;
		})
		.map(({ id }) => found("unit_overlap", { assignmentId: id }));
}

function found(kind: ConflictKind, where: Partial<Omit<FoundConflict, "kind">>): FoundConflict {
	return { kind, personId: null, assignmentId: null, invoiceId: null, ...where };
}
