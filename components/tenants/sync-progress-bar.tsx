"use client";
import { Progress } from "@/components/ui/progress";
import type { SyncProgress } from "@/lib/shared/connections";
import { progressShare, progressWords } from "./progress-words";
import { useSecond } from "./use-second";

interface SyncProgressBarProps {
	/** Whose progress, for screen readers. */
	label: string;
	progress: SyncProgress;
	/** Only the words once all is in: a full bar says nothing. */
	hideWhenComplete?: boolean;
	className?: string;
}

/** Where a mirror stands: bar and one line of words, with a countdown while it waits. */
export function SyncProgressBar({ label, progress, hideWhenComplete = false, className }: SyncProgressBarProps) {
	const now = useSecond(progress.waiting !== null);
	const words = progressWords(progress, now);
	const share = progressShare(progress);
	if ((hideWhenComplete && progress.phase === "following") || progress.phase === "stopped") {
		return <p className={`num text-n11 text-sm ${className ?? ""}`}>{words}</p>;
	}
	return (
		<Progress
			label={label}
			value={share === null ? null : Math.round(share * 1000)}
			max={1000}
			text={words}
			tone={progress.waiting === null ? "accent" : "warn"}
			{...(className === undefined ? {} : { className })}
		/>
	);
}
