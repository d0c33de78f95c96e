"use client";
import { useEffect, useState } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { INSIGHT_GROUPS, type InsightDays } from "@/lib/shared/insight-range";
import { type InsightView, isLong, PICKUPS, presets } from "./insight-url";
import { GROUP_WORDS, PICKUP_WORDS, INSIGHT_WORDS as W } from "./insight-words";
import type { ChangeInsight } from "./use-insight-url";

interface InsightToolbarProps {
	view: InsightView;
	/** The days that the view means. Null: they are no range. */
	days: InsightDays | null;
	today: string;
	providers: readonly { id: string; label: string }[];
	waiting: boolean;
	change: ChangeInsight;
}

/** Which days, added up how, and of which provider. */
export function InsightToolbar({ view, days, today, providers, waiting, change }: InsightToolbarProps) {
	const ranges = presets(today);
	const preset = ranges.find(({ from, to }) => from === view.from && to === view.to);
	return (
		<div className="mb-3 flex flex-wrap items-end gap-2 print:hidden">
			<Select
				aria-label={W.range}
				value={preset?.id ?? "own"}
				onChange={(event) => {
					const chosen = ranges.find(({ id }) => id === event.target.value);
					if (chosen !== undefined) change({ from: chosen.from, to: chosen.to });
				}}
			>
				{preset === undefined && <option value="own">{W.ownRange}</option>}
				{ranges.map(({ id, label }) => (
					<option key={id} value={id}>
						{label}
					</option>
				))}
			</Select>
			<DayInput
				label={W.from}
				value={days?.from ?? view.from}
				onChange={(from) => change({ from, to: days?.to ?? view.to })}
			/>
			<DayInput
				label={W.to}
				value={days?.to ?? view.to}
				onChange={(to) => change({ from: days?.from ?? view.from, to })}
			/>
			<Select aria-label={W.group} value={view.group} onChange={(event) => change({ group: event.target.value })}>
				{INSIGHT_GROUPS.map((group) => (
					<option key={group} value={group} disabled={group === "day" && isLong(days)}>
						{GROUP_WORDS[group].option}
					</option>
				))}
			</Select>
			{providers.length > 1 && (
				<Select
					aria-label={W.provider}
					value={view.provider ?? ""}
					onChange={(event) => change({ provider: event.target.value === "" ? null : event.target.value })}
				>
					<option value="">{W.allProviders}</option>
					{providers.map(({ id, label }) => (
						<option key={id} value={id}>
							{label}
						</option>
					))}
				</Select>
			)}
			<Select aria-label={W.pickup} value={view.pickup} onChange={(event) => change({ pickup: event.target.value })}>
				{PICKUPS.map((pickup) => (
					<option key={pickup} value={pickup}>
						{W.pickup} {PICKUP_WORDS[pickup]}
					</option>
				))}
			</Select>
			<p role="status" className="flex min-h-8 items-center gap-1.5 text-n10 text-sm">
				{waiting ? (
					<>
						<Spinner /> {W.waiting}
					</>
				) : (
					isLong(days) && W.byWeek
				)}
			</p>
		</div>
	);
}

/** Goes into the URL once it is a whole date: while typing, a year has one digit first. */
function DayInput({ label, value, onChange }: { label: string; value: string; onChange: (date: string) => void }) {
	const [typed, setTyped] = useState(value);
	useEffect(() => setTyped(value), [value]);
	return (
		<span className="w-36">
			<Input
				type="date"
				aria-label={label}
				value={typed}
				min="1901-01-01"
				max="9998-12-31"
				onChange={(event) => {
					setTyped(event.target.value);
					if (event.target.value !== "" && event.target.validity.valid && event.target.value > "1901")
						onChange(event.target.value);
				}}
			/>
		</span>
	);
}
