"use client";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { MoneyText } from "@/components/ui/money-text";
import { Panel } from "@/components/ui/panel";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import type { ReservationDetail } from "@/lib/shared/reservations";
import { INVOICE_WORDS } from "./invoice-words";
import { moneyByPayer, type PayerRow, type Sum } from "./money-by-payer";
import type { ViewControl } from "./use-view";
import { ViewLink } from "./view-link";

/** More payers are shown on demand. */
const SHOWN = 6;

/** Who pays how much, and what is open: one row a payer and currency. */
export function PayersTable({ detail, control }: { detail: ReservationDetail; control: ViewControl }) {
	const rows = useMemo(() => moneyByPayer(detail), [detail]);
	const [all, setAll] = useState(false);
	const payers = new Set(rows.flatMap(({ payerId }) => payerId ?? [])).size;
	// What nobody is named for must not hide behind the others.
	const shown = new Set(all ? rows : rows.filter((row, index) => index < SHOWN || row.payerId === null));
	return (
		<Panel title={INVOICE_WORDS.moneyByPayer} sub={INVOICE_WORDS.payerCount(payers)} level={3} flush>
			<Table label={INVOICE_WORDS.moneyByPayer} className="stack-table">
				<THead className="static">
					<tr>
						<Th>{INVOICE_WORDS.payer}</Th>
						<Th numeric>{INVOICE_WORDS.invoices}</Th>
						<Th numeric>{INVOICE_WORDS.total}</Th>
						<Th numeric>{INVOICE_WORDS.paid}</Th>
						<Th numeric>{INVOICE_WORDS.balance}</Th>
					</tr>
				</THead>
				<TBody>
					{rows.map((row) => (
						<Tr key={row.key} className={shown.has(row) ? undefined : "hidden print:table-row"}>
							<Td className="max-w-72">
								<Payer row={row} control={control} />
							</Td>
							<Td numeric data-label={INVOICE_WORDS.invoices}>
								{row.invoices.length.toLocaleString("en")}
							</Td>
							<Td numeric data-label={INVOICE_WORDS.total}>
								<SumText sum={row.total} />
							</Td>
							<Td numeric data-label={INVOICE_WORDS.paid}>
								<SumText sum={row.paid} />
							</Td>
							<Td numeric data-label={INVOICE_WORDS.balance}>
								<SumText sum={row.balance} balance />
							</Td>
						</Tr>
					))}
				</TBody>
			</Table>
			{(all || shown.size < rows.length) && rows.length > SHOWN && (
				<div className="px-3 py-1.5 print:hidden">
					<Button variant="quiet" size="sm" aria-expanded={all} onClick={() => setAll(!all)}>
						{all ? INVOICE_WORDS.showFewer : INVOICE_WORDS.showAllPayers(payers)}
					</Button>
				</div>
			)}
		</Panel>
	);
}

function Payer({ row, control }: { row: PayerRow; control: ViewControl }) {
	if (row.payerId === null) return <span className="text-warn-text">{INVOICE_WORDS.noPayerGiven}</span>;
	return (
		<ViewLink
			control={control}
			to={{ tab: "invoices", choice: { kind: "person", id: row.payerId } }}
			className={row.name === null ? "link text-warn-text" : "link foreign-text"}
		>
			<bdi>{row.name ?? INVOICE_WORDS.payerNotGiven}</bdi>
		</ViewLink>
	);
}

function SumText({ sum: { value, missing }, balance = false }: { sum: Sum; balance?: boolean }) {
	return (
		<span>
			<MoneyText value={value} balance={balance} compact />
			{value !== null && missing > 0 && (
				<span className="block text-n10 text-xs">{INVOICE_WORDS.notGiven(missing)}</span>
			)}
		</span>
	);
}
