"use client";
import type { Ref } from "react";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { Link } from "@/components/ui/link";
import { MoneyText } from "@/components/ui/money-text";
import { ProviderMark } from "@/components/ui/provider-mark";
import { Td, Th } from "@/components/ui/table";
import { CONFLICT_LABELS } from "@/lib/shared/conflict-labels";
import type { ReservationRow } from "@/lib/shared/reservations";
import { bounded, reservationTitle, unitsWords } from "../reservations/reservation-words";
import { formatStay } from "../reservations/stay-words";
import { ISSUE_WORDS, KIND_TONES, placeOf } from "./issue-words";

interface IssueTableProps {
	rows: readonly ReservationRow[];
	thisYear: number;
	peekedId: string | null;
	onOpen: (id: string) => void;
	/** What is shown is being replaced. */
	waiting: boolean;
	ref: Ref<HTMLTableElement>;
}

/** Whose reservation, and what is wrong with it. The guest's name opens its conflicts, each issue its place. */
export function IssueTable({ rows, thisYear, peekedId, onOpen, waiting, ref }: IssueTableProps) {
	return (
		<table
			ref={ref}
			aria-label={ISSUE_WORDS.listLabel}
			aria-busy={waiting}
			className={classNames(
				"stack-table relative w-full table-fixed border-separate border-spacing-0 text-left",
				waiting && "veiled",
			)}
		>
			<thead>
				<tr>
					<Th className="w-44">{ISSUE_WORDS.stay}</Th>
					<Th className="w-[18%] max-md:w-[24%]">{ISSUE_WORDS.guest}</Th>
					<Th>{ISSUE_WORDS.whatIsWrong}</Th>
					<Th className="w-[14%] max-lg:hidden!">{ISSUE_WORDS.units}</Th>
					<Th numeric className="w-28 max-md:hidden!">
						{ISSUE_WORDS.balance}
					</Th>
					<Th className="w-[14%] max-md:hidden!">{ISSUE_WORDS.tenant}</Th>
				</tr>
			</thead>
			<tbody>
				{rows.map((row) => (
					<tr
						key={row.id}
						data-peeked={row.id === peekedId || undefined}
						className="relative outline-accent -outline-offset-2 hover:bg-n2 focus-within:bg-n3 has-[a[data-row]:focus-visible]:outline-2 data-peeked:bg-accent-soft"
					>
						<Td className="num truncate" data-label={ISSUE_WORDS.stay}>
							{formatStay(row.arrival, row.departure, thisYear)}
						</Td>
						<Td className="min-w-0" data-label={ISSUE_WORDS.guest}>
							<Link
								href={`/reservations/${encodeURIComponent(row.id)}?tab=conflicts`}
								prefetch={false}
								data-row={row.id}
								onClick={() => onOpen(row.id)}
								className="block min-w-0 truncate font-medium leading-6 outline-none after:absolute after:inset-0"
							>
								<bdi>{reservationTitle(row)}</bdi>
							</Link>
						</Td>
						<Td data-label={ISSUE_WORDS.issues}>
							<ul className="flex min-w-0 flex-wrap gap-1">
								{row.conflictKinds.map((kind) => (
									<li key={kind} className="relative z-1 min-w-0">
										<Link
											href={placeOf(row.id, kind)}
											prefetch={false}
											onClick={() => onOpen(row.id)}
											className="inline-flex min-h-6 items-center rounded-sm hover:underline"
										>
											<Badge tone={KIND_TONES[kind]}>{CONFLICT_LABELS[kind]}</Badge>
										</Link>
									</li>
								))}
							</ul>
						</Td>
						<Td className="truncate text-n11 max-lg:hidden!">
							<bdi>{unitsWords(row)}</bdi>
						</Td>
						<Td numeric className="max-md:hidden!">
							<MoneyText value={row.balance} balance compact />
						</Td>
						<Td className="max-md:hidden!">
							<span className="flex min-w-0 items-center gap-1.5 text-n11">
								<ProviderMark id={row.provider} />
								<bdi className="truncate">{bounded(row.tenantName)}</bdi>
							</span>
						</Td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
