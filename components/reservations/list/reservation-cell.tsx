"use client";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { MoneyText } from "@/components/ui/money-text";
import { ProviderMark } from "@/components/ui/provider-mark";
import { CONFLICT_LABELS } from "@/lib/shared/conflict-labels";
import type { ListColumn } from "@/lib/shared/list-columns";
import type { ReservationRow as Row } from "@/lib/shared/reservations";
import { bounded, reservationHref, reservationTitle, unitsWords } from "../reservation-words";
import { formatStay, nightsWords } from "../stay-words";
import { OwnMarks } from "../tags/own-marks";
import { Highlighted, HitLine } from "./hit-text";
import { LIST_WORDS } from "./list-words";
import { StatusBadge } from "./status-badge";

export interface CellProps {
	row: Row;
	thisYear: number;
	/** The moment whose knowledge is shown; null: now. */
	at: string | null;
	onOpen: (id: string) => void;
}

interface Cell {
	className?: string;
	title?: (row: Row) => string | undefined;
	Content: (props: CellProps) => React.ReactNode;
}

const NONE = <span className="text-n10">–</span>;
const NOT_GIVEN = <span className="text-n10 text-sm">{LIST_WORDS.notGiven}</span>;

/** What stands in each column. */
export const CELLS: Record<ListColumn, Cell> = {
	guest: { Content: GuestCell },
	stay: {
		className: "num truncate max-sm:text-n11 max-sm:text-sm",
		Content: ({ row, thisYear }) => (
			<>
				<span title={formatStay(row.arrival, row.departure, 0)}>
					{formatStay(row.arrival, row.departure, thisYear)}
				</span>
				<span className="sm:hidden">
					{" · "}
					<bdi>{unitsWords(row)}</bdi>
				</span>
			</>
		),
	},
	nights: {
		className: "num",
		title: (row) => nightsWords(row.nights),
		Content: ({ row }) => (
			<>
				{row.nights ?? NONE}
				<span className="sr-only"> {row.nights === null ? LIST_WORDS.nightsNotGiven : LIST_WORDS.nights}</span>
			</>
		),
	},
	units: {
		className: "truncate",
		title: (row) =>
			row.units.length > 1 && row.units.length < 12
				? row.units.map((unit) => bounded(unit.name)).join(", ")
				: undefined,
		Content: ({ row }) => (
			<>
				{row.unassignedCount > 0 && row.units.length > 0 && (
					<span className="text-warn-text">{LIST_WORDS.withoutUnit(row.unassignedCount)} </span>
				)}
				<bdi className={row.units.length === 0 ? "text-n10" : undefined}>{unitsWords(row)}</bdi>
			</>
		),
	},
	people: {
		className: "num",
		Content: ({ row }) => (
			<>
				{row.peopleCount === 0 ? NONE : row.peopleCount.toLocaleString("en")}
				<span className="sr-only">
					{" "}
					{row.peopleCount === 0 ? LIST_WORDS.noPeopleGiven : LIST_WORDS.people(row.peopleCount)}
				</span>
			</>
		),
	},
	status: {
		Content: ({ row }) => (
			<span className="flex items-center gap-1.5">
				<StatusBadge row={row} />
				<ConflictMark row={row} />
			</span>
		),
	},
	balance: {
		className: "truncate max-sm:text-sm",
		Content: ({ row }) => (
			<MoneyText value={row.balance} balance compact className={row.balance === null ? "text-sm" : undefined} />
		),
	},
	channel: {
		className: "truncate text-n11",
		Content: ({ row }) => (row.channel === null ? NOT_GIVEN : <bdi>{bounded(row.channel)}</bdi>),
	},
	tenant: {
		className: "text-n11",
		Content: ({ row }) => (
			<span className="flex min-w-0 items-center gap-1.5">
				<ProviderMark id={row.provider} />
				<bdi className="truncate">{bounded(row.tenantName)}</bdi>
			</span>
		),
	},
	updated: { className: "truncate text-n11 text-sm", Content: ({ row }) => <Instant at={row.updatedAt} short /> },
	number: {
		className: "num truncate text-n11",
		Content: ({ row }) => (row.number === null ? NOT_GIVEN : <bdi>{bounded(row.number)}</bdi>),
	},
	booked: { className: "truncate text-n11 text-sm", Content: ({ row }) => <Instant at={row.bookedAt} short /> },
};

/** The guest's name is the row's link; it stretches over the whole row. */
function GuestCell({ row, at, onOpen }: CellProps) {
	const over = row.gone !== null || row.status === "cancelled";
	const { hit } = row;
	return (
		<>
			<span className="flex min-w-0 items-center gap-2">
				<Link
					href={reservationHref(row.id, at)}
					prefetch={false}
					data-row={row.id}
					onClick={() => onOpen(row.id)}
					className={classNames(
						"min-w-0 truncate font-medium leading-6 outline-none after:absolute after:inset-0",
						over && "line-through decoration-n8",
					)}
				>
					<bdi>
						{hit?.field === "guest" && hit.text === row.guestName ? <Highlighted {...hit} /> : reservationTitle(row)}
					</bdi>
				</Link>
				<OwnMarks row={row} most={1} />
			</span>
			{hit !== null && hit !== undefined && <HitLine hit={hit} />}
		</>
	);
}

/** Something in the record does not fit together. */
function ConflictMark({ row }: { row: Row }) {
	if (row.conflictKinds.length === 0) return null;
	const words = row.conflictKinds.map((kind) => CONFLICT_LABELS[kind]).join(", ");
	return (
		<span title={words} className="text-warn-text">
			<Icon name="triangle-exclamation-point" className="size-3.5" />
			<span className="sr-only">{LIST_WORDS.conflicts(words)}</span>
		</span>
	);
}
