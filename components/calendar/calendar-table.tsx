import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { CurrencyNote, MoneyText } from "@/components/ui/money-text";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { KIND_LABELS } from "@/lib/shared/reservation-labels";
import { bounded } from "../reservations/reservation-words";
import { formatStay, nightsWords } from "../reservations/stay-words";
import { STATE_WORDS } from "./bar-words";
import { CALENDAR_WORDS } from "./calendar-words";
import type { ChartLine, PlacedBar, UnitLine } from "./chart-lines";

interface CalendarTableProps {
	lines: readonly ChartLine[];
	thisYear: number;
}

/** Rows a browser lays out at once without a pause; more asks for a narrower scope. */
const ROWS_MAX = 1_500;

/** The chart in words: for screen readers, for print, and for those who like lists. */
export function CalendarTable({ lines, thisYear }: CalendarTableProps) {
	const rows = lines.flatMap((line) => (line.kind === "unit" ? line.bars.map((bar) => ({ line, bar })) : []));
	const several = new Set(rows.map(({ line }) => line.tenant.id)).size > 1;
	if (rows.length === 0) return <p className="py-6 text-n11">{CALENDAR_WORDS.nothingStandsInTheseDays}</p>;
	return (
		<>
			<CurrencyNote amounts={rows.map(({ bar }) => bar.open)} className="pb-2 text-n10 text-sm" />
			<Table label={CALENDAR_WORDS.reservationsByUnit}>
				<THead>
					<tr>
						<Th>{CALENDAR_WORDS.unit}</Th>
						<Th>{CALENDAR_WORDS.guest}</Th>
						<Th>{CALENDAR_WORDS.stay}</Th>
						<Th>{CALENDAR_WORDS.whatItIs}</Th>
						<Th numeric>{CALENDAR_WORDS.people}</Th>
						<Th numeric>{CALENDAR_WORDS.open}</Th>
						{several && <Th>{CALENDAR_WORDS.tenant}</Th>}
					</tr>
				</THead>
				<TBody>
					{rows.slice(0, ROWS_MAX).map(({ line, bar }) => (
						<BarRow key={bar.key} line={line} bar={bar} thisYear={thisYear} several={several} />
					))}
				</TBody>
			</Table>
			{rows.length > ROWS_MAX && (
				<p className="py-3 text-n11">
					{CALENDAR_WORDS.firstRows(ROWS_MAX.toLocaleString("en"), rows.length.toLocaleString("en"))}
				</p>
			)}
		</>
	);
}

interface BarRowProps {
	line: UnitLine;
	bar: PlacedBar;
	thisYear: number;
	/** Of more tenants than one: each row says whose it is. */
	several: boolean;
}

function BarRow({ line, bar, thisYear, several }: BarRowProps) {
	const isBlock = bar.kind === "block" || bar.kind === "linked_block";
	return (
		<Tr>
			<Td>
				{line.unit === null ? (
					<span className="text-warn-text">{CALENDAR_WORDS.noUnitYet}</span>
				) : (
					<bdi className="foreign-text line-clamp-2 min-w-24">{bounded(line.unit.name)}</bdi>
				)}
			</Td>
			<Td className="foreign-text min-w-32">
				<Link className="link" prefetch={false} href={`/reservations/${encodeURIComponent(bar.reservationId)}`}>
					<bdi className="line-clamp-2">{bar.title}</bdi>
				</Link>
				{bar.groupSize > 1 && <span className="text-n10 text-sm"> {CALENDAR_WORDS.groupOf(bar.groupSize)}</span>}
			</Td>
			<Td className="num">
				<span className="whitespace-nowrap">{formatStay(bar.arrival, bar.departure, thisYear)},</span>{" "}
				<span className="whitespace-nowrap">{nightsWords(bar.nights)}</span>
			</Td>
			<Td>
				{isBlock || bar.kind !== "stay" ? KIND_LABELS[bar.kind] : null}
				{!isBlock && <span className="first-letter:uppercase">{` ${STATE_WORDS[bar.state]}`}</span>}{" "}
				{bar.overlaps && <Badge tone="bad">{CALENDAR_WORDS.overlaps}</Badge>}
			</Td>
			<Td numeric>{bar.people === 0 ? <span className="text-n10">{CALENDAR_WORDS.notGiven}</span> : bar.people}</Td>
			<Td numeric>
				{bar.open === null ? (
					<span className="text-n10">{CALENDAR_WORDS.nothing}</span>
				) : (
					<MoneyText value={bar.open} compact />
				)}
			</Td>
			{several && (
				<Td className="foreign-text min-w-40">
					<bdi className="line-clamp-2">{bounded(line.tenant.name)}</bdi>
				</Td>
			)}
		</Tr>
	);
}
