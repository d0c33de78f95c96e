import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ApiProblem } from "@/lib/queries/client";
import { LIST_ERROR_WORDS } from "./list-error-words";

/** In the place of a list that could not be loaded. It needs no code that might not be loaded either. */
export function ListError({ error, onRetry }: { error: Error; onRetry: () => void }) {
	const gone = error instanceof ApiProblem && error.code === "not_found";
	const signedOut = error instanceof ApiProblem && error.code === "unauthenticated";
	const updated = error instanceof ApiProblem && error.code === "updated";
	return (
		<Notice
			tone="bad"
			live="assertive"
			title={signedOut ? LIST_ERROR_WORDS.youAreSignedOut : LIST_ERROR_WORDS.notLoaded}
			className="my-4"
			action={
				gone ? (
					<ButtonLink href="/reservations">{LIST_ERROR_WORDS.allReservations}</ButtonLink>
				) : signedOut ? (
					<ButtonLink href="/sign-in">{LIST_ERROR_WORDS.signIn}</ButtonLink>
				) : updated ? (
					<Button onClick={() => window.location.reload()}>{LIST_ERROR_WORDS.reload}</Button>
				) : (
					<Button onClick={onRetry}>{LIST_ERROR_WORDS.tryAgain}</Button>
				)
			}
		>
			{error.message}
		</Notice>
	);
}
