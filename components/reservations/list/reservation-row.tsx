"use client";
import { PanelRightOpen } from "lucide-react";
import Link from "next/link";
import { memo } from "react";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Instant } from "@/components/ui/instant";
import { MoneyText } from "@/components/ui/money-text";
import { ProviderMark } from "@/components/ui/provider-mark";
import type { ReservationRow as Row } from "@/lib/shared/reservations";
import { bounded, reservationMark, reservationTitle, unitsWords } from "../reservation-words";
import { count, formatStay, nightsWords } from "../stay-words";

interface ReservationRowProps {
	row: Row;
	showTenant: boolean;
	thisYear: number;
	/** Its glance is open beside the list. */
	peeked: boolean;
	onOpen: (id: string) => void;
	onPeek: (id: string) => void;
}

/** One line of the list (two on phones). The guest's name is the link; it stretches over the whole row. */
export const ReservationRow = memo(function ReservationRow(props: ReservationRowProps) {
	const { row, showTenant, thisYear, peeked } = props;
	const over = row.gone !== null || row.status === "cancelled";
	const units = unitsWords(row);
	return (
		<tr
			data-peeked={peeked || undefined}
			className={classNames(
				"res-row lazy-row group/row relative min-h-9 border-n6 border-b max-sm:py-2",
				"outline-accent -outline-offset-2 hover:bg-n2 focus-within:bg-n3 has-[a:focus-visible]:outline-2 data-peeked:bg-accent-soft",
				over && "text-n10",
			)}
		>
			<td className="min-w-0 max-sm:col-start-1 max-sm:row-start-1">
				<Link
					href={`/reservations/${encodeURIComponent(row.id)}`}
					prefetch={false}
					data-row={row.id}
					onClick={() => props.onOpen(row.id)}
					className={classNames(
						"block truncate font-medium leading-6 outline-none after:absolute after:inset-0",
						over && "line-through decoration-n8",
					)}
				>
					<bdi>{reservationTitle(row)}</bdi>
				</Link>
			</td>
			<td className="num truncate max-sm:col-start-1 max-sm:row-start-2 max-sm:text-n11 max-sm:text-sm">
				<span title={formatStay(row.arrival, row.departure, 0)}>
					{formatStay(row.arrival, row.departure, thisYear)}
				</span>
				<span className="sm:hidden">
					{" · "}
					<bdi>{units}</bdi>
				</span>
			</td>
			<td className="num text-right max-lg:hidden" title={nightsWords(row.nights)}>
				{row.nights === null ? <span className="text-n10">–</span> : row.nights}
				<span className="sr-only"> {row.nights === null ? "nights not given" : "nights"}</span>
			</td>
			<td
				className="min-w-0 truncate max-sm:hidden"
				title={
					row.units.length > 1 && row.units.length < 12
						? row.units.map((unit) => bounded(unit.name)).join(", ")
						: undefined
				}
			>
				{row.unassignedCount > 0 && row.units.length > 0 && (
					<span className="text-warn-text">{row.unassignedCount} without unit · </span>
				)}
				<bdi className={row.units.length === 0 ? "text-n10" : undefined}>{units}</bdi>
			</td>
			<td className="num text-right max-sm:hidden">
				{row.peopleCount === 0 ? <span className="text-n10">–</span> : row.peopleCount.toLocaleString("en")}
				<span className="sr-only">
					{" "}
					{row.peopleCount === 0 ? "no people given" : count(row.peopleCount, "person", "people").replace(/^\S+ /, "")}
				</span>
			</td>
			<td className="min-w-0 max-sm:col-start-2 max-sm:row-start-1 max-sm:justify-self-end">
				<StatusBadge row={row} />
			</td>
			<td className="truncate text-right max-sm:col-start-2 max-sm:row-start-2 max-sm:text-sm">
				<MoneyText value={row.balance} balance compact className={row.balance === null ? "text-sm" : undefined} />
			</td>
			<td className="min-w-0 truncate text-n11 max-xl:hidden">
				{row.channel === null ? <span className="text-n10 text-sm">not given</span> : <bdi>{bounded(row.channel)}</bdi>}
			</td>
			{showTenant && (
				<td className="flex min-w-0 items-center gap-1.5 text-n11 max-lg:hidden">
					<ProviderMark id={row.provider} />
					<bdi className="truncate">{bounded(row.tenantName)}</bdi>
				</td>
			)}
			<td className="truncate text-right text-n11 text-sm max-xl:hidden">
				<Instant at={row.updatedAt} short />
			</td>
			<td className="absolute inset-y-0 right-1 hidden items-center group-focus-within/row:flex group-hover/row:flex max-sm:hidden!">
				<button
					type="button"
					tabIndex={-1}
					onClick={() => props.onPeek(row.id)}
					aria-label={`Peek at ${reservationTitle(row)}`}
					title="Peek (Space)"
					className={classNames(buttonClass({ size: "sm", iconOnly: true }), "z-10")}
				>
					<PanelRightOpen aria-hidden="true" />
				</button>
			</td>
		</tr>
	);
});

/** Kind or status of a record in one word. */
export function StatusBadge({ row }: { row: Pick<Row, "gone" | "status" | "kind" | "rawStatus"> }) {
	const mark = reservationMark(row);
	return (
		<Badge
			tone={mark.tone}
			icon={null}
			title={row.rawStatus === null ? undefined : `At the provider: ${bounded(row.rawStatus)}`}
		>
			<bdi>{bounded(mark.word)}</bdi>
		</Badge>
	);
}
