"use client";
import { errorDigest } from "@/components/shell/error-digest";
import { FailureNotice } from "@/components/shell/failure-notice";
import { FAILURE_WORDS } from "@/components/shell/failure-words";

/** Inside the frame, so that the way to every other page stays open. */
export default function DashboardError({ error, retry }: { error: unknown; retry: () => void }) {
	return (
		<>
			<h1 className="mb-4 font-semibold text-xl">{FAILURE_WORDS.somethingWentWrong}</h1>
			<FailureNotice digest={errorDigest(error)} onRetry={retry} />
		</>
	);
}
