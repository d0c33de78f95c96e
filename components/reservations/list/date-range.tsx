"use client";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Popover } from "@/components/ui/popover";
import { isRelativeDate, resolveDate } from "@/lib/shared/dates";
import { formatStay } from "../stay-words";
import { activeRange, quickRanges, shiftRange } from "./filter-url";
import { RANGE_WORDS } from "./range-words";
import type { ChangeFilter } from "./use-filter-url";

const loadForm = () => import("./date-form").then((module) => module.DateForm);

interface DateRangeProps {
	search: URLSearchParams;
	/** Today in the calendar that the dates are read in. */
	today: string;
	change: ChangeFilter;
}

/** Quick ranges, a range of one's own, and a step back or forth. */
export function DateRange({ search, today, change }: DateRangeProps) {
	const from = search.get("from");
	const to = search.get("to");
	const by = search.get("by") ?? "stay";
	const valid = isDate(from) && isDate(to);
	const active = valid ? activeRange(from, to, today, by) : null;
	const own = active === null && (from !== null || to !== null);
	return (
		<div className="flex items-center gap-1">
			<fieldset className="flex rounded-md border border-n7">
				<legend className="sr-only">{RANGE_WORDS.dates}</legend>
				{quickRanges(today, by).map((range) => (
					<button
						key={range.id}
						type="button"
						aria-pressed={active?.id === range.id}
						data-shortcut={range.id === "today" ? "today" : undefined}
						onClick={() => change({ from: range.from, to: range.to })}
						className={classNames(
							"-outline-offset-2 h-6.5 whitespace-nowrap border-n7 border-r px-2 text-sm first-of-type:rounded-l-[5px] max-sm:h-10.5",
							active?.id === range.id ? "bg-accent-soft font-medium text-accent-strong" : "text-n11 hover:bg-n3",
						)}
					>
						{range.label}
					</button>
				))}
				<PickRange from={from} to={to} today={today} change={change} active={own} />
			</fieldset>
			<Shift search={search} today={today} change={change} valid={valid} />
		</div>
	);
}

function PickRange({
	from,
	to,
	today,
	change,
	active,
}: {
	from: string | null;
	to: string | null;
	today: string;
	change: ChangeFilter;
	active: boolean;
}) {
	const shownFrom = isDate(from) && from !== null ? resolveDate(from, today) : "";
	const shownTo = isDate(to) && to !== null ? resolveDate(to, today) : "";
	const label =
		active && shownFrom !== "" && shownTo !== ""
			? formatStay(shownFrom, shownTo, Number(today.slice(0, 4)))
			: active && shownFrom !== ""
				? RANGE_WORDS.fromDay(formatStay(shownFrom, shownFrom, Number(today.slice(0, 4))))
				: active && shownTo !== ""
					? RANGE_WORDS.untilDay(formatStay(shownTo, shownTo, Number(today.slice(0, 4))))
					: RANGE_WORDS.pickDates;

	return (
		<Popover
			trigger={
				<button
					type="button"
					aria-pressed={active}
					className={classNames(
						"-outline-offset-2 num h-6.5 whitespace-nowrap rounded-r-[5px] px-2 text-sm max-sm:h-10.5",
						active ? "bg-accent-soft font-medium text-accent-strong" : "text-n11 hover:bg-n3",
					)}
				>
					{label}
				</button>
			}
			label={RANGE_WORDS.pickDates}
			align="end"
			className="w-72"
			load={loadForm}
			content={{ from: shownFrom, to: shownTo, change }}
		/>
	);
}

function Shift({ search, today, change, valid }: DateRangeProps & { valid: boolean }) {
	const [from, to] = [search.get("from"), search.get("to")];
	const before = valid ? shiftRange(from, to, today, -1) : null;
	const after = valid ? shiftRange(from, to, today, 1) : null;
	return (
		<span className="flex max-sm:hidden">
			<button
				type="button"
				aria-label={RANGE_WORDS.earlierDates}
				title={RANGE_WORDS.earlierDatesTitle}
				data-shortcut="previous"
				disabled={before === null}
				onClick={() => before !== null && change(before)}
				className={buttonClass({ variant: "quiet", size: "sm", iconOnly: true })}
			>
				<Icon name="chevron-left" />
			</button>
			<button
				type="button"
				aria-label={RANGE_WORDS.laterDates}
				title={RANGE_WORDS.laterDatesTitle}
				data-shortcut="next"
				disabled={after === null}
				onClick={() => after !== null && change(after)}
				className={buttonClass({ variant: "quiet", size: "sm", iconOnly: true })}
			>
				<Icon name="chevron-right" />
			</button>
		</span>
	);
}

/** Null (open side) or a date that can be read; a broken one is reported by the list, not here. */
function isDate(text: string | null): boolean {
	return text === null || isRelativeDate(text);
}
