/** What each payer owes over all invoices of a group, per currency and never mixed. Pure. */
import type { Money } from "@/lib/shared/money";
import { sumByCurrency } from "@/lib/shared/money-sum";
import type { Invoice, ReservationDetail } from "@/lib/shared/reservations";
import { personName } from "./person-words";

/** Sums of what was given; `missing` invoices gave no such amount. */
export interface Sum {
	value: Money | null;
	missing: number;
}

export interface PayerRow {
	/** Unique over all rows. */
	key: string;
	/** Null: the invoices name no payer. */
	payerId: string | null;
	/** Null: nobody is named, or who is named is not among the people given. */
	name: string | null;
	currency: string | null;
	invoices: Invoice[];
	total: Sum;
	paid: Sum;
	balance: Sum;
}

/** One row a payer and currency: people in the reservation's order, then payers who are not among them, then no payer. */
export function moneyByPayer({ people, invoices }: Pick<ReservationDetail, "people" | "invoices">): PayerRow[] {
	const names = new Map(people.map((person) => [person.id, personName(person)]));
	const place = new Map(people.map((person, index) => [person.id, index]));
	const rows = new Map<string, { payerId: string | null; currency: string | null; invoices: Invoice[] }>();
	for (const invoice of invoices) {
		const currency = currencyOf(invoice);
		const key = JSON.stringify([invoice.payerId, currency]);
		const row = rows.get(key);
		if (row === undefined) rows.set(key, { payerId: invoice.payerId, currency, invoices: [invoice] });
		else row.invoices.push(invoice);
	}
	const rank = (payerId: string | null) =>
		payerId === null ? Number.POSITIVE_INFINITY : (place.get(payerId) ?? people.length);
	return [...rows]
		.map(([key, row]) => ({
			...row,
			key,
			name: row.payerId === null ? null : (names.get(row.payerId) ?? null),
			total: sum(row.invoices, "total"),
			paid: sum(row.invoices, "paid"),
			balance: sum(row.invoices, "balance"),
		}))
		.sort((a, b) => {
			const [left, right] = [rank(a.payerId), rank(b.payerId)];
			return left === right ? 0 : left - right;
		});
}

/** An invoice has one currency; one without amounts counts as without a currency. */
function currencyOf({ total, paid, balance, lines }: Invoice): string | null {
	return (total ?? balance ?? paid ?? lines[0]?.amount)?.currency ?? null;
}

function sum(invoices: readonly Invoice[], field: "total" | "paid" | "balance"): Sum {
	const given = invoices.flatMap((invoice) => invoice[field] ?? []);
	return { value: sumByCurrency(given)[0] ?? null, missing: invoices.length - given.length };
}
