import { memo } from "react";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { MoneyText } from "@/components/ui/money-text";
import { ProviderMark } from "@/components/ui/provider-mark";
import { CONFLICT_LABELS } from "@/lib/shared/conflict-labels";
import { isNegative, isZero } from "@/lib/shared/money";
import type { ReservationRow } from "@/lib/shared/reservations";
import { StatusBadge } from "../list/status-badge";
import { bounded, reservationTitle, unitsWords } from "../reservation-words";
import { formatStay } from "../stay-words";
import { DAY_WORDS, type DayColumnGroup, rowToDo, withoutUnitWords } from "./day-words";

interface DayRowProps {
	row: ReservationRow;
	group: DayColumnGroup;
	thisYear: number;
}

/** Two lines: who and what is open; where, and whose. */
export const DayRow = memo(function DayRow({ row, group, thisYear }: DayRowProps) {
	const [worst] = row.conflictKinds;
	const ordinary = row.kind === "stay" && row.status === "confirmed" && row.gone === null;
	return (
		<li className="relative border-n6 border-b px-3 py-1.5 last:border-b-0 focus-within:bg-n3 hover:bg-n2 print:break-inside-avoid">
			<div className="flex items-center gap-2">
				<ToDoMark text={rowToDo(row, group)} />
				<Link
					href={`/reservations/${encodeURIComponent(row.id)}`}
					prefetch={false}
					className="-outline-offset-2 min-w-0 flex-1 truncate font-medium after:absolute after:inset-0"
				>
					<bdi>{reservationTitle(row)}</bdi>
				</Link>
				{worst !== undefined && (
					<Badge
						tone="warn"
						className="shrink-0"
						title={row.conflictKinds.map((kind) => CONFLICT_LABELS[kind]).join(", ")}
					>
						{row.conflictKinds.length === 1 ? DAY_WORDS.oneIssue : DAY_WORDS.manyIssues(row.conflictKinds.length)}
					</Badge>
				)}
				{!ordinary && (
					<span className="max-w-24 shrink-0">
						<StatusBadge row={row} />
					</span>
				)}
				{row.balance !== null && !isZero(row.balance) && (
					<span className="shrink-0 text-sm">
						<span className="text-n10 text-xs">
							{isNegative(row.balance) ? DAY_WORDS.creditBefore : DAY_WORDS.openBefore}
						</span>
						<MoneyText value={row.balance} balance compact />
					</span>
				)}
			</div>
			<div className="flex items-center gap-1.5 pl-6 text-n10 text-sm">
				<Units row={row} />
				<span className="num hidden shrink-0 print:inline">
					{formatStay(row.arrival, row.departure, thisYear)}
					{row.peopleCount > 0 && DAY_WORDS.andPeople(row.peopleCount)}
				</span>
				<span className="ml-auto flex min-w-0 max-w-3/5 shrink items-center gap-1.5">
					<ProviderMark id={row.provider} />
					<bdi className="truncate">{bounded(row.tenantName)}</bdi>
				</span>
			</div>
		</li>
	);
});

function Units({ row }: { row: ReservationRow }) {
	if (row.units.length === 0) return <span className="shrink-0 text-warn-text">{unitsWords(row)}</span>;
	return (
		<>
			<bdi className="min-w-0 truncate text-n11">{unitsWords(row)}</bdi>
			{row.unassignedCount > 0 && (
				<span className="shrink-0 text-warn-text">{withoutUnitWords(row.unassignedCount)}</span>
			)}
		</>
	);
}

/** A clock: somebody has to do something. A tick: nothing is left, as far as the provider tells. */
function ToDoMark({ text }: { text: string | null }) {
	const words = text ?? DAY_WORDS.nothingToDo;
	return (
		<span title={words} className="shrink-0">
			<Icon
				name={text === null ? "circle-check" : "calendar-clock"}
				className={text === null ? "size-4 text-ok-text" : "size-4 text-due-text"}
			/>
			<span className="sr-only">{words}</span>
		</span>
	);
}
