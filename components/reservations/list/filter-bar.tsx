"use client";
import { memo } from "react";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Select } from "@/components/ui/select";
import { useOnDemand } from "@/components/ui/use-on-demand";
import { chipClass } from "./chip-class";
import { ChoiceChip } from "./choice-chip";
import { ChoiceSelects } from "./choice-selects";
import { DateRange } from "./date-range";
import { countFilters } from "./filter-url";
import { type Choice, DATE_FIELDS, FILTER_WORDS, KINDS, STATUSES } from "./filter-words";
import { MoreFilters } from "./more-filters";
import type { ChangeFilter } from "./use-filter-url";

const loadSheet = () => import("./filter-sheet").then((module) => module.FilterSheet);

export interface FilterBarProps {
	search: URLSearchParams;
	today: string;
	change: ChangeFilter;
	/** Providers to choose from; none when the page is about one tenant. */
	providers: readonly Choice[];
	/** Units to choose from; empty where the page is about several tenants. */
	units: readonly Choice[];
	/** Our own tags to choose from. */
	tags: readonly Choice[];
	/** A pointer or the focus has come: another list may follow. */
	onReach: () => void;
}

/** One row of chips, always in view; on phones the dates stay and the rest moves into a sheet. What is chosen behind them stands below. */
export const FilterBar = memo(function FilterBar(props: FilterBarProps) {
	const { search, change } = props;
	const filters = countFilters(search);
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the controls in it are what is reached
		<div
			onPointerEnter={props.onReach}
			onFocus={props.onReach}
			className="sticky top-(--bar) z-20 -mx-4 flex h-(--filters) print:hidden items-center gap-2 overflow-x-auto border-n6 border-b bg-n1 px-4 lg:-mx-6 lg:px-6"
		>
			<PhoneFilters {...props} count={filters} />
			<DateFieldSelect search={search} change={change} />
			<DateRange search={search} today={props.today} change={change} />
			<div className="flex shrink-0 items-center gap-2 max-sm:hidden">
				<MoreChips {...props} />
			</div>
		</div>
	);
});

function DateFieldSelect({ search, change }: Pick<FilterBarProps, "search" | "change">) {
	return (
		<Select
			aria-label={FILTER_WORDS.whichDate}
			data-shortcut="filters"
			value={search.get("by") ?? "stay"}
			onChange={(event) => change({ by: event.target.value })}
			className="shrink-0 [&_select]:h-7 [&_select]:w-auto [&_select]:text-sm max-sm:[&_select]:h-11"
		>
			{DATE_FIELDS.map((field) => (
				<option key={field.value} value={field.value}>
					{field.label}
				</option>
			))}
		</Select>
	);
}

function MoreChips({ search, change, providers, units, tags }: FilterBarProps) {
	return (
		<>
			<ChoiceChip
				label={FILTER_WORDS.status}
				choices={STATUSES}
				value={search.get("status")}
				onChange={(value) => change({ status: value })}
			/>
			<ChoiceChip
				label={FILTER_WORDS.kind}
				choices={KINDS}
				value={search.get("kind")}
				onChange={(value) => change({ kind: value })}
			/>
			<ChoiceSelects units={units} providers={providers} search={search} change={change} />
			<MoreFilters search={search} change={change} tags={tags} />
		</>
	);
}

function PhoneFilters({ count, ...props }: FilterBarProps & { count: number }) {
	const { code: FilterSheet, open, setOpen } = useOnDemand(loadSheet);
	return (
		<>
			<button
				type="button"
				onClick={() => setOpen(true)}
				data-shortcut="filters"
				className={classNames(buttonClass(), chipClass(count > 0), "sm:hidden")}
			>
				<Icon name="list-filter" />
				{FILTER_WORDS.filtersWithCount(count)}
			</button>
			{open && FilterSheet !== null && <FilterSheet {...props} onClose={() => setOpen(false)} />}
		</>
	);
}
