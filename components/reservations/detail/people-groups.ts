/** People by unit or by invoice, and what each sleeps in and pays. Pure. */
import type { Person, ReservationDetail } from "@/lib/shared/reservations";
import { unitsOfGroup } from "./group-scope";
import { unitName } from "./group-words";
import { PEOPLE_WORDS } from "./people-words";
import { invoiceName, payerWords } from "./person-words";

export interface PeopleGroup {
	key: string;
	/** Null where people are not grouped. */
	title: string | null;
	people: Person[];
}

/** Who stands in two groups is in both; the last group holds who is in none. `shown` is a part of the group's people. */
export function peopleGroups(
	detail: Pick<ReservationDetail, "assignments" | "invoices" | "people">,
	shown: readonly Person[],
	by: string | null,
): PeopleGroup[] {
	if (by === null) return [{ key: "all", title: null, people: [...shown] }];
	const groups =
		by === "unit"
			? unitsOfGroup(detail.assignments).map(({ key, assignments }) => ({
					key,
					title: assignments[0] === undefined ? "" : unitName(assignments[0]),
					ids: new Set(assignments.flatMap(({ personIds }) => personIds)),
				}))
			: detail.invoices.map((invoice) => ({
					key: invoice.id,
					title: `${invoiceName(invoice, detail.invoices)}, ${payerWords(invoice, detail.people).text}`,
					ids: new Set([
						...(invoice.payerId === null ? [] : [invoice.payerId]),
						...detail.assignments
							.filter(({ id, invoiceIds }) => invoice.assignmentIds.includes(id) || invoiceIds.includes(invoice.id))
							.flatMap(({ personIds }) => personIds),
					]),
				}));
	const grouped = new Set(groups.flatMap(({ ids }) => [...ids]));
	return [
		...groups.map(({ key, title, ids }) => ({ key, title, people: shown.filter(({ id }) => ids.has(id)) })),
		{
			key: "none of them",
			title: by === "unit" ? PEOPLE_WORDS.noUnitGroup : PEOPLE_WORDS.onNoInvoice,
			people: shown.filter(({ id }) => !grouped.has(id)),
		},
	].filter(({ people }) => people.length > 0);
}

export interface PersonLinks {
	/** Names of the units a person sleeps in, each once. */
	units: ReadonlyMap<string, string[]>;
	/** Names of the invoices a person pays. */
	invoices: ReadonlyMap<string, string[]>;
}

export function personLinks(detail: Pick<ReservationDetail, "assignments" | "invoices">): PersonLinks {
	const units = new Map<string, string[]>();
	for (const assignment of detail.assignments) {
		const name = unitName(assignment);
		for (const id of assignment.personIds) {
			const names = units.get(id) ?? [];
			if (!names.includes(name)) units.set(id, [...names, name]);
		}
	}
	const invoices = new Map<string, string[]>();
	for (const invoice of detail.invoices) {
		if (invoice.payerId === null) continue;
		const name = invoiceName(invoice, detail.invoices).replace(/^Invoice /, "");
		invoices.set(invoice.payerId, [...(invoices.get(invoice.payerId) ?? []), name]);
	}
	return { units, invoices };
}
