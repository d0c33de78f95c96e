"use client";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { FAILURE_WORDS } from "./failure-words";

interface FailureNoticeProps {
	/** Number under which the server logged the cause; absent for failures in the browser. */
	digest: string | undefined;
	onRetry: () => void;
}

/** What a page shows in place of content that could not be made. */
export function FailureNotice({ digest, onRetry }: FailureNoticeProps) {
	return (
		<Notice
			tone="bad"
			live="assertive"
			title={FAILURE_WORDS.pageTitle}
			action={
				<Button variant="primary" onClick={onRetry}>
					{FAILURE_WORDS.tryAgain}
				</Button>
			}
		>
			{FAILURE_WORDS.nothingLost(digest)}
		</Notice>
	);
}
