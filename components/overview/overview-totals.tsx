"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { overviewQuery } from "@/lib/queries/overview";
import type { Overview } from "@/lib/shared/connections";
import { OVERVIEW_WORDS } from "./overview-words";

/** One line of totals, each the way to the list behind it. */
export function OverviewTotals({ initial }: { initial: Overview }) {
	const { data } = useQuery({ ...overviewQuery(), initialData: initial });
	return (
		<span className="num flex flex-wrap gap-x-4 gap-y-1">
			<Total href="/connections" value={data.connections.total} words={OVERVIEW_WORDS.connections} />
			<Total href="/tenants" value={data.tenants} words={OVERVIEW_WORDS.tenants} />
			<Total href="/reservations" value={data.reservations} words={OVERVIEW_WORDS.reservations} />
			{data.quarantined > 0 && (
				<Total href="/tenants" value={data.quarantined} words={OVERVIEW_WORDS.setAside} tone="text-warn-text" />
			)}
		</span>
	);
}

interface TotalProps {
	href: string;
	value: number;
	/** What `value` counts, one or many. */
	words: (value: number) => string;
	tone?: string;
}

function Total({ href, value, words, tone }: TotalProps): ReactNode {
	return (
		<Link href={href} className={`underline-offset-3 hover:underline ${tone ?? ""}`}>
			<span className="font-medium">{value.toLocaleString("en")}</span> {words(value)}
		</Link>
	);
}
