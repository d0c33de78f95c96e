"use client";
import { Button } from "@/components/ui/button";
import { filled } from "@/components/ui/filled";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { SYNC_WORDS } from "./sync-words";

interface StaleNoticeProps {
	/** Why the last try to refresh failed; null when it did not. */
	error: Error | null;
	/** When what stands on the page was true, in milliseconds. */
	shownFrom: number;
	onRetry: () => void;
}

/** Above data that could not be refreshed: says from when it is. Nothing while all is well. */
export function StaleNotice({ error, shownFrom, onRetry }: StaleNoticeProps) {
	if (error === null) return null;
	return (
		<Notice
			tone="warn"
			live="polite"
			className="mb-4"
			title={filled(SYNC_WORDS.staleFrom, { at: <Instant at={new Date(shownFrom).toISOString()} /> })}
			action={
				<Button size="sm" onClick={onRetry}>
					{SYNC_WORDS.tryAgain}
				</Button>
			}
		>
			{error.message}
		</Notice>
	);
}
