"use client";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { SidePanel } from "@/components/ui/side-panel";
import { ChoiceList } from "./choice-list";
import { ProviderSelect, UnitSelect } from "./choice-selects";
import type { FilterBarProps } from "./filter-bar";
import { CLEARED } from "./filter-url";
import { KINDS, SORTS, STATUSES } from "./filter-words";
import { MoreFilterFields } from "./more-filter-fields";

/** All filters but the dates, for phones. */
export function FilterSheet({
	search,
	change,
	units,
	providers,
	tags,
	onClose,
}: Omit<FilterBarProps, "today" | "unitName"> & { onClose: () => void }) {
	return (
		<SidePanel
			open
			onOpenChange={(open) => {
				if (!open) onClose();
			}}
			title="Filters"
			footer={
				<>
					<Button variant="primary" className="flex-1" onClick={onClose}>
						Show reservations
					</Button>
					<Button onClick={() => change(CLEARED)}>Clear all</Button>
				</>
			}
		>
			<div className="flex flex-col gap-5">
				<Field label="Sort by">
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
					label="Status"
					choices={STATUSES}
					value={search.get("status")}
					onChange={(value) => change({ status: value })}
				/>
				<ChoiceList
					label="Kind"
					choices={KINDS}
					value={search.get("kind")}
					onChange={(value) => change({ kind: value })}
				/>
				<div className="flex flex-wrap gap-2">
					{units.length > 0 && <UnitSelect units={units} search={search} change={change} />}
					{providers.length > 1 && <ProviderSelect providers={providers} search={search} change={change} />}
				</div>
				<MoreFilterFields search={search} change={change} tags={tags} />
			</div>
		</SidePanel>
	);
}
