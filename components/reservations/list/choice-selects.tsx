"use client";
import { classNames } from "@/components/ui/class-names";
import { Select } from "@/components/ui/select";
import { bounded } from "../reservation-words";
import { type Choice, FILTER_WORDS } from "./filter-words";
import type { ChangeFilter } from "./use-filter-url";

interface ChoiceSelectsProps {
	/** Providers to choose from; one is no choice. */
	providers: readonly Choice[];
	/** Units to choose from; none where the page is about several tenants. */
	units: readonly Choice[];
	search: URLSearchParams;
	change: ChangeFilter;
}

/** Filters of one value among many. */
export function ChoiceSelects({ units, providers, search, change }: ChoiceSelectsProps) {
	const select = (name: string, label: string, all: string, choices: readonly Choice[]) => {
		const value = search.get(name) ?? "";
		return (
			<Select
				aria-label={label}
				value={value}
				onChange={(event) => change({ [name]: event.target.value })}
				className={classNames(
					"max-w-36 shrink-0 sm:[&_select]:h-7 sm:[&_select]:text-sm",
					value !== "" &&
						"[&_select]:border-accent-line [&_select]:bg-accent-soft [&_select]:font-medium [&_select]:text-accent-strong",
				)}
			>
				<option value="">{all}</option>
				{name === "unit" && value !== "" && !choices.some((choice) => choice.value === value) && (
					<option value={value}>{FILTER_WORDS.thisUnit}</option>
				)}
				{choices.map((choice) => (
					<option key={choice.value} value={choice.value}>
						{bounded(choice.label)}
					</option>
				))}
			</Select>
		);
	};
	return (
		<>
			{units.length > 0 && select("unit", FILTER_WORDS.unit, FILTER_WORDS.allUnits, units)}
			{providers.length > 1 && select("provider", FILTER_WORDS.provider, FILTER_WORDS.allProviders, providers)}
		</>
	);
}
