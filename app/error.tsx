"use client";
import { errorDigest } from "@/components/shell/error-digest";
import { FailureNotice } from "@/components/shell/failure-notice";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
	return (
		<main className="mx-auto max-w-3xl p-6">
			<h1 className="mb-4 font-semibold text-xl">Something went wrong</h1>
			<FailureNotice digest={errorDigest(error)} onRetry={retry} />
		</main>
	);
}
