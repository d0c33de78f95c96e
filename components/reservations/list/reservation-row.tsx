"use client";
import { memo } from "react";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { ListColumn } from "@/lib/shared/list-columns";
import type { ReservationRow as Row } from "@/lib/shared/reservations";
import { reservationTitle } from "../reservation-words";
import { LIST_WORDS } from "./list-words";
import { CELLS } from "./reservation-cell";

interface ReservationRowProps {
	row: Row;
	columns: readonly ListColumn[];
	/** Widths and hiding, by column. */
	classes: Record<string, string>;
	thisYear: number;
	/** The moment whose knowledge is shown; null: now. */
	at: string | null;
	/** Its glance is open beside the list. */
	peeked: boolean;
	selected: boolean;
	/** Others are selected and this one is not: it is left out when printed. */
	unprinted: boolean;
	onOpen: (id: string) => void;
	onPeek: (id: string) => void;
	onSelect: (id: string, range: boolean) => void;
}

/** One line of the list (two on phones). */
export const ReservationRow = memo(function ReservationRow(props: ReservationRowProps) {
	const { row, columns, classes, peeked, selected } = props;
	const over = row.gone !== null || row.status === "cancelled";
	return (
		<tr
			data-peeked={peeked || undefined}
			data-selected={selected || undefined}
			className={classNames(
				"res-row lazy-row group/row relative min-h-9 border-n6 border-b group-data-compact/list:min-h-7 max-sm:min-h-9 max-sm:py-2",
				"outline-accent -outline-offset-2 hover:bg-n2 focus-within:bg-n3 has-[a:focus-visible]:outline-2",
				"data-peeked:bg-accent-soft data-selected:bg-accent-soft print:break-inside-avoid",
				over && "text-n10",
				props.unprinted && "print:hidden",
			)}
		>
			<td className="z-10 flex-[0_0_1.5rem] max-sm:hidden print:hidden">
				<label className="-m-1 flex size-7 cursor-pointer items-center justify-center">
					<input
						type="checkbox"
						checked={selected}
						onChange={(event) => props.onSelect(row.id, (event.nativeEvent as MouseEvent).shiftKey)}
						aria-label={LIST_WORDS.select(reservationTitle(row))}
						className="size-4 accent-accent"
					/>
				</label>
			</td>
			{columns.map((column) => {
				const { className, title, Content } = CELLS[column];
				return (
					<td key={column} className={classNames(classes[column], className)} title={title?.(row)}>
						<Content row={row} thisYear={props.thisYear} at={props.at} onOpen={props.onOpen} />
					</td>
				);
			})}
			<td className="absolute inset-y-0 right-1 hidden items-center group-focus-within/row:flex group-hover/row:flex max-sm:hidden! print:hidden!">
				<button
					type="button"
					tabIndex={-1}
					onClick={() => props.onPeek(row.id)}
					aria-label={LIST_WORDS.peekAt(reservationTitle(row))}
					title={LIST_WORDS.peekSpace}
					className={classNames(buttonClass({ size: "sm", iconOnly: true }), "z-10")}
				>
					<Icon name="panel-right-open" />
				</button>
			</td>
		</tr>
	);
});
