import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import type { Condition } from "@/lib/shared/condition-words";
import { SentenceText } from "./sentence-text";

/** One condition on the page it is about: its word, its sentence, and the one thing to do. */
export function ConditionNotice({ condition, action }: { condition: Condition; action?: ReactNode }) {
	return (
		<Notice tone={condition.tone} className="mb-4" title={condition.label} action={action}>
			<SentenceText words={condition.sentence} />
		</Notice>
	);
}
