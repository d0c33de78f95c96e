"use client";
import { ChevronLeft, ChevronRight, Table2 } from "lucide-react";
import { AsKnownControl } from "@/components/time-travel/as-known-control";
import { readMoment } from "@/components/time-travel/as-known-moment";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { addDays, formatDay } from "@/lib/shared/dates";
import { PHONE_DAYS, ZOOMS } from "./calendar-url";
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
	onPan: (days: number) => void;
	change: (changes: Record<string, string | null>) => void;
}

const GROUPINGS: Record<Grouping, string> = { tenant: "By tenant", property: "By property", type: "By unit type" };

/** Where in time the chart stands, how much of it is shown, and in which order. */
export function CalendarToolbar({
	from,
	days,
	today,
	grouping,
	asTable,
	at,
	phone,
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
					aria-label={`Back ${days} days`}
					data-shortcut="previous"
					onClick={() => onPan(-days)}
				>
					<ChevronLeft aria-hidden="true" />
				</Button>
				<Button data-shortcut="today" onClick={() => change({ from: null })} disabled={from === today}>
					Today
				</Button>
				<Button
					iconOnly
					variant="quiet"
					aria-label={`Forth ${days} days`}
					data-shortcut="next"
					onClick={() => onPan(days)}
				>
					<ChevronRight aria-hidden="true" />
				</Button>
			</div>
			<p className="num font-medium max-sm:order-last max-sm:basis-full" role="status">
				{formatDay(from, year)} – {formatDay(last, year)}
			</p>
			<span className="ml-auto w-40">
				<Input
					type="date"
					aria-label="Go to a date"
					value={from}
					onChange={(event) => event.target.value !== "" && change({ from: event.target.value })}
				/>
			</span>
			<Select aria-label="Days shown" value={String(days)} onChange={(event) => change({ days: event.target.value })}>
				{(phone || days === PHONE_DAYS ? [PHONE_DAYS, ...ZOOMS] : ZOOMS).map((zoom) => (
					<option key={zoom} value={zoom}>
						{zoom} days
					</option>
				))}
			</Select>
			<Select aria-label="Units in order" value={grouping} onChange={(event) => change({ group: event.target.value })}>
				{Object.entries(GROUPINGS).map(([value, label]) => (
					<option key={value} value={value}>
						{label}
					</option>
				))}
			</Select>
			<AsKnownControl at={readMoment(at)} onChange={(moment) => change({ at: moment })} />
			<Button aria-pressed={asTable} onClick={() => change({ view: asTable ? null : "table" })}>
				<Table2 aria-hidden="true" />
				{asTable ? "Chart" : "Table"}
			</Button>
		</div>
	);
}
