"use client";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Popover } from "@/components/ui/popover";
import { FILTER_WORDS } from "./filter-words";
import type { MoreFiltersProps } from "./more-filter-fields";

const loadFields = () => import("./more-filter-fields").then((module) => module.MoreFilterFields);

/** The filters that are needed less often, behind one chip. What is chosen there shows as chips of its own. */
export function MoreFilters(props: MoreFiltersProps) {
	return (
		<Popover
			trigger={
				<button
					type="button"
					aria-label={FILTER_WORDS.moreFilters}
					className={classNames(buttonClass({ size: "sm" }), "font-normal")}
				>
					{FILTER_WORDS.more}
					<Icon name="chevron-down" className="text-n10" />
				</button>
			}
			label={FILTER_WORDS.moreFilters}
			className="w-96"
			load={loadFields}
			content={props}
		/>
	);
}
