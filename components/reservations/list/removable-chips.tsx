import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { chipClass } from "./chip-class";
import type { FilterChip } from "./filter-chips";
import { CHIP_WORDS } from "./more-filter-words";
import type { ChangeFilter } from "./use-filter-url";

/** What was chosen elsewhere (search field, behind "More", a unit's name) as chips that remove it. Without `change` they are as the server draws them. */
export function RemovableChips({ chips, change }: { chips: readonly FilterChip[]; change?: ChangeFilter }) {
	if (chips.length === 0) return null;
	return (
		<div className="flex flex-wrap gap-2 pt-2 print:hidden">
			{chips.map(({ id, label, remove }) => (
				<button
					key={id}
					type="button"
					onClick={change && (() => change(remove))}
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
