/** Invoices by payer or by unit. Pure. */
import type { Invoice, ReservationDetail } from "@/lib/shared/reservations";
import { unitsOfGroup } from "./group-scope";
import { unitName } from "./group-words";
import { INVOICE_WORDS } from "./invoice-words";
import { payerWords } from "./person-words";

export interface InvoiceGroup {
	key: string;
	/** Null where invoices are not grouped. */
	title: string | null;
	invoices: Invoice[];
}

/** An invoice for two units stands under both; the last group holds what names none. */
export function invoiceGroups(
	detail: Pick<ReservationDetail, "assignments" | "invoices" | "people">,
	shown: readonly Invoice[],
	by: string | null,
): InvoiceGroup[] {
	if (by === null) return [{ key: "all", title: null, invoices: [...shown] }];
	if (by === "payer") {
		const groups = new Map<string, InvoiceGroup>();
		for (const invoice of shown) {
			const key = invoice.payerId ?? "";
			const group = groups.get(key);
			if (group === undefined)
				groups.set(key, { key: `payer ${key}`, title: payerWords(invoice, detail.people).text, invoices: [invoice] });
			else group.invoices.push(invoice);
		}
		return [...groups].sort(([a], [b]) => Number(a === "") - Number(b === "")).map(([, group]) => group);
	}
	const units = unitsOfGroup(detail.assignments).map(({ key, assignments }) => {
		const ids = new Set(assignments.map(({ id }) => id));
		const linked = new Set(assignments.flatMap(({ invoiceIds }) => invoiceIds));
		return {
			key: `unit ${key}`,
			title: assignments[0] === undefined ? "" : unitName(assignments[0]),
			invoices: shown.filter((invoice) => linked.has(invoice.id) || invoice.assignmentIds.some((id) => ids.has(id))),
		};
	});
	const grouped = new Set(units.flatMap(({ invoices }) => invoices));
	return [
		...units,
		{ key: "none", title: INVOICE_WORDS.noUnitNamed, invoices: shown.filter((invoice) => !grouped.has(invoice)) },
	].filter(({ invoices }) => invoices.length > 0);
}
