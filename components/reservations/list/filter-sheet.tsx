"use client";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { SidePanel } from "@/components/ui/side-panel";
import { ChoiceList } from "./choice-list";
import { ChoiceSelects } from "./choice-selects";
import type { FilterBarProps } from "./filter-bar";
import { CLEARED } from "./filter-url";
import { FILTER_WORDS, KINDS, SORTS, STATUSES } from "./filter-words";
import { MoreFilterFields } from "./more-filter-fields";

/** All filters but the dates, for phones. */
export function FilterSheet({
	search,
	change,
	units,
	providers,
	tags,
	onClose,
}: Omit<FilterBarProps, "today" | "onReach"> & { onClose: () => void }) {
	return (
		<SidePanel
			open
			onOpenChange={(open) => {
				if (!open) onClose();
			}}
			title={FILTER_WORDS.filters}
			footer={
				<>
					<Button variant="primary" className="flex-1" onClick={onClose}>
						{FILTER_WORDS.showReservations}
					</Button>
					<Button onClick={() => change(CLEARED)}>{FILTER_WORDS.clearAll}</Button>
				</>
			}
		>
			<div className="flex flex-col gap-5">
				<Field label={FILTER_WORDS.sortBy}>
					{(control) => (
						<Select
							{...control}
							value={search.get("sort") ?? "arrival"}
							onChange={(event) => change({ sort: event.target.value })}
						>
							{SORTS.map((sort) => (
								<option key={sort.value} value={sort.value}>
									{sort.label}
								</option>
							))}
						</Select>
					)}
				</Field>
				<ChoiceList
					label={FILTER_WORDS.status}
					choices={STATUSES}
					value={search.get("status")}
					onChange={(value) => change({ status: value })}
				/>
				<ChoiceList
					label={FILTER_WORDS.kind}
					choices={KINDS}
					value={search.get("kind")}
					onChange={(value) => change({ kind: value })}
				/>
				<div className="flex flex-wrap gap-2">
					<ChoiceSelects units={units} providers={providers} search={search} change={change} />
				</div>
				<MoreFilterFields search={search} change={change} tags={tags} />
			</div>
		</SidePanel>
	);
}
