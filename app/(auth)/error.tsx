"use client";
import { errorDigest } from "@/components/shell/error-digest";
import { FailureNotice } from "@/components/shell/failure-notice";
import { FAILURE_WORDS } from "@/components/shell/failure-words";

/** Of a page before sign-in. An error of the frame around the others is global-error.tsx's. */
export default function AuthError({ error, retry }: { error: unknown; retry: () => void }) {
	return (
		<>
			<h1 className="font-semibold text-xl">{FAILURE_WORDS.somethingWentWrong}</h1>
			<FailureNotice digest={errorDigest(error)} onRetry={retry} />
		</>
	);
}
