import { Badge } from "@/components/ui/badge";
import type { Condition } from "@/lib/shared/condition-words";

/** The word of a state, the same wherever the state is shown. */
export function ConditionBadge({ condition }: { condition: Pick<Condition, "label" | "tone"> }) {
	return <Badge tone={condition.tone}>{condition.label}</Badge>;
}

/** Says a new state once to a screen reader, without the countdowns around it. */
export function StateAnnouncer({ name, condition }: { name: string; condition: Pick<Condition, "label"> }) {
	return (
		<p role="status" className="sr-only">
			{name}: {condition.label}
		</p>
	);
}
