"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { MoneyText } from "@/components/ui/money-text";
import { ProviderMark } from "@/components/ui/provider-mark";
import { Skeleton } from "@/components/ui/skeleton";
import { reservationGlanceQuery } from "@/lib/queries/reservations";
import { isNegative, isZero } from "@/lib/shared/money";
import type { ReservationList, ReservationRow } from "@/lib/shared/reservations";
import { bounded, reservationTitle, unitsWords } from "../reservation-words";

interface DayColumnProps {
	title: string;
	/** What stands there when nobody is in it. */
	none: string;
	/** Canonical filter of the list behind the number. */
	params: string;
	initial: { data: ReservationList; readAt: number };
}

/** One of Today's columns: how many, the first of them, and the way to all. */
export function DayColumn({ title, none, params, initial }: DayColumnProps) {
	const { data, error } = useQuery(reservationGlanceQuery(params, initial));
	// While a mirror fills, a zero would be a claim that nobody can make.
	const partial = data?.freshness.state === "populating";
	const href = `/reservations?${params}`;
	return (
		<section aria-label={title} className="flex min-w-0 flex-col rounded-md border border-n6">
			<Link
				href={href}
				className="group/head -outline-offset-2 flex items-baseline gap-2 rounded-t-md border-n6 border-b px-3 py-2 hover:bg-n2 max-sm:min-h-11"
			>
				<h2 className="font-semibold">{title}</h2>
				<span className="num ml-auto font-semibold text-xl">
					{partial && <span className="mr-1 font-normal text-n10 text-sm">so far</span>}
					{data === undefined ? (
						<Skeleton className="h-6 w-8" />
					) : (
						`${data.total.toLocaleString("en")}${data.totalCapped ? "+" : ""}`
					)}
				</span>
				<ChevronRight aria-hidden="true" className="size-4 self-center text-n10 group-hover/head:text-n12" />
			</Link>
			{error !== null && <p className="px-3 py-2 text-sm text-warn-text">Not refreshed: {error.message}</p>}
			{data !== undefined && data.items.length === 0 && (
				<p className="px-3 py-3 text-n10 text-sm">{partial ? "None read so far." : none}</p>
			)}
			<ul>
				{data?.items.map((row) => (
					<DayRow key={row.id} row={row} />
				))}
			</ul>
			{data !== undefined && data.total > data.items.length && (
				<Link href={href} className="link px-3 py-2 text-sm max-sm:min-h-11">
					All {data.total.toLocaleString("en")}
					{data.totalCapped ? "+" : ""}
				</Link>
			)}
		</section>
	);
}

function DayRow({ row }: { row: ReservationRow }) {
	const unassigned = row.units.length === 0;
	return (
		<li className="relative border-n6 border-b px-3 py-1.5 last:border-b-0 focus-within:bg-n3 hover:bg-n2">
			<div className="flex items-baseline gap-3">
				<Link
					href={`/reservations/${encodeURIComponent(row.id)}`}
					prefetch={false}
					className="-outline-offset-2 min-w-0 flex-1 truncate font-medium after:absolute after:inset-0"
				>
					<bdi>{reservationTitle(row)}</bdi>
				</Link>
				{row.balance !== null && !isZero(row.balance) && (
					<span className="shrink-0 text-sm">
						<span className="text-n10 text-xs">{isNegative(row.balance) ? "credit " : "open "}</span>
						<MoneyText value={row.balance} balance compact />
					</span>
				)}
			</div>
			<div className="flex items-center gap-1.5 text-n10 text-sm">
				<bdi className={unassigned ? "shrink-0 text-warn-text" : "truncate text-n11"}>{unitsWords(row)}</bdi>
				<span className="ml-auto flex min-w-0 shrink items-center gap-1.5">
					<ProviderMark id={row.provider} />
					<bdi className="truncate">{bounded(row.tenantName)}</bdi>
				</span>
			</div>
		</li>
	);
}
