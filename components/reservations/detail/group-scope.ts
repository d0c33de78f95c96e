/** A group narrowed to a person, a unit, an invoice or a night: who and what then belongs to it. Pure. */
import type { Assignment, ReservationDetail } from "@/lib/shared/reservations";

export type Group = Pick<ReservationDetail, "people" | "assignments" | "invoices">;

export interface Choice {
	kind: "person" | "unit" | "invoice";
	/** Of a person or an invoice its id; of a unit its key. */
	id: string;
}

/** Names a unit; an assignment without one is a unit of its own. */
export function unitKey(assignment: Pick<Assignment, "id" | "unit">): string {
	return assignment.unit === null ? `~${assignment.id}` : assignment.unit.id;
}

/** Whether somebody with this assignment sleeps there in the night that begins on the evening of `night`. */
export function coversNight({ arrival, departure }: Pick<Assignment, "arrival" | "departure">, night: string): boolean {
	return arrival !== null && departure !== null && arrival <= night && night < departure;
}

/** Ids of the assignments a choice concerns; null when nothing is chosen. Links are read from both of their ends. */
export function chosenAssignments(group: Group, choice: Choice | null): Set<string> | null {
	if (choice === null) return null;
	if (choice.kind === "unit") {
		return new Set(group.assignments.filter((item) => unitKey(item) === choice.id).map(({ id }) => id));
	}
	const from = choice.kind === "person" ? group.people : group.invoices;
	const ids = new Set(from.find((item) => item.id === choice.id)?.assignmentIds ?? []);
	for (const assignment of group.assignments) {
		const linked = choice.kind === "person" ? assignment.personIds : assignment.invoiceIds;
		if (linked.includes(choice.id)) ids.add(assignment.id);
	}
	return ids;
}

export interface GroupScope {
	assignments: ReadonlySet<string>;
	people: ReadonlySet<string>;
	invoices: ReadonlySet<string>;
}

/**
 * What belongs to a choice, to a night, or to both at once; null when neither is given. A person alone brings their
 * units and what pays for them; a unit its people and invoices; an invoice its units, their people and its payer.
 */
export function groupScope(group: Group, choice: Choice | null, night: string | null): GroupScope | null {
	if (choice === null && night === null) return null;
	const chosen = chosenAssignments(group, choice);
	const inside = group.assignments.filter(
		(assignment) =>
			(chosen === null || chosen.has(assignment.id)) && (night === null || coversNight(assignment, night)),
	);
	const assignments = new Set(inside.map(({ id }) => id));
	const people = new Set(choice?.kind === "person" ? [choice.id] : inside.flatMap(({ personIds }) => personIds));
	const invoices = new Set(
		choice?.kind === "invoice"
			? [choice.id]
			: group.invoices
					.filter(
						(invoice) =>
							(choice?.kind === "person" && invoice.payerId === choice.id) ||
							invoice.assignmentIds.some((id) => assignments.has(id)) ||
							inside.some(({ invoiceIds }) => invoiceIds.includes(invoice.id)),
					)
					.map(({ id }) => id),
	);
	if (choice?.kind === "invoice") {
		const payerId = group.invoices.find(({ id }) => id === choice.id)?.payerId ?? null;
		if (payerId !== null) people.add(payerId);
	}
	return { assignments, people, invoices };
}

export interface UnitOfGroup {
	key: string;
	assignments: Assignment[];
}

/** Units in the provider's order, each once, with their assignments. */
export function unitsOfGroup(assignments: readonly Assignment[]): UnitOfGroup[] {
	const units = new Map<string, UnitOfGroup>();
	for (const assignment of assignments) {
		const key = unitKey(assignment);
		const unit = units.get(key);
		if (unit === undefined) units.set(key, { key, assignments: [assignment] });
		else unit.assignments.push(assignment);
	}
	return [...units.values()];
}
