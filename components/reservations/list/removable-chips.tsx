"use client";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { useClock } from "@/components/ui/time-provider";
import { chipClass } from "./choice-chip";
import type { FilterBarProps } from "./filter-bar";
import { filterChips } from "./filter-chips";
import { CHIP_WORDS } from "./more-filter-words";

/** What was chosen elsewhere (search field, behind "More", a unit's name) as chips that remove it. */
export function RemovableChips({
	search,
	change,
	tags,
	unitName,
}: Pick<FilterBarProps, "search" | "change" | "tags" | "unitName">) {
	const { zone, now } = useClock();
	const names = {
		unit: unitName,
		tags: new Map(tags.map(({ value, label }) => [value, label])),
		zone,
		now: new Date(now),
	};
	const chips = filterChips(search, names);
	if (chips.length === 0) return null;
	return (
		<div className="flex flex-wrap gap-2 pt-2 print:hidden">
			{chips.map(({ id, label, remove }) => (
				<button
					key={id}
					type="button"
					onClick={() => change(remove)}
					aria-label={CHIP_WORDS.removeFilter(label)}
					className={classNames(buttonClass({ size: "sm" }), chipClass(true), "max-w-full sm:max-w-96")}
				>
					<bdi className="truncate">{label}</bdi>
					<Icon name="x" />
				</button>
			))}
		</div>
	);
}
