"use client";
import { AsKnownControl } from "@/components/time-travel/as-known-control";
import { readMoment } from "@/components/time-travel/read-moment";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { addDays, formatDay } from "@/lib/shared/dates";
import { PHONE_DAYS, ZOOMS } from "./calendar-url";
import { CALENDAR_WORDS, GROUPING_WORDS } from "./calendar-words";
import type { Grouping } from "./chart-lines";

interface CalendarToolbarProps {
	from: string;
	days: number;
	today: string;
	grouping: Grouping;
	asTable: boolean;
	/** The moment whose knowledge is shown; null: now. */
	at: string | null;
	phone: boolean;
	/** What is shown is of another scope or moment than was asked for. */
	waiting: boolean;
	onPan: (days: number) => void;
	change: (changes: Record<string, string | null>) => void;
}

/** Where in time the chart stands, how much of it is shown, and in which order. */
export function CalendarToolbar({
	from,
	days,
	today,
	grouping,
	asTable,
	at,
	phone,
	waiting,
	onPan,
	change,
}: CalendarToolbarProps) {
	const last = addDays(from, days - 1);
	const year = Number(today.slice(0, 4));
	return (
		<div className="mb-2 flex flex-wrap items-center gap-2 print:hidden">
			<div className="flex items-center">
				<Button
					iconOnly
					variant="quiet"
					aria-label={CALENDAR_WORDS.backDays(days)}
					data-shortcut="previous"
					onClick={() => onPan(-days)}
				>
					<Icon name="chevron-left" />
				</Button>
				<Button data-shortcut="today" onClick={() => change({ from: null })} disabled={from === today}>
					{CALENDAR_WORDS.today}
				</Button>
				<Button
					iconOnly
					variant="quiet"
					aria-label={CALENDAR_WORDS.forthDays(days)}
					data-shortcut="next"
					onClick={() => onPan(days)}
				>
					<Icon name="chevron-right" />
				</Button>
			</div>
			<p
				className="num flex flex-wrap items-center gap-x-3 font-medium max-sm:order-last max-sm:basis-full"
				role="status"
			>
				{formatDay(from, year)} – {formatDay(last, year)}
				{waiting && (
					<span className="flex items-center gap-1.5 font-normal text-n11 text-sm">
						<Spinner /> {CALENDAR_WORDS.loading}
					</span>
				)}
			</p>
			<span className="ml-auto w-40">
				<Input
					type="date"
					aria-label={CALENDAR_WORDS.goToADate}
					value={from}
					onChange={(event) => event.target.value !== "" && change({ from: event.target.value })}
				/>
			</span>
			<Select
				aria-label={CALENDAR_WORDS.daysShown}
				value={String(days)}
				onChange={(event) => change({ days: event.target.value })}
			>
				{(phone || days === PHONE_DAYS ? [PHONE_DAYS, ...ZOOMS] : ZOOMS).map((zoom) => (
					<option key={zoom} value={zoom}>
						{CALENDAR_WORDS.days(zoom)}
					</option>
				))}
			</Select>
			<Select
				aria-label={CALENDAR_WORDS.unitsInOrder}
				value={grouping}
				onChange={(event) => change({ group: event.target.value })}
			>
				{Object.entries(GROUPING_WORDS).map(([value, label]) => (
					<option key={value} value={value}>
						{label}
					</option>
				))}
			</Select>
			<AsKnownControl at={readMoment(at)} onChange={(moment) => change({ at: moment })} />
			<Button aria-pressed={asTable} onClick={() => change({ view: asTable ? null : "table" })}>
				<Icon name="table-2" />
				{asTable ? CALENDAR_WORDS.chart : CALENDAR_WORDS.table}
			</Button>
		</div>
	);
}
