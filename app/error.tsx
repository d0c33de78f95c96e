"use client";
import { errorDigest } from "@/components/shell/error-digest";
import { FailureNotice } from "@/components/shell/failure-notice";
import { FAILURE_WORDS } from "@/components/shell/failure-words";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
	return (
		<main className="mx-auto max-w-3xl p-6">
			<h1 className="mb-4 font-semibold text-xl">{FAILURE_WORDS.somethingWentWrong}</h1>
			<FailureNotice digest={errorDigest(error)} onRetry={retry} />
		</main>
	);
}
