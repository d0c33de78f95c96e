"use client";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

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
			title="This page could not be shown"
			action={
				<Button variant="primary" onClick={onRetry}>
					Try again
				</Button>
			}
		>
			Nothing was changed or lost. Try again; if it stays, tell the person who runs Rezdeck
			{digest === undefined ? "." : `: the log has the cause under ${digest}.`}
		</Notice>
	);
}
