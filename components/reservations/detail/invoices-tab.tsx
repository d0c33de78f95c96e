"use client";
import { type ReactNode, useMemo, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { CurrencyNote, MoneyText } from "@/components/ui/money-text";
import { SearchInput } from "@/components/ui/search-input";
import { firstOfGroups, useDrawnCount } from "@/components/ui/use-drawn-count";
import { isZero, type Money } from "@/lib/shared/money";
import { sumByCurrency } from "@/lib/shared/money-sum";
import { MONEY_LINE_LABELS } from "@/lib/shared/record-labels";
import type { Assignment, Invoice, MoneyLine, ReservationDetail } from "@/lib/shared/reservations";
import { bounded } from "../reservation-words";
import { formatStay } from "../stay-words";
import { groupScope } from "./group-scope";
import { groupingOf, unitName } from "./group-words";
import { invoiceGroups } from "./invoice-groups";
import { INVOICE_WORDS } from "./invoice-words";
import { PayersTable } from "./payers-table";
import { invoiceName, payerWords } from "./person-words";
import type { ViewControl } from "./use-view";
import { ViewLink } from "./view-link";

/** Cards of many lines: so many are drawn in one step. */
const CARDS_STEP = 5;

interface InvoicesTabProps {
	detail: ReservationDetail;
	thisYear: number;
	control: ViewControl;
}

export function InvoicesTab({ detail, thisYear, control }: InvoicesTabProps) {
	const { choice, night, by } = control.view;
	const [text, setText] = useState("");
	const wanted = text.trim().toLocaleLowerCase();
	const scope = useMemo(() => groupScope(detail, choice, night), [detail, choice, night]);
	const shown = detail.invoices.filter(
		(invoice) =>
			(scope === null || scope.invoices.has(invoice.id)) &&
			`${invoiceName(invoice, detail.invoices)} ${payerWords(invoice, detail.people).text}`
				.toLocaleLowerCase()
				.includes(wanted),
	);
	const groups = invoiceGroups(detail, shown, groupingOf("invoices", by));
	const drawn = useDrawnCount(shown.length, CARDS_STEP);
	if (detail.invoices.length === 0) {
		return (
			<EmptyState title={INVOICE_WORDS.noInvoicesGiven} level={3}>
				{INVOICE_WORDS.noInvoicesGivenText}
			</EmptyState>
		);
	}
	return (
		<div className="flex min-w-0 flex-col gap-3">
			{detail.invoices.length > 1 && <PayersTable detail={detail} control={control} />}
			<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
				{detail.invoices.length > 4 && (
					<SearchInput
						label={INVOICE_WORDS.findAnInvoice}
						placeholder={INVOICE_WORDS.payerOrNumber}
						value={text}
						onChange={setText}
					/>
				)}
				<p role="status" className="text-n11 text-sm">
					{shown.length === detail.invoices.length
						? INVOICE_WORDS.invoiceCount(shown.length)
						: INVOICE_WORDS.ofInvoices(shown.length, detail.invoices.length)}
				</p>
				<OpenBalances invoices={shown} />
				<CurrencyNote
					amounts={shown.flatMap((invoice) => [invoice.total, ...invoice.lines.map((line) => line.amount)])}
				/>
			</div>
			{firstOfGroups(groups, (group) => group.invoices, drawn).map(({ group, members }) => (
				<div key={group.key} className="flex flex-col gap-3">
					{group.title !== null && (
						<h3 className="foreign-text mt-2 font-semibold">
							<bdi>{group.title}</bdi> <span className="num font-normal text-n10">{group.invoices.length}</span>
						</h3>
					)}
					{members.map((invoice) => (
						<InvoiceCard
							key={invoice.id}
							invoice={invoice}
							detail={detail}
							thisYear={thisYear}
							control={control}
							level={group.title === null ? 3 : 4}
						/>
					))}
				</div>
			))}
		</div>
	);
}

/** What is still owed over the invoices in view, per currency; never summed across currencies. */
function OpenBalances({ invoices }: { invoices: readonly Invoice[] }) {
	const given = invoices.flatMap((invoice) => invoice.balance ?? []);
	const sums = sumByCurrency(given).filter((sum) => !isZero(sum));
	const missing = invoices.length - given.length;
	return (
		<p className="text-n11 text-sm">
			{sums.length === 0 ? (given.length === 0 ? null : INVOICE_WORDS.allSettled) : INVOICE_WORDS.open}
			{sums.map((sum, index) => (
				<span key={sum.currency ?? "none"}>
					{index > 0 && " + "}
					<MoneyText value={sum} balance compact />
				</span>
			))}
			{missing > 0 && INVOICE_WORDS.balanceOfNotGiven(missing)}
		</p>
	);
}

interface InvoiceCardProps {
	invoice: Invoice;
	detail: ReservationDetail;
	thisYear: number;
	control: ViewControl;
	/** Of its heading. */
	level: 3 | 4;
}

function InvoiceCard({ invoice, detail, thisYear, control, level }: InvoiceCardProps) {
	const Heading = level === 3 ? "h3" : "h4";
	const payer = payerWords(invoice, detail.people);
	const covered = detail.assignments.filter(
		(assignment) => invoice.assignmentIds.includes(assignment.id) || assignment.invoiceIds.includes(invoice.id),
	);
	return (
		<section className="lazy-card rounded-md border border-n6">
			<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-n6 border-b px-3 py-2">
				<div className="min-w-0 flex-1 basis-56">
					<Heading className="foreign-text font-semibold">{invoiceName(invoice, detail.invoices)}</Heading>
					<p className="foreign-text text-sm">
						<span className="text-n10">{INVOICE_WORDS.payerOf} </span>
						<bdi className={classNames(!payer.known && "text-warn-text")}>{payer.text}</bdi>
					</p>
					<p className="foreign-text text-n11 text-sm">
						<span className="text-n10">{INVOICE_WORDS.forUnits} </span>
						{covered.length === 0 ? INVOICE_WORDS.noUnitAssignmentNamed : coverWords(covered, thisYear)}
					</p>
					{covered.length > 0 && (
						<p className="print:hidden">
							<ViewLink
								control={control}
								to={{ tab: "stay", by: null, choice: { kind: "invoice", id: invoice.id } }}
								className="link inline-block py-1 text-sm max-sm:py-3"
							>
								{INVOICE_WORDS.showInTheStay}
							</ViewLink>
						</p>
					)}
				</div>
				<dl className="grid grid-cols-3 gap-x-5 text-right text-sm max-sm:w-full">
					<Amount label={INVOICE_WORDS.total} value={invoice.total} />
					<Amount label={INVOICE_WORDS.paid} value={invoice.paid} />
					<Amount label={INVOICE_WORDS.balance} value={invoice.balance} balance />
				</dl>
			</div>
			{invoice.lines.length === 0 ? (
				<p className="px-3 py-2 text-n10 text-sm">{INVOICE_WORDS.noLinesGiven}</p>
			) : (
				<table className="w-full text-sm" aria-label={INVOICE_WORDS.linesOf(invoiceName(invoice, detail.invoices))}>
					<thead className="sr-only">
						<tr>
							<th scope="col">{INVOICE_WORDS.kind}</th>
							<th scope="col">{INVOICE_WORDS.description}</th>
							<th scope="col">{INVOICE_WORDS.forWhat}</th>
							<th scope="col">{INVOICE_WORDS.amount}</th>
						</tr>
					</thead>
					<tbody>
						{invoice.lines.map((line) => (
							<Line key={line.id} line={line} assignments={detail.assignments} />
						))}
					</tbody>
				</table>
			)}
		</section>
	);
}

function Amount({ label, value, balance = false }: { label: string; value: Money | null; balance?: boolean }) {
	return (
		<div>
			<dt className="text-n10 text-xs">{label}</dt>
			<dd>
				<MoneyText value={value} balance={balance} compact />
			</dd>
		</div>
	);
}

function Line({ line, assignments }: { line: MoneyLine; assignments: readonly Assignment[] }) {
	const assignment = assignments.find((item) => item.id === line.assignmentId);
	return (
		<tr className="border-n6 [&:not(:last-child)>td]:border-b">
			<Cell className="w-24 whitespace-nowrap text-n10">
				<span title={line.rawKind === null ? undefined : bounded(line.rawKind)}>{MONEY_LINE_LABELS[line.kind]}</span>
			</Cell>
			<Cell className="foreign-text">
				{line.description === null ? (
					<span className="text-n10">{INVOICE_WORDS.noDescription}</span>
				) : (
					bounded(line.description)
				)}
			</Cell>
			<Cell className="foreign-text text-n10 max-sm:hidden">
				{assignment === undefined ? "" : unitName(assignment)}
			</Cell>
			<Cell className="text-right">
				<MoneyText value={line.amount} compact />
			</Cell>
		</tr>
	);
}

function Cell({ children, className }: { children: ReactNode; className: string }) {
	return <td className={classNames("border-n6 px-2 py-1 align-top first:pl-3 last:pr-3", className)}>{children}</td>;
}

function coverWords(assignments: readonly Assignment[], thisYear: number): string {
	const words = assignments
		.slice(0, 4)
		.map((item) => `${unitName(item)} (${formatStay(item.arrival, item.departure, thisYear)})`);
	const more = assignments.length - words.length;
	return more > 0 ? INVOICE_WORDS.andMoreUnits(words.join(", "), more) : words.join(", ");
}
