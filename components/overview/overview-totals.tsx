"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { overviewQuery } from "@/lib/queries/overview";
import type { Overview } from "@/lib/shared/connections";

/** One line of totals, each the way to the list behind it. */
export function OverviewTotals({ initial }: { initial: Overview }) {
	const { data } = useQuery({ ...overviewQuery(), initialData: initial });
	return (
		<span className="num flex flex-wrap gap-x-4 gap-y-1">
			<Total href="/connections" value={data.connections.total} one="connection" many="connections" />
			<Total href="/tenants" value={data.tenants} one="tenant" many="tenants" />
			<Total href="/reservations" value={data.reservations} one="reservation" many="reservations" />
			{data.quarantined > 0 && (
				<Total
					href="/tenants"
					value={data.quarantined}
					one="record set aside"
					many="records set aside"
					tone="text-warn-text"
				/>
			)}
		</span>
	);
}

interface TotalProps {
	href: string;
	value: number;
	one: string;
	many: string;
	tone?: string;
}

function Total({ href, value, one, many, tone }: TotalProps): ReactNode {
	return (
		<Link href={href} className={`underline-offset-3 hover:underline ${tone ?? ""}`}>
			<span className="font-medium">{value.toLocaleString("en")}</span> {value === 1 ? one : many}
		</Link>
	);
}
