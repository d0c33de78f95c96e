"use client";
import { useClock } from "@/components/ui/time-provider";
import { type Condition, mainCondition } from "@/lib/shared/condition-words";
import type { TenantSummary } from "@/lib/shared/connections";
import { tenantConditions } from "@/lib/shared/subjects";
import { ConditionBadge } from "./condition-badge";
import { SentenceText } from "./sentence-text";

/** A tenant's conditions as of now. @param providerLabel the provider's own name */
export function useTenantConditions(tenant: TenantSummary, providerLabel: string): Condition[] {
	const clock = useClock();
	return tenantConditions(tenant, providerLabel, new Date(clock.now));
}

interface TenantStateProps {
	tenant: TenantSummary;
	providerLabel: string;
	/** In lists of many: no countdown unless it waits out a failure. */
	still?: boolean;
}

/** The word for a tenant's state with its sentence, and a line for each thing beside it. */
export function TenantState({ tenant, providerLabel, still = false }: TenantStateProps) {
	const conditions = useTenantConditions(tenant, providerLabel);
	const main = mainCondition(conditions);
	const others = conditions.filter((condition) => condition !== main);
	return (
		<>
			<ConditionBadge condition={main} />
			{main.kind !== "fine" && (
				<p className="foreign-text mt-0.5 text-n11 text-sm">
					<SentenceText words={main.sentence} still={still && main.kind !== "disturbed"} />
				</p>
			)}
			{others.map((condition) => (
				<p key={condition.kind} className="foreign-text mt-0.5 text-n11 text-sm">
					<SentenceText words={condition.sentence} still={still} />
				</p>
			))}
		</>
	);
}
