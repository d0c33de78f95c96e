"use client";
import { Checkbox } from "@/components/ui/checkbox";
import { RadioGroup } from "@/components/ui/radio-group";
import type { TenantChoice } from "@/lib/shared/operators";
import { OPERATOR_WORDS } from "./operator-words";

export interface ScopeValue {
	allTenants: boolean;
	tenantIds: string[];
}

interface ScopeFieldsProps {
	value: ScopeValue;
	onChange: (value: ScopeValue) => void;
	tenants: readonly TenantChoice[];
	error?: string | null;
}

/** All tenants, or exactly the chosen ones. */
export function ScopeFields({ value, onChange, tenants, error }: ScopeFieldsProps) {
	function toggle(id: string, chosen: boolean) {
		const rest = value.tenantIds.filter((other) => other !== id);
		onChange({ allTenants: false, tenantIds: chosen ? [...rest, id] : rest });
	}
	return (
		<div className="flex flex-col gap-2">
			<RadioGroup
				legend={OPERATOR_WORDS.sees}
				value={value.allTenants ? "all" : "some"}
				onChange={(next) => onChange({ ...value, allTenants: next === "all" })}
				options={[
					{ value: "all", label: OPERATOR_WORDS.allTenantsOption, hint: OPERATOR_WORDS.allTenantsHint },
					{ value: "some", label: OPERATOR_WORDS.onlyChosenTenants, disabled: tenants.length === 0 },
				]}
			/>
			{!value.allTenants && (
				<fieldset className="max-h-56 overflow-y-auto rounded-md border border-n6 px-3 py-1">
					<legend className="sr-only">{OPERATOR_WORDS.tenants}</legend>
					{tenants.map((tenant) => (
						<Checkbox
							key={tenant.id}
							label={tenant.name}
							checked={value.tenantIds.includes(tenant.id)}
							onChange={(event) => toggle(tenant.id, event.currentTarget.checked)}
						/>
					))}
				</fieldset>
			)}
			{error ? (
				<p role="alert" className="text-bad-text text-sm">
					{error}
				</p>
			) : null}
		</div>
	);
}
