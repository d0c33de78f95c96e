"use client";
import { classNames } from "@/components/ui/class-names";
import { Select } from "@/components/ui/select";
import { bounded } from "../reservation-words";
import { type Choice, FILTER_WORDS } from "./filter-words";
import type { ChangeFilter } from "./use-filter-url";

interface SelectProps {
	search: URLSearchParams;
	change: ChangeFilter;
}

export function ProviderSelect({ providers, search, change }: SelectProps & { providers: readonly Choice[] }) {
	const value = search.get("provider") ?? "";
	return (
		<Select
			aria-label={FILTER_WORDS.provider}
			value={value}
			onChange={(event) => change({ provider: event.target.value })}
			className={selectChip(value !== "")}
		>
			<option value="">{FILTER_WORDS.allProviders}</option>
			{providers.map((provider) => (
				<option key={provider.value} value={provider.value}>
					{provider.label}
				</option>
			))}
		</Select>
	);
}

export function UnitSelect({ units, search, change }: SelectProps & { units: readonly Choice[] }) {
	const value = search.get("unit") ?? "";
	return (
		<Select
			aria-label={FILTER_WORDS.unit}
			value={value}
			onChange={(event) => change({ unit: event.target.value })}
			className={selectChip(value !== "")}
		>
			<option value="">{FILTER_WORDS.allUnits}</option>
			{value !== "" && !units.some((unit) => unit.value === value) && (
				<option value={value}>{FILTER_WORDS.thisUnit}</option>
			)}
			{units.map((unit) => (
				<option key={unit.value} value={unit.value}>
					{bounded(unit.label)}
				</option>
			))}
		</Select>
	);
}

function selectChip(active: boolean): string {
	return classNames(
		"max-w-36 shrink-0 sm:[&_select]:h-7 sm:[&_select]:text-sm",
		active &&
			"[&_select]:border-accent-line [&_select]:bg-accent-soft [&_select]:font-medium [&_select]:text-accent-strong",
	);
}
