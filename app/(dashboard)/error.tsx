"use client";
import { errorDigest } from "@/components/shell/error-digest";
import { FailureNotice } from "@/components/shell/failure-notice";

/** Inside the frame, so that the way to every other page stays open. */
export default function DashboardError({ error, retry }: { error: unknown; retry: () => void }) {
	return (
		<>
			<h1 className="mb-4 font-semibold text-xl">Something went wrong</h1>
			<FailureNotice digest={errorDigest(error)} onRetry={retry} />
		</>
	);
}
