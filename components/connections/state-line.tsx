"use client";
import { ConditionBadge } from "@/components/tenants/condition-badge";
import { SentenceText } from "@/components/tenants/sentence-text";
import { useClock } from "@/components/ui/time-provider";
import { type Condition, mainCondition } from "@/lib/shared/condition-words";
import type { ConnectionSummary } from "@/lib/shared/connections";
import { connectionConditions } from "@/lib/shared/subjects";

/** A connection's conditions as of now. @param providerLabel the provider's own name */
export function useConnectionConditions(connection: ConnectionSummary, providerLabel: string): Condition[] {
	const clock = useClock();
	return connectionConditions(connection, providerLabel, new Date(clock.now));
}

/** The word for a connection's state with its sentence, and a line for each thing beside it; for lists, so nothing flickers but a back-off. */
export function StateLines({ connection, providerLabel }: { connection: ConnectionSummary; providerLabel: string }) {
	const conditions = useConnectionConditions(connection, providerLabel);
	const main = mainCondition(conditions);
	return (
		<>
			<p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
				<ConditionBadge condition={main} />
				<span className="foreign-text text-n11 text-sm">
					<SentenceText words={main.sentence} still={main.kind !== "disturbed"} />
				</span>
			</p>
			{conditions
				.filter((condition) => condition !== main)
				.map((condition) => (
					<p key={condition.kind} className="foreign-text mt-0.5 text-n11 text-sm">
						<SentenceText words={condition.sentence} still />
					</p>
				))}
		</>
	);
}
