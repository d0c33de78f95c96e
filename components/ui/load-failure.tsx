"use client";
import { Button } from "./button";
import { Notice } from "./notice";
import { UI_WORDS } from "./ui-words";

interface LoadFailureProps {
	/** What is missing. */
	title: string;
	error: Error;
	onRetry: () => void;
}

/** In the place of what could not be loaded: why, and the way to try again. */
export function LoadFailure({ title, error, onRetry }: LoadFailureProps) {
	return (
		<Notice tone="bad" title={title} live="polite" action={<Button onClick={onRetry}>{UI_WORDS.tryAgain}</Button>}>
			{error.message}
		</Notice>
	);
}
