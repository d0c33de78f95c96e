"use client";
import { memo, type Ref, useEffect, useMemo, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { ListColumn } from "@/lib/shared/list-columns";
import type { Density } from "@/lib/shared/preferences";
import type { ReservationRow as Row } from "@/lib/shared/reservations";
import { columnClasses } from "./column-layout";
import { COLUMN_LABELS, LIST_WORDS } from "./list-words";
import { ReservationRow } from "./reservation-row";
import { headState, type Selection } from "./selection";

interface ReservationTableProps {
	rows: readonly Row[];
	columns: readonly ListColumn[];
	density: Density;
	thisYear: number;
	/** The moment whose knowledge is shown; null: now. */
	at: string | null;
	peekedId: string | null;
	sort: string;
	onSort: (sort: string) => void;
	onOpen: (id: string) => void;
	onPeek: (id: string) => void;
	selection: Selection;
	onSelect: (id: string, range: boolean) => void;
	/** All loaded rows, or none. */
	onSelectLoaded: (select: boolean) => void;
	/** What is shown is being replaced. */
	waiting: boolean;
	ref: Ref<HTMLTableElement>;
}

/** Columns that the list can be sorted by, with the sort's name. */
const SORT_OF: Partial<Record<ListColumn, string>> = {
	guest: "guest",
	stay: "arrival",
	updated: "updated",
	booked: "booked",
};
const NUMERIC: ReadonlySet<ListColumn> = new Set(["nights", "people", "balance", "updated", "booked"]);

/** Drawn only when the rows or what is done with them change, not with everything around it. */
export const ReservationTable = memo(function ReservationTable(props: ReservationTableProps) {
	const { rows, columns, selection } = props;
	const classes = useMemo(() => columnClasses(columns), [columns]);
	const anySelected = selection.all || selection.ids.size > 0;
	return (
		<table
			ref={props.ref}
			aria-label={LIST_WORDS.reservations}
			aria-busy={props.waiting}
			data-compact={props.density === "compact" || undefined}
			className={classNames("group/list relative -mx-4 block sm:-mx-3", props.waiting && "veiled")}
		>
			<thead className="sticky top-[calc(var(--bar)+var(--filters))] z-10 block bg-n1 max-sm:hidden print:static">
				<tr className="res-row h-8 border-n6 border-b text-n10 text-xs">
					<td className="flex-[0_0_1.5rem] print:hidden">
						<SelectLoaded
							state={headState(
								selection,
								rows.map((row) => row.id),
							)}
							onChange={props.onSelectLoaded}
						/>
					</td>
					{columns.map((column) => (
						<Head key={column} column={column} className={classes[column]} sort={props.sort} onSort={props.onSort} />
					))}
				</tr>
			</thead>
			<tbody className="block">
				{rows.map((row) => {
					const selected = selection.all || selection.ids.has(row.id);
					return (
						<ReservationRow
							key={row.id}
							row={row}
							columns={columns}
							classes={classes}
							thisYear={props.thisYear}
							at={props.at}
							peeked={row.id === props.peekedId}
							selected={selected}
							unprinted={anySelected && !selected}
							onOpen={props.onOpen}
							onPeek={props.onPeek}
							onSelect={props.onSelect}
						/>
					);
				})}
			</tbody>
		</table>
	);
});

function SelectLoaded({ state, onChange }: { state: "none" | "some" | "all"; onChange: (select: boolean) => void }) {
	const box = useRef<HTMLInputElement>(null);
	useEffect(() => {
		if (box.current !== null) box.current.indeterminate = state === "some";
	}, [state]);
	return (
		<label className="-m-1 flex size-7 cursor-pointer items-center justify-center">
			<input
				ref={box}
				type="checkbox"
				checked={state === "all"}
				onChange={() => onChange(state !== "all")}
				aria-label={LIST_WORDS.selectAllLoadedRows}
				className="size-4 accent-accent"
			/>
		</label>
	);
}

interface HeadProps {
	column: ListColumn;
	className: string | undefined;
	sort: string;
	onSort: (sort: string) => void;
}

function Head({ column, className, sort, onSort }: HeadProps) {
	const by = SORT_OF[column];
	const numeric = NUMERIC.has(column);
	const direction =
		by !== undefined && sort === by ? "ascending" : by !== undefined && sort === `-${by}` ? "descending" : undefined;
	return (
		<th
			scope="col"
			aria-sort={direction}
			className={classNames("truncate font-medium", !numeric && "text-left", className)}
		>
			{by === undefined ? (
				COLUMN_LABELS[column]
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
					{COLUMN_LABELS[column]}
					<Icon
						name={direction === "descending" ? "arrow-down" : "arrow-up"}
						className={classNames("size-3", direction === undefined && "invisible")}
					/>
				</button>
			)}
		</th>
	);
}
