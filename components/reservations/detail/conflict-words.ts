/** What does not fit in a reservation, each as a sentence whose names lead to the place, and the words of their tab. Pure. */
import { CONFLICT_KINDS } from "@/lib/shared/conflict-labels";
import type { Conflict, ConflictKind } from "@/lib/shared/conflicts";
import { formatMoney, isZero, type Money } from "@/lib/shared/money";
import { sumByCurrency } from "@/lib/shared/money-sum";
import { KIND_LABELS } from "@/lib/shared/reservation-labels";
import type { ReservationDetail } from "@/lib/shared/reservations";
import { bounded } from "../reservation-words";
import { count, formatShort, formatStay } from "../stay-words";
import { unitKey } from "./group-scope";
import { unitName } from "./group-words";
import { invoiceName, personName } from "./person-words";
import type { ViewChange } from "./view-state";

export const CONFLICT_WORDS = {
	nothingToPutRight: "Nothing to put right",
	everythingFits: "Everything fits",
	nobodyWillCome: "It is cancelled or gone, so nobody will come.",
	everythingFitsText:
		"Everybody has a unit, every unit has somebody, every invoice a payer, and no unit is taken twice, as far as the provider tells.",
	onlyReads: (providerLabel: string) =>
		`Rezdeck only reads. What is put right at ${providerLabel} leaves this list with the next reading. As of {asOf}.`,
	showFewer: "Show fewer",
	showAll: (conflicts: string) => `Show all ${conflicts}`,
} as const;

/** Plain words, words that lead to a place on this page, or words that lead to another page. */
export interface Part {
	text: string;
	view?: ViewChange;
	href?: string;
}

/** What the kind means, once above its list. */
export const CONFLICT_MEANING: Record<ConflictKind, string> = {
	person_without_unit: "They are in the group, but no unit is assigned to them.",
	unit_without_person: "A unit of the group in which nobody is named.",
	invoice_without_payer: "Nobody is named who pays it.",
	line_without_invoice: "It costs something, and no invoice holds it.",
	assignment_outside_stay: "The unit is assigned before the stay begins or after it ends.",
	unit_overlap: "Two have the same unit in the same night.",
	balance_after_departure: "The guests have left and money is still open.",
};

/** By kind in the order of the words; kinds without a conflict are left out. */
export function conflictsByKind(conflicts: readonly Conflict[]): { kind: ConflictKind; conflicts: Conflict[] }[] {
	return CONFLICT_KINDS.map((kind) => ({
		kind,
		conflicts: conflicts.filter((conflict) => conflict.kind === kind),
	})).filter((group) => group.conflicts.length > 0);
}

export function conflictSentence(conflict: Conflict, detail: ReservationDetail, thisYear: number): Part[] {
	const assignment = detail.assignments.find(({ id }) => id === conflict.assignmentId);
	const dates = assignment === undefined ? "" : ` (${formatStay(assignment.arrival, assignment.departure, thisYear)})`;
	const unit: Part =
		assignment === undefined
			? { text: "A unit assignment" }
			: {
					text: unitName(assignment),
					view: {
						tab: "stay",
						by: null,
						night: null,
						from: assignment.arrival,
						choice: { kind: "unit", id: unitKey(assignment) },
					},
				};
	switch (conflict.kind) {
		case "person_without_unit":
			return [personPart(conflict, detail), { text: " has no unit." }];
		case "unit_without_person":
			return [unit, { text: `${dates} has nobody in it${bookedFor(assignment?.occupancy ?? null)}.` }];
		case "invoice_without_payer":
			return invoiceSentence(conflict, detail);
		case "line_without_invoice":
			return [
				unit,
				{ text: `${dates} costs ${amounts([assignment?.revenue, assignment?.tax, assignment?.fee])}, on no invoice.` },
			];
		case "assignment_outside_stay":
			return [
				unit,
				{ text: `${dates} lies outside the stay, ${formatStay(detail.arrival, detail.departure, thisYear)}.` },
			];
		case "unit_overlap":
			return overlapSentence(conflict, unit, dates, thisYear);
		case "balance_after_departure":
			return [
				{
					text: `The guests left${detail.departure === null ? "" : ` on ${formatShort(detail.departure, thisYear)}`} and `,
				},
				{
					text: `${amounts([detail.balance])} is still open`,
					view: { tab: "invoices", by: "payer", choice: null, night: null },
				},
				{ text: "." },
			];
	}
}

function personPart({ personId }: Conflict, detail: ReservationDetail): Part {
	const person = detail.people.find(({ id }) => id === personId);
	if (person === undefined) return { text: "A person" };
	return {
		text: personName(person),
		view: { tab: "people", by: null, night: null, choice: { kind: "person", id: person.id } },
	};
}

function invoiceSentence({ invoiceId }: Conflict, detail: ReservationDetail): Part[] {
	const invoice = detail.invoices.find(({ id }) => id === invoiceId);
	if (invoice === undefined) return [{ text: "An invoice names no payer." }];
	return [
		{
			text: invoiceName(invoice, detail.invoices),
			view: { tab: "invoices", by: null, night: null, choice: { kind: "invoice", id: invoice.id } },
		},
		{ text: `${invoice.total === null ? "" : ` of ${formatMoney(invoice.total)}`} names no payer.` },
	];
}

function overlapSentence({ other }: Conflict, unit: Part, dates: string, thisYear: number): Part[] {
	if (other === null) return [unit, { text: `${dates} is assigned twice within this reservation.` }];
	const kind = Object.entries(KIND_LABELS).find(([name]) => name === other.kind)?.[1] ?? KIND_LABELS.unknown;
	const name = other.title === null || other.title.trim() === "" ? kind.toLocaleLowerCase("en") : other.title;
	return [
		unit,
		{ text: `${dates} is also taken by ` },
		{ text: bounded(name), href: `/reservations/${encodeURIComponent(other.id)}?tab=conflicts` },
		{
			text: `${other.number === null ? "" : `, number ${bounded(other.number)}`}, ${formatStay(other.arrival, other.departure, thisYear)}.`,
		},
	];
}

function bookedFor(occupancy: number | null): string {
	return occupancy === null || occupancy === 0 ? "" : `; it is booked for ${count(occupancy, "person", "people")}`;
}

function amounts(values: readonly (Money | null | undefined)[]): string {
	const sums = sumByCurrency(values.flatMap((value) => value ?? [])).filter((sum) => !isZero(sum));
	return sums.length === 0 ? "an amount that is not given" : sums.map((sum) => formatMoney(sum)).join(" + ");
}
