/** The words of a group's tabs: units, nights, choices, payers. Pure. */
import { formatDay } from "@/lib/shared/dates";
import type { Assignment, ReservationDetail } from "@/lib/shared/reservations";
import { bounded } from "../reservation-words";
import { count, formatStay } from "../stay-words";
import { type Choice, type Group, type GroupScope, unitKey } from "./group-scope";
import { invoiceName, payerWords, personName } from "./person-words";

/** How a tab may group what it shows; the first is its own way. */
export const GROUPINGS: Record<string, readonly { value: string | null; label: string }[]> = {
	stay: [
		{ value: null, label: "Units by night" },
		{ value: "people", label: "People by night" },
		{ value: "invoices", label: "Units by invoice" },
		{ value: "night", label: "One night" },
		{ value: "rooming", label: "Rooming list" },
	],
	people: [
		{ value: null, label: "Not grouped" },
		{ value: "unit", label: "By unit" },
		{ value: "invoice", label: "By invoice" },
	],
	invoices: [
		{ value: null, label: "Not grouped" },
		{ value: "payer", label: "By payer" },
		{ value: "unit", label: "By unit" },
	],
};

/** The grouping that a URL means on a tab; null for what the tab does not know. */
export function groupingOf(tab: string, by: string | null): string | null {
	return GROUPINGS[tab]?.some(({ value }) => value === by) === true ? by : null;
}

export function unitName(assignment: Pick<Assignment, "unit" | "unitType">): string {
	if (assignment.unit !== null) return bounded(assignment.unit.name);
	return assignment.unitType === null ? "no unit yet" : `no unit yet, ${bounded(assignment.unitType)}`;
}

/** "Thu 12 Mar", with the year when it is not this one. */
export function nightWords(night: string, thisYear: number): string {
	return `night of ${formatDay(night, thisYear)}`;
}

/** What a choice is called; says so when the URL names somebody who is not in the reservation. */
export function choiceName(detail: ReservationDetail, choice: Choice): string {
	if (choice.kind === "person") {
		const person = detail.people.find(({ id }) => id === choice.id);
		return person === undefined ? "a person who is not given" : personName(person);
	}
	if (choice.kind === "unit") {
		const assignment = detail.assignments.find((item) => unitKey(item) === choice.id);
		return assignment === undefined ? "a unit that is not in this reservation" : unitName(assignment);
	}
	const invoice = detail.invoices.find(({ id }) => id === choice.id);
	return invoice === undefined ? "an invoice that is not given" : invoiceName(invoice, detail.invoices);
}

const PLACES_MAX = 6;

/** A choice as a sentence, so that it does not hang on colour: where somebody sleeps, who is in a unit, what an invoice pays. */
export function choiceWords(
	detail: ReservationDetail,
	choice: Choice | null,
	thisYear: number,
	lit: GroupScope | null,
) {
	if (choice === null || lit === null) return "";
	const name = choiceName(detail, choice);
	const inside = detail.assignments.filter(({ id }) => lit.assignments.has(id));
	const places = listed(
		inside.map((item) => `${unitName(item)} (${formatStay(item.arrival, item.departure, thisYear)})`),
	);
	if (choice.kind === "person") {
		return places === "" ? `${name} is not assigned to a unit.` : `${name} sleeps in ${places}.`;
	}
	if (choice.kind === "unit") {
		const people = namesOf(detail, lit.people);
		return people === "" ? `Nobody is named in ${name}.` : `In ${name}: ${people}.`;
	}
	const invoice = detail.invoices.find(({ id }) => id === choice.id);
	if (invoice === undefined) return "This invoice is not among the invoices given.";
	const payer = payerWords(invoice, detail.people);
	const lead = `${name} (${payer.known ? `paid by ${payer.text}` : payer.text})`;
	return places === "" ? `${lead} names no unit assignment.` : `${lead} is for ${places}.`;
}

function namesOf({ people }: Pick<Group, "people">, ids: ReadonlySet<string>): string {
	const names = people.filter(({ id }) => ids.has(id)).map(personName);
	const unknown = ids.size - names.length;
	return listed(unknown === 0 ? names : [...names, `${count(unknown, "person", "people")} not given`]);
}

function listed(words: readonly string[]): string {
	const shown = words.slice(0, PLACES_MAX).join(", ");
	return words.length > PLACES_MAX ? `${shown} and ${words.length - PLACES_MAX} more` : shown;
}
