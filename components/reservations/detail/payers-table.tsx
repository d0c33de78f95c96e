"use client";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { MoneyText } from "@/components/ui/money-text";
import { Panel } from "@/components/ui/panel";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import type { ReservationDetail } from "@/lib/shared/reservations";
import { count } from "../stay-words";
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
	const shown = all ? rows : rows.filter((row, index) => index < SHOWN || row.payerId === null);
	return (
		<Panel title="Money by payer" sub={count(payers, "payer", "payers")} level={3} flush>
			<Table label="Money by payer" className="stack-table">
				<THead className="static">
					<tr>
						<Th>Payer</Th>
						<Th numeric>Invoices</Th>
						<Th numeric>Total</Th>
						<Th numeric>Paid</Th>
						<Th numeric>Balance</Th>
					</tr>
				</THead>
				<TBody>
					{shown.map((row) => (
						<Tr key={row.key}>
							<Td className="max-w-72">
								<Payer row={row} control={control} />
							</Td>
							<Td numeric data-label="Invoices">
								{row.invoices.length.toLocaleString("en")}
							</Td>
							<Td numeric data-label="Total">
								<SumText sum={row.total} />
							</Td>
							<Td numeric data-label="Paid">
								<SumText sum={row.paid} />
							</Td>
							<Td numeric data-label="Balance">
								<SumText sum={row.balance} balance />
							</Td>
						</Tr>
					))}
				</TBody>
			</Table>
			{(all || shown.length < rows.length) && rows.length > SHOWN && (
				<div className="px-3 py-1.5">
					<Button variant="quiet" size="sm" aria-expanded={all} onClick={() => setAll(!all)}>
						{all ? "Show fewer" : `Show all ${count(payers, "payer", "payers")}`}
					</Button>
				</div>
			)}
		</Panel>
	);
}

function Payer({ row, control }: { row: PayerRow; control: ViewControl }) {
	if (row.payerId === null) return <span className="text-warn-text">no payer given</span>;
	return (
		<ViewLink
			control={control}
			to={{ tab: "invoices", choice: { kind: "person", id: row.payerId } }}
			className={row.name === null ? "link text-warn-text" : "link foreign-text"}
		>
			<bdi>{row.name ?? "payer is not among the people given"}</bdi>
		</ViewLink>
	);
}

function SumText({ sum: { value, missing }, balance = false }: { sum: Sum; balance?: boolean }) {
	return (
		<span>
			<MoneyText value={value} balance={balance} compact />
			{value !== null && missing > 0 && <span className="block text-n10 text-xs">{missing} not given</span>}
		</span>
	);
}
