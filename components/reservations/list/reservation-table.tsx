"use client";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { classNames } from "@/components/ui/class-names";
import type { ReservationRow as Row } from "@/lib/shared/reservations";
import { ReservationRow } from "./reservation-row";

interface ReservationTableProps {
	rows: readonly Row[];
	showTenant: boolean;
	thisYear: number;
	peekedId: string | null;
	sort: string;
	onSort: (sort: string) => void;
	onOpen: (id: string) => void;
	onPeek: (id: string) => void;
	/** What is shown is being replaced. */
	waiting: boolean;
	ref: Ref<HTMLTableElement>;
}

export function ReservationTable(props: ReservationTableProps) {
	const { rows, showTenant } = props;
	const sorting = { sort: props.sort, onSort: props.onSort };
	return (
		<table
			ref={props.ref}
			aria-label="Reservations"
			aria-busy={props.waiting}
			data-single={showTenant ? undefined : ""}
			className={classNames("res-table -mx-4 block sm:-mx-3", props.waiting && "opacity-60")}
		>
			<thead className="sticky top-[calc(var(--bar)+var(--filters))] z-10 block bg-n1 max-sm:hidden">
				<tr className="res-row h-8 border-n6 border-b text-n10 text-xs">
					<Head by="guest" {...sorting}>
						Guest
					</Head>
					<Head by="arrival" {...sorting}>
						Stay
					</Head>
					<Head numeric className="max-lg:hidden">
						Nights
					</Head>
					<Head>Units</Head>
					<Head numeric>People</Head>
					<Head>Status</Head>
					<Head numeric>Balance</Head>
					<Head className="max-xl:hidden">Channel</Head>
					{showTenant && <Head className="max-lg:hidden">Tenant</Head>}
					<Head by="updated" numeric className="max-xl:hidden" {...sorting}>
						Updated
					</Head>
				</tr>
			</thead>
			<tbody className="block">
				{rows.map((row) => (
					<ReservationRow
						key={row.id}
						row={row}
						showTenant={showTenant}
						thisYear={props.thisYear}
						peeked={row.id === props.peekedId}
						onOpen={props.onOpen}
						onPeek={props.onPeek}
					/>
				))}
			</tbody>
		</table>
	);
}

interface HeadProps {
	children: ReactNode;
	numeric?: boolean;
	className?: string;
	/** Sort key; the column can be sorted when given. */
	by?: string;
	sort?: string;
	onSort?: (sort: string) => void;
}

function Head({ children, numeric = false, className, by, sort, onSort }: HeadProps) {
	const direction =
		by !== undefined && sort === by ? "ascending" : by !== undefined && sort === `-${by}` ? "descending" : undefined;
	const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
	return (
		<th
			scope="col"
			aria-sort={direction}
			className={classNames("min-w-0 font-medium", numeric ? "text-right" : "text-left", className)}
		>
			{by === undefined || onSort === undefined ? (
				children
			) : (
				<button
					type="button"
					onClick={() => onSort(direction === "ascending" ? `-${by}` : by)}
					className={classNames(
						"inline-flex h-7 items-center gap-1 hover:text-n12",
						numeric && "flex-row-reverse",
						direction !== undefined && "text-n12",
					)}
				>
					{children}
					<Arrow aria-hidden="true" className={classNames("size-3", direction === undefined && "invisible")} />
				</button>
			)}
		</th>
	);
}
